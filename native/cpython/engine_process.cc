#include "engine_process.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>
#include "runtime.h"

extern char **environ;

namespace tracejit {
namespace {

constexpr int kEngineSocket = 3; /* what `--fd 3` says */

const std::string kGetNode = "install Node 20.19 or newer, or set TRACEJIT_NODE to the path of one";

constexpr size_t kStackBytes = size_t{64} * 1024;

/* Everything the new process needs, made before it exists: there only async-signal-safe calls are allowed. */
struct Launch {
  std::string node;
  std::string log; /* absolute, or empty */
  std::vector<std::string> words;
  std::vector<std::string> settings;
  std::vector<char *> argv;
  std::vector<char *> envp;
  int socket = -1;
  /* of the process between and of the engine before it execs */
  std::vector<char> outer_stack = std::vector<char>(kStackBytes);
  std::vector<char> inner_stack = std::vector<char>(kStackBytes);
};

bool executable(const std::string &path) { return access(path.c_str(), X_OK) == 0; }

std::string find_node() {
  if (const char *chosen = std::getenv("TRACEJIT_NODE"); chosen && *chosen) return chosen;
  const char *path = std::getenv("PATH");
  std::string folders = path ? path : "/usr/local/bin:/usr/bin:/bin";
  for (size_t at = 0; at <= folders.size();) {
    size_t end = std::min(folders.find(':', at), folders.size());
    std::string candidate = folders.substr(at, end - at) + "/node";
    if (end > at && executable(candidate)) return candidate;
    at = end + 1;
  }
  return "";
}

/* engine.cjs, two folders above the one this library lies in: build/native/py3.13 of the repository, and the same below an
 * installed package (native/python/wheel_build/contents.py). */
std::string find_engine() {
  Dl_info self;
  if (!dladdr(reinterpret_cast<void *>(&find_engine), &self) || !self.dli_fname) return "";
  char real[PATH_MAX];
  if (!realpath(self.dli_fname, real)) return "";
  std::string path = real;
  for (int i = 0; i < 3; i++) {
    size_t slash = path.rfind('/');
    if (slash == std::string::npos) return "";
    path.resize(slash);
  }
  path += "/engine.cjs";
  return access(path.c_str(), R_OK) == 0 ? path : "";
}

bool allowed(const char *setting) {
  static const char *const exact[] = {"PATH=", "HOME=", "LANG=", "TMPDIR="};
  static const char *const prefixes[] = {"XDG_", "TRACEJIT_"}; /* not NODE_: its extra CA certificates cost 37 ms */
  for (const char *name : exact)
    if (!std::strncmp(setting, name, std::strlen(name))) return true;
  for (const char *prefix : prefixes)
    if (!std::strncmp(setting, prefix, std::strlen(prefix))) return true;
  return false;
}

std::string absolute(const std::string &path) {
  if (path.empty() || path[0] == '/') return path;
  char folder[PATH_MAX];
  return getcwd(folder, sizeof folder) ? std::string(folder) + "/" + path : "";
}

std::vector<char *> pointers(std::vector<std::string> &texts) {
  std::vector<char *> list;
  list.reserve(texts.size() + 1);
  for (std::string &text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

bool prepare(Launch &launch) {
  launch.node = find_node();
  std::string engine = find_engine();
  if (launch.node.empty() || engine.empty()) return false;
  launch.log = absolute(knobs().log);
  launch.words = {launch.node, engine, "--fd", "3"};
  for (char **setting = environ; *setting; setting++)
    if (allowed(*setting)) launch.settings.emplace_back(*setting);
  launch.argv = pointers(launch.words);
  launch.envp = pointers(launch.settings);
  return true;
}

/* A process that shares this one's memory until it execs or ends, while the caller waits: fork would copy the page tables
 * of a large program, some milliseconds. Without SIGCHLD to the parent, without its atfork handlers, and invisible to a
 * script's wait(). `stack`: kStackBytes. */
pid_t borrow_process(int (*body)(void *), Launch &launch, std::vector<char> &stack) {
  uintptr_t top = reinterpret_cast<uintptr_t>(stack.data() + stack.size()) & ~uintptr_t{15};
  return clone(body, reinterpret_cast<void *>(top), CLONE_VM | CLONE_VFORK, &launch);
}

void close_all_but_socket() {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, static_cast<unsigned>(kEngineSocket + 1), ~0u, 0u) == 0) return;
#endif
  for (int fd = kEngineSocket + 1; fd < 4096; fd++) close(fd);
}

void default_signals() {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &action, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/* Runs on a stack that AddressSanitizer does not know. */
#define ON_BORROWED_STACK __attribute__((no_sanitize_address))

/* In the new process: becomes the engine. */
ON_BORROWED_STACK int become_engine(void *argument) {
  const Launch &launch = *static_cast<Launch *>(argument);
  int socket = fcntl(launch.socket, F_DUPFD, kEngineSocket + 1);
  int null = open("/dev/null", O_RDWR);
  int log = launch.log.empty() ? -1 : open(launch.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(null, 0);
  dup2(null, 1);
  dup2(log >= 0 ? log : null, 2);
  if (dup2(socket, kEngineSocket) < 0) _exit(127);
  close_all_but_socket();
  default_signals();
  if (chdir("/") < 0) _exit(127);
  execve(launch.argv[0], launch.argv.data(), launch.envp.data());
  _exit(127);
}

/* The process between: gone at once, so that init adopts the engine. */
ON_BORROWED_STACK int start_grandchild(void *argument) {
  Launch &launch = *static_cast<Launch *>(argument);
  setsid();
  _exit(borrow_process(become_engine, launch, launch.inner_stack) < 0 ? 1 : 0);
}

bool launch_process(Launch &launch) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t between = borrow_process(start_grandchild, launch, launch.outer_stack);
  int status = 1;
  while (between > 0 && waitpid(between, &status, __WALL) < 0 && errno == EINTR) continue;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return between > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::string engine_missing() {
  std::string node = find_node();
  if (node.empty()) return "no node found (" + kGetNode + ")";
  if (!executable(node)) return "TRACEJIT_NODE=" + node + " is not a program that can be started (" + kGetNode + ")";
  if (find_engine().empty()) return "the engine is missing (install tracejit again, or npm run setup in its clone)";
  return "";
}

int spawn_engine() {
  Launch launch;
  int pair[2];
  if (!prepare(launch) || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return -1;
  launch.socket = pair[1];
  bool started = launch_process(launch);
  close(pair[1]);
  if (started) return pair[0];
  close(pair[0]);
  return -1;
}

}  // namespace tracejit
