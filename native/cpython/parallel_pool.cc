#include "parallel_pool.h"

#include <dlfcn.h>

namespace tracejit {
namespace {

const tj_pool *loaded = nullptr;

std::string &missing() {
  static std::string text;
  return text;
}

/* It lies beside the extension. */
std::string path_of_library() {
  Dl_info here{};
  if (!dladdr(reinterpret_cast<void *>(&parallel_pool), &here) || !here.dli_fname) return "";
  std::string path = here.dli_fname;
  return path.substr(0, path.rfind('/') + 1) + "libtracejit_parallel.so";
}

const tj_pool *load() {
  void *library = dlopen(path_of_library().c_str(), RTLD_NOW | RTLD_LOCAL);
  void *symbol = library ? dlsym(library, TJ_POOL_SYMBOL) : nullptr;
  if (symbol) return reinterpret_cast<tj_pool_interface_fn>(symbol)();
  const char *why = dlerror();
  missing() = why ? why : "no such symbol";
  return nullptr;
}

}  // namespace

const tj_pool *parallel_pool() {
  static const tj_pool *found = loaded = load();
  return found;
}

void leave_parallel_pool() {
  if (loaded) loaded->leave();
}

const std::string &parallel_pool_missing() { return missing(); }

}  // namespace tracejit
