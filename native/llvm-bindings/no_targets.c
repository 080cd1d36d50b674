/* Linked into llvm-bindings (ci/setup/bindings.mjs) in front of LLVM 14: it registers no target, so no code generator is
 * linked in. We build IR with it and nothing else; LLVM 19 makes the code. 7 MB instead of 77, loaded in 3 ms instead of 15. */
#define LLVM_TARGET(name)                         \
  void LLVMInitialize##name##TargetInfo(void) {}  \
  void LLVMInitialize##name##Target(void) {}      \
  void LLVMInitialize##name##TargetMC(void) {}
#include <llvm/Config/Targets.def>

#define LLVM_ASM_PRINTER(name) \
  void LLVMInitialize##name##AsmPrinter(void) {}
#include <llvm/Config/AsmPrinters.def>

#define LLVM_ASM_PARSER(name) \
  void LLVMInitialize##name##AsmParser(void) {}
#include <llvm/Config/AsmParsers.def>

#define LLVM_DISASSEMBLER(name) \
  void LLVMInitialize##name##Disassembler(void) {}
#include <llvm/Config/Disassemblers.def>
