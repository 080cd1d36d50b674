#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <vector>
#include "stages.h"

LLD_HAS_DRIVER(elf)

namespace tracejit {

namespace {

constexpr const char *kPhase = "lld";

/* The object as a file that lld can open and nobody has to delete. */
class MemoryFile {
public:
  explicit MemoryFile(const ObjectBytes &bytes) : fd_(memfd_create("tracejit.o", MFD_CLOEXEC)) {
    if (fd_ < 0) throw CompileError(kPhase, std::string("memfd_create: ") + std::strerror(errno));
    for (size_t done = 0; done < bytes.size();) {
      const ssize_t count = write(fd_, bytes.data() + done, bytes.size() - done);
      if (count <= 0) {
        close(fd_);
        throw CompileError(kPhase, std::string("write: ") + std::strerror(errno));
      }
      done += static_cast<size_t>(count);
    }
  }
  ~MemoryFile() { close(fd_); }
  MemoryFile(const MemoryFile &) = delete;
  MemoryFile &operator=(const MemoryFile &) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
  int fd_;
};

/* lld keeps its state in globals: one link at a time in a process. */
std::mutex &lld_mutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

void link_shared_object(const ObjectBytes &object, const std::string &library, const std::string &so_path) {
  const MemoryFile file(object);
  const std::string input = file.path();
  std::vector<const char *> arguments = {"ld.lld",           "-shared", "--threads=1",   "--build-id=none",
                                         "--hash-style=gnu", "-z",      "norelro",       "--eh-frame-hdr",
                                         "--gc-sections",    "-o",      so_path.c_str(), input.c_str()};
  if (!library.empty()) arguments.push_back(library.c_str());
  std::string output, errors;
  llvm::raw_string_ostream output_stream(output), error_stream(errors);
  const std::lock_guard<std::mutex> lock(lld_mutex());
  static bool usable = true; /* guarded by the mutex */
  if (!usable) throw CompileError(kPhase, "lld failed fatally before and cannot run again in this process");
  const lld::Result result = lld::lldMain(arguments, output_stream, error_stream, {{lld::Gnu, &lld::elf::link}});
  usable = result.canRunAgain;
  if (result.retCode != 0) throw CompileError(kPhase, error_stream.str());
}

}  // namespace tracejit
