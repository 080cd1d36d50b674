#include "compile.h"
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>
#include <chrono>
#include "stages.h"

namespace tracejit {

namespace {

using Clock = std::chrono::steady_clock;

/* Set once by open_primitives, before the first job. */
Primitives &primitives() {
  static Primitives opened;
  return opened;
}

/* LLVM's default handler would end the process at an error. */
struct Diagnostics : llvm::DiagnosticHandler {
  explicit Diagnostics(std::string &collected) : text(collected) {}
  bool handleDiagnostics(const llvm::DiagnosticInfo &info) override {
    if (info.getSeverity() != llvm::DS_Error) return true;
    llvm::raw_string_ostream stream(text);
    llvm::DiagnosticPrinterRawOStream printer(stream);
    info.print(printer);
    stream << '\n';
    return true;
  }
  std::string &text;
};

std::string module_text(const llvm::Module &module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

std::unique_ptr<llvm::Module> parse(const std::string &bitcode, llvm::LLVMContext &context) {
  auto module = llvm::parseBitcodeFile(llvm::MemoryBufferRef(bitcode, "region"), context);
  if (!module) throw CompileError("parse", llvm::toString(module.takeError()));
  (*module)->setDataLayout(target_machine().createDataLayout());
  (*module)->setTargetTriple(target_machine().getTargetTriple().str());
  return std::move(*module);
}

/* Runs the stages of one request, timing each. */
class Job {
public:
  explicit Job(const CompileRequest &request) : request_(request) {
    context_.setDiagnosticHandler(std::make_unique<Diagnostics>(diagnostics_), true);
  }

  CompileResult run() {
    std::unique_ptr<llvm::Module> module;
    ObjectBytes object;
    stage("parse", [&] { module = parse(request_.bitcode, context_); });
    const bool calls = request_.calls && !primitives().every.empty();
    stage("link", [&] { calls ? call_primitives(*module) : link_primitives(*module, primitives()); });
    if (request_.linked_text) result_.linked_text = module_text(*module);
    stage("opt", [&] { optimise(*module, request_.quick); });
    if (!calls) check_inlined(*module);
    result_.instructions = module->getInstructionCount();
    if (request_.optimised_text) result_.optimised_text = module_text(*module);
    if (request_.assembly_text) result_.assembly_text = emit_assembly(*module, request_.quick);
    stage("codegen", [&] { object = emit_object(*module, request_.quick); });
    result_.code_bytes = executable_bytes(object);
    const std::string &library = calls ? primitives().every : primitives().object;
    stage("lld", [&] { link_shared_object(object, library, request_.so_path); });
    return std::move(result_);
  }

private:
  template <typename Work>
  void stage(const char *name, Work work) {
    const Clock::time_point begin = Clock::now();
    work();
    if (!diagnostics_.empty()) throw CompileError(name, diagnostics_);
    result_.times.emplace_back(name, std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }

  const CompileRequest &request_;
  std::string diagnostics_; /* outlives the context, which refers to it */
  llvm::LLVMContext context_;
  CompileResult result_;
};

}  // namespace

/* The file of the same name but for its extension; empty where there is none. */
static std::string beside(const std::string &path, const char *extension) {
  llvm::SmallString<128> other(path);
  llvm::sys::path::replace_extension(other, extension);
  return llvm::sys::fs::exists(other) ? other.str().str() : "";
}

void open_primitives(const std::string &path) {
  initialise_target();
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) throw CompileError("primitives", path + ": " + buffer.getError().message());
  primitives().bitcode = std::move(*buffer);
  primitives().object = beside(path, ".o");
  primitives().every = beside(path, ".every.o");
}

CompileResult compile(const CompileRequest &request) {
  if (!primitives().bitcode) throw CompileError("primitives", "open_primitives has not been called");
  return Job(request).run();
}

}  // namespace tracejit
