/* The stages of one compilation, in the order they run. Each throws CompileError with its own name. */
#ifndef TRACEJIT_LLVM_STAGES_H
#define TRACEJIT_LLVM_STAGES_H

#include <llvm/ADT/SmallVector.h>
#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Target/TargetMachine.h>
#include <memory>
#include <string>
#include "compile.h"

namespace tracejit {

using ObjectBytes = llvm::SmallVector<char, 0>;

/* ---- target.cc ---- */
void initialise_target();
/* The host's machine for this thread; `quick`: one that makes code fast rather than fast code. */
llvm::TargetMachine &target_machine(bool quick = false);
const std::string &host_cpu();
const std::string &host_features();
/* Library functions LLVM may know: all but libm's, whose values must be libm's own to the last bit. */
llvm::TargetLibraryInfoImpl library_info(const llvm::Module &module);

/* ---- link.cc ---- */
struct Primitives {
  std::unique_ptr<llvm::MemoryBuffer> bitcode; /* of all */
  std::string object; /* path of the machine code of those that stay calls; empty: compile them with each region */
  std::string every;  /* path of the machine code of all; empty: there is none */
};
/* Adds the primitives that are called, checks each call's type, hides all but tj_entry, sets the functions' attributes. */
void link_primitives(llvm::Module &module, const Primitives &primitives);
/* Instead: all primitives stay calls. Their types are not checked. */
void call_primitives(llvm::Module &module);

/* ---- optimise.cc ---- */
void optimise(llvm::Module &module, bool quick);
/* Every primitive must have been inlined but those that are marked noinline. */
void check_inlined(const llvm::Module &module);

/* ---- emit.cc ---- */
ObjectBytes emit_object(llvm::Module &module, bool quick);
std::string emit_assembly(llvm::Module &module, bool quick);
unsigned executable_bytes(const ObjectBytes &object);

/* ---- shared_object.cc ---- */
/* `library`: path of an object file to take missing functions from, or empty. */
void link_shared_object(const ObjectBytes &object, const std::string &library, const std::string &so_path);

}  // namespace tracejit
#endif
