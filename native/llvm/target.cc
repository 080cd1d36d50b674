#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>
#include <mutex>
#include "stages.h"

namespace tracejit {

namespace {

constexpr const char *kTriple = "x86_64-pc-linux-gnu";

std::string feature_string() {
  std::string text;
  for (const auto &feature : llvm::sys::getHostCPUFeatures()) {
    if (!text.empty()) text += ',';
    text += (feature.second ? "+" : "-") + feature.first().str();
  }
  return text;
}

std::unique_ptr<llvm::TargetMachine> make_machine(bool quick) {
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(kTriple, error);
  if (!target) throw CompileError("target", error);
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict; /* Python rounds after each operation */
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      kTriple, host_cpu(), host_features(), options, llvm::Reloc::PIC_, llvm::CodeModel::Small,
      quick ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Aggressive));
}

}  // namespace

void initialise_target() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
  });
}

const std::string &host_cpu() {
  static const std::string cpu = llvm::sys::getHostCPUName().str();
  return cpu;
}

const std::string &host_features() {
  static const std::string features = feature_string();
  return features;
}

/* A TargetMachine is not thread-safe, and costs 0.2 ms to make. */
llvm::TargetMachine &target_machine(bool quick) {
  thread_local std::unique_ptr<llvm::TargetMachine> machines[2];
  auto &machine = machines[quick];
  if (!machine) machine = make_machine(quick);
  return *machine;
}

llvm::TargetLibraryInfoImpl library_info(const llvm::Module &module) {
  llvm::TargetLibraryInfoImpl info{llvm::Triple(module.getTargetTriple())};
  for (llvm::LibFunc function : {llvm::LibFunc_pow, llvm::LibFunc_fmod, llvm::LibFunc_sin, llvm::LibFunc_cos,
                                 llvm::LibFunc_tan, llvm::LibFunc_asin, llvm::LibFunc_acos, llvm::LibFunc_atan,
                                 llvm::LibFunc_atan2, llvm::LibFunc_sinh, llvm::LibFunc_cosh, llvm::LibFunc_tanh,
                                 llvm::LibFunc_exp, llvm::LibFunc_log, llvm::LibFunc_log2, llvm::LibFunc_log10}) {
    info.setUnavailable(function);
  }
  return info;
}

}  // namespace tracejit
