#include "parallel_progress.h"

#include "parallel.h"

namespace tracejit {
namespace {

PyObject *hook = nullptr;

/* The loop that was heard of last. It goes on in a new run after each call of the hook: the iterations that are left then
 * are those left before, but for the few the interpreter has done. */
struct Heard {
  const tj_install *install = nullptr;
  int64_t loop_number = 0;
  int64_t total = 0, left = 0;
};
thread_local Heard heard;
constexpr int64_t kFewIterations = 16;

/* What the hook is told; one call is under way at most. */
struct Told {
  int64_t done = 0, count = 0;
  bool pending = false;
};
Told told;

/* Run by the interpreter: its exception is the program's, where the loop stands. */
int call_hook(void *) {
  told.pending = false;
  if (!hook) return 0;
  PyObject *callable = Py_NewRef(hook);
  PyObject *result =
      PyObject_CallFunction(callable, "LL", static_cast<long long>(told.done), static_cast<long long>(told.count));
  Py_DECREF(callable);
  Py_XDECREF(result);
  return result ? 0 : -1;
}

int64_t total_of(const tj_activation &act, int64_t loop_number, int64_t count) {
  bool goes_on = heard.install == act.install && heard.loop_number == loop_number && count <= heard.left &&
                 count + kFewIterations >= heard.left;
  return goes_on ? heard.total : count;
}

}  // namespace

void set_parallel_progress(PyObject *callable) {
  Py_XSETREF(hook, callable == Py_None ? nullptr : Py_NewRef(callable));
}

bool progress_wanted() { return hook != nullptr; }

void note_progress(tj_activation *act, int64_t loop_number, int64_t done, int64_t count) {
  int64_t total = total_of(*act, loop_number, count), left = count - done;
  heard = {act->install, loop_number, total, left};
  told.done = total - left;
  told.count = total;
  if (!told.pending) told.pending = tj_add_pending_call(call_hook);
}

}  // namespace tracejit
