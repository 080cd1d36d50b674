#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/InstrTypes.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/IPO/Internalize.h>
#include "stages.h"

namespace tracejit {

namespace {

constexpr const char *kPhase = "link";
constexpr const char *kEntry = "tj_entry";

std::string type_text(const llvm::Type *type) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  type->print(stream);
  return text;
}

/* With opaque pointers LLVM accepts a call of another type than its callee: it is merely never inlined. */
void check_call(const llvm::CallBase &call) {
  const auto *callee = llvm::dyn_cast<llvm::Function>(call.getCalledOperand()->stripPointerCasts());
  if (!callee || callee->getFunctionType() == call.getFunctionType()) return;
  throw CompileError(kPhase, "wrong signature: " + callee->getName().str() + " is " +
                                 type_text(callee->getFunctionType()) + ", called as " +
                                 type_text(call.getFunctionType()));
}

bool is_call(const llvm::Function &function) {
  return function.getName().starts_with("tj_slow_") && function.hasHiddenVisibility();
}

/* `bodies`: functions whose machine code is elsewhere count as missing. */
void check_calls(const llvm::Module &module, bool bodies) {
  for (const llvm::Function &function : module) {
    if (!bodies && is_call(function)) continue;
    if (function.isDeclaration() && function.getName().starts_with("tj_")) {
      throw CompileError(kPhase, "no such primitive: " + function.getName().str());
    }
    for (const llvm::Instruction &instruction : llvm::instructions(function)) {
      if (const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction)) check_call(*call);
    }
  }
}

/* The same target everywhere, or nothing inlines. Unwind tables: debuggers and profilers walk through this code. */
void set_attributes(llvm::Function &function) {
  for (const char *name : {"target-cpu", "target-features", "tune-cpu", "min-legal-vector-width"}) {
    function.removeFnAttr(name);
  }
  function.addFnAttr("target-cpu", host_cpu());
  function.addFnAttr("target-features", host_features());
  function.addFnAttr(llvm::Attribute::NoUnwind);
  /* CPython's and our own C `inline` functions are parts of primitives: with them they go, before anything else. */
  if (function.hasFnAttribute(llvm::Attribute::InlineHint)) function.addFnAttr(llvm::Attribute::AlwaysInline);
  function.setUWTableKind(llvm::UWTableKind::Async);
}

/* C promises the callee that a bool fills its register with zeros. */
void pass_bools_whole(llvm::CallBase &call) {
  for (unsigned k = 0; k < call.arg_size(); k++) {
    if (call.getArgOperand(k)->getType()->isIntegerTy(1)) call.addParamAttr(k, llvm::Attribute::ZExt);
  }
}

/* Calls that give back what they are given. */
void forget_expectations(llvm::Function *function) {
  if (!function) return;
  for (llvm::User *user : llvm::make_early_inc_range(function->users())) {
    auto *call = llvm::cast<llvm::CallBase>(user);
    call->replaceAllUsesWith(call->getArgOperand(0));
    call->eraseFromParent();
  }
}

/* Hides all but tj_entry, and says what the functions are compiled for. */
void finish(llvm::Module &module) {
  llvm::internalizeModule(module, [](const llvm::GlobalValue &value) { return value.getName() == kEntry; });
  for (llvm::Function &function : module) {
    if (!function.isDeclaration()) set_attributes(function);
  }
  std::string faults;
  llvm::raw_string_ostream stream(faults);
  if (llvm::verifyModule(module, &stream)) throw CompileError(kPhase, faults);
}

}  // namespace

void link_primitives(llvm::Module &module, const Primitives &primitives) {
  const bool bodies = primitives.object.empty();
  auto lazy = llvm::getLazyBitcodeModule(primitives.bitcode->getMemBufferRef(), module.getContext());
  if (!lazy) throw CompileError(kPhase, llvm::toString(lazy.takeError()));
  (*lazy)->setDataLayout(module.getDataLayout());
  (*lazy)->setTargetTriple(module.getTargetTriple());
  for (llvm::Function &function : **lazy) {
    if (!bodies && is_call(function)) function.deleteBody();
  }
  if (llvm::Linker(module).linkInModule(std::move(*lazy), llvm::Linker::Flags::LinkOnlyNeeded)) {
    throw CompileError(kPhase, "the primitives do not link");
  }
  check_calls(module, bodies);
  finish(module);
}

void call_primitives(llvm::Module &module) {
  for (const char *name : {"tj_likely", "tj_unlikely"}) forget_expectations(module.getFunction(name));
  for (llvm::Function &function : module) {
    if (!function.isDeclaration() || !function.getName().starts_with("tj_")) continue;
    function.setVisibility(llvm::GlobalValue::HiddenVisibility);
    for (llvm::User *user : function.users()) {
      if (auto *call = llvm::dyn_cast<llvm::CallBase>(user)) pass_bools_whole(*call);
    }
  }
  finish(module);
}

}  // namespace tracejit
