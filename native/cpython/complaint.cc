#include "complaint.h"

#include <sys/stat.h>
#include <unistd.h>

namespace tracejit {
namespace {

constexpr size_t kLongest = 1000;

/* Which file descriptor 2 is; device 0 when it is closed. */
struct stat stderr_file() {
  struct stat file = {};
  if (fstat(STDERR_FILENO, &file) < 0) file.st_dev = 0;
  return file;
}

const struct stat at_load = stderr_file();

bool stderr_is_the_same() {
  struct stat now = stderr_file();
  return now.st_dev != 0 && now.st_dev == at_load.st_dev && now.st_ino == at_load.st_ino;
}

}  // namespace

void complain(const std::string &why) {
  static bool said = false;
  if (said || !stderr_is_the_same()) return;
  said = true;
  std::string line = "tracejit: " + why.substr(0, kLongest) + "; the program runs interpreted";
  for (char &c : line)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  line += "\n";
  ssize_t written = write(STDERR_FILENO, line.data(), line.size());
  static_cast<void>(written); /* a full or broken pipe: the program's own output tells */
}

}  // namespace tracejit
