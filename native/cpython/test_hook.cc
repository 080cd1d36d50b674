#include "test_hook.h"

#include <unordered_map>

#include "runtime.h"

namespace tracejit {
namespace {

/* Number of 'loop' in ENTRY_KINDS (traces/format/kinds.ts). */
constexpr uint8_t kLoopEntry = 0;

struct TestEntry {
  std::string message;
  std::shared_ptr<Installation> installation;
};

std::unordered_map<PyCodeObject *, TestEntry> &entries() {
  static std::unordered_map<PyCodeObject *, TestEntry> instance;
  return instance;
}

/* Bound at the first event, when there is a frame to bind in. */
bool ready(TestEntry &entry, PyCodeObject *code, _PyInterpreterFrame *frame) {
  if (entry.installation || entry.message.empty()) return entry.installation != nullptr;
  std::string why;
  entry.installation = install_code(std::move(entry.message), code, frame, why);
  entry.message.clear();
  if (!entry.installation) count_bail(why);
  return entry.installation != nullptr;
}

}  // namespace

void test_install(PyCodeObject *code, std::string message) {
  auto [at, added] = entries().insert_or_assign(code, TestEntry{std::move(message), nullptr});
  (void)at;
  if (added) Py_INCREF(code);
}

bool test_hook_active() { return !entries().empty(); }

PyObject *test_event(PyObject *const *args, Py_ssize_t nargs) {
  auto found = entries().find(reinterpret_cast<PyCodeObject *>(args[0]));
  if (found == entries().end()) Py_RETURN_NONE;
  PyThreadState *tstate = PyThreadState_Get();
  _PyInterpreterFrame *frame = tj_current_frame(tstate);
  if (!ready(found->second, found->first, frame)) Py_RETURN_NONE;
  auto installation = found->second.installation;
  const wire::Install *message = install_message(*installation);
  bool loop = nargs == 3;
  if (loop != (message->entry() == kLoopEntry)) Py_RETURN_NONE;
  if (loop && PyLong_AsLong(args[2]) != static_cast<long>(message->unit()) * 2) Py_RETURN_NONE;
  PyObject *result = nullptr;
  if (enter_native(tstate, frame, *installation, &result) == EnterOutcome::Entered) return result;
  Py_RETURN_NONE;
}

void test_hook_shutdown() {
  auto taken = std::move(entries());
  entries().clear();
  for (auto &entry : taken) Py_DECREF(entry.first);
}

}  // namespace tracejit
