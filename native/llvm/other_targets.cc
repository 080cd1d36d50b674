/* lld registers every target LLVM was built with, and LLVM's extensions; here they are nothing, so that only this
 * machine's is linked in. The names expand to LLVMInitializeAArch64Target and so on. */
#include <llvm/Passes/PassPlugin.h>

/* This machine's come from LLVM: its names are kept out of the way of the macros below. */
#define LLVMInitializeX86TargetInfo own_target_info
#define LLVMInitializeX86Target own_target
#define LLVMInitializeX86TargetMC own_target_mc
#define LLVMInitializeX86AsmPrinter own_asm_printer
#define LLVMInitializeX86AsmParser own_asm_parser

extern "C" {
#define LLVM_TARGET(name)                                                                                              \
  void LLVMInitialize##name##TargetInfo() {}                                                                           \
  void LLVMInitialize##name##Target() {}                                                                               \
  void LLVMInitialize##name##TargetMC() {}
#include <llvm/Config/Targets.def>

#define LLVM_ASM_PRINTER(name)                                                                                         \
  void LLVMInitialize##name##AsmPrinter() {}
#include <llvm/Config/AsmPrinters.def>

#define LLVM_ASM_PARSER(name)                                                                                          \
  void LLVMInitialize##name##AsmParser() {}
#include <llvm/Config/AsmParsers.def>
}

llvm::PassPluginLibraryInfo getPollyPluginInfo() { return {}; }
