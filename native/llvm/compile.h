/* From bitcode to a shared object, without Node: one Job per region, on any thread. */
#ifndef TRACEJIT_LLVM_COMPILE_H
#define TRACEJIT_LLVM_COMPILE_H

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tracejit {

/* What failed, and in which phase (the name of a stage time). */
struct CompileError : std::runtime_error {
  CompileError(std::string phase_name, const std::string &message)
      : std::runtime_error(message), phase(std::move(phase_name)) {}
  std::string phase;
};

struct CompileRequest {
  std::string bitcode; /* written by LLVM 14; any version up to 19 will do */
  std::string so_path; /* unique, made by this call */
  bool quick = false;  /* fast compilation, slow code */
  bool calls = false;  /* primitives are called, where there is machine code of all of them */
  bool linked_text = false, optimised_text = false, assembly_text = false; /* wanted in the result */
};

struct CompileResult {
  std::vector<std::pair<std::string, double>> times; /* stage, ms */
  unsigned instructions = 0;                         /* LLVM instructions after O3 */
  unsigned code_bytes = 0;                           /* size of the executable sections */
  std::string linked_text, optimised_text, assembly_text;
};

/* Once, before the first job: LLVM's registries and the primitives' bitcode. If there is an object file of the same name
 * beside it (.o), what stays a call is taken from there instead of being compiled with each region; another (.every.o) has
 * all of them, for requests with `calls`. Throws CompileError. */
void open_primitives(const std::string &path);

/* Throws CompileError; leaves no file behind then. Thread-safe. */
CompileResult compile(const CompileRequest &request);

}  // namespace tracejit
#endif
