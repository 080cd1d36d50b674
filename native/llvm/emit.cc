#include <llvm/ADT/SmallString.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include "stages.h"

namespace tracejit {

namespace {

template <typename Stream>
void emit(llvm::Module &module, Stream &stream, llvm::CodeGenFileType type, bool quick) {
  llvm::legacy::PassManager passes;
  passes.add(new llvm::TargetLibraryInfoWrapperPass(library_info(module)));
  if (target_machine(quick).addPassesToEmitFile(passes, stream, nullptr, type)) {
    throw CompileError("codegen", "this target cannot emit files");
  }
  passes.run(module);
}

}  // namespace

ObjectBytes emit_object(llvm::Module &module, bool quick) {
  ObjectBytes bytes;
  llvm::raw_svector_ostream stream(bytes);
  emit(module, stream, llvm::CodeGenFileType::ObjectFile, quick);
  return bytes;
}

std::string emit_assembly(llvm::Module &module, bool quick) {
  const std::unique_ptr<llvm::Module> copy = llvm::CloneModule(module); /* emitting changes the module */
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  emit(*copy, stream, llvm::CodeGenFileType::AssemblyFile, quick);
  return text.str().str();
}

unsigned executable_bytes(const ObjectBytes &object) {
  auto file = llvm::object::ObjectFile::createObjectFile(
      llvm::MemoryBufferRef(llvm::StringRef(object.data(), object.size()), "region"));
  if (!file) throw CompileError("codegen", llvm::toString(file.takeError()));
  uint64_t bytes = 0;
  for (const llvm::object::SectionRef &section : (*file)->sections()) {
    if (section.isText()) bytes += section.getSize();
  }
  return static_cast<unsigned>(bytes);
}

}  // namespace tracejit
