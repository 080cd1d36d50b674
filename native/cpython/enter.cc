/* May native code stand in for this frame or call here, and if so: run it. */
#include <alloca.h>
#include <pthread.h>
#include <x86intrin.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "../gen/exit_reasons.h"
#include "installation.h"
#include "parallel.h"
#include "returning.h"
#include "startup.h"
#include "tool.h"

namespace tracejit {
namespace {

/* Words of a thread's spill stack. Only touched pages cost memory. */
constexpr size_t kSpillWords = size_t{1} << 20;
/* C stack that must stay free below native code: for primitives, and for the interpreter after an exit. */
constexpr size_t kStackReserve = size_t{512} * 1024;
/* C calls that may still nest: runs of the interpreter for the frames of an exit, and what they call. Entering a call takes
 * some where plain python takes none, so half are left to the program. */
constexpr int kCallReserve = Py_C_RECURSION_LIMIT / 2;
/* Cells are on the C stack. */
constexpr size_t kMaxCells = 4096;

/* Of one thread. Free to be used again as soon as the records of an exit are read. */
struct ThreadStacks {
  /* Null without memory. */
  std::unique_ptr<int64_t, decltype(&std::free)> spill{
      static_cast<int64_t *>(std::malloc(kSpillWords * sizeof(int64_t))), std::free};
  const char *limit = c_stack_limit();
  /* TRACEJIT_SLOWDOWN is set: kept here, which each entry looks at anyway. */
  const bool slowed = knobs().slowdown > 1;

  /* Lowest address native code may reach; everything, where the system does not tell. */
  static const char *c_stack_limit() {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return nullptr;
    void *low = nullptr;
    size_t size = 0;
    int failed = pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
    return failed ? nullptr : static_cast<const char *>(low) + std::min(size / 2, kStackReserve);
  }
};

/* The thread's, found without a call: the general model of thread-local data costs as much as a whole small function. */
__attribute__((tls_model("initial-exec"))) thread_local ThreadStacks *known_stacks = nullptr;

ThreadStacks &make_thread_stacks() {
  thread_local ThreadStacks stacks;
  known_stacks = &stacks;
  return stacks;
}

ThreadStacks &thread_stacks() { return known_stacks ? *known_stacks : make_thread_stacks(); }

/* Looked at in this order: a cell is known to be alive once it is found in the closure of the function that runs. */
bool cells_hold(const Installation &installation, PyObject *function) {
  for (const OwnCell &own : installation.own_cells)
    if (!PyFunction_Check(function) || PyTuple_GET_ITEM(PyFunction_GET_CLOSURE(function), own.index) != own.cell)
      return false;
  return std::all_of(installation.cells.begin(), installation.cells.end(),
                     [](const CellCheck &check) { return PyCell_GET(check.cell) == check.contents; });
}

/* Module-level code keeps its names in the globals; exec() with a locals dict of its own, or a class body, does not. */
bool names_are_globals(_PyInterpreterFrame *frame) {
  return (tj_frame_code(frame)->co_flags & CO_OPTIMIZED) || tj_frame_locals(frame) == tj_frame_globals(frame);
}

/* What native code stands in for: a frame, or a call that has none yet. All borrowed. */
struct Standing {
  PyCodeObject *code;
  PyObject *function;
  PyObject *globals;
  PyObject *builtins;
  PyObject **slots;
};

bool c_stack_left(PyThreadState *tstate, const ThreadStacks &stacks) {
  return tj_c_recursion_left(tstate) >= kCallReserve &&
         static_cast<const char *>(__builtin_frame_address(0)) >= stacks.limit;
}

/* Room on all the stacks, closures as they were compiled in. */
bool has_room(PyThreadState *tstate, const Standing &standing, const Installation &installation,
              const ThreadStacks &stacks) {
  if (tj_recursion_left(tstate) <= installation.frame_need || !stacks.spill || !c_stack_left(tstate, stacks))
    return false;
  return cells_hold(installation, standing.function);
}

bool same_names(const Standing &standing, const Installation &installation) {
  return standing.globals == installation.globals && standing.builtins == installation.builtins;
}

bool may_enter(PyThreadState *tstate, const Standing &standing, const Installation &installation,
               const ThreadStacks &stacks) {
  if (!installation.valid || !tool_is_ours() || !tj_breaker_quiet(tstate, standing.code) ||
      installation.cell_count > kMaxCells)
    return false;
  for (PyCodeObject *code : installation.codes)
    if (tj_other_tool_watches(tstate, code, kToolId)) return false;
  return has_room(tstate, standing, installation, stacks);
}

/* Exits know nothing of views: the lists themselves are always up to date. */
void free_views(tj_views *views) {
  if (!views) return;
  for (tj_view &view : views->view) {
    std::free(view.numbers);
    std::free(view.by_list);
  }
  std::free(views);
}

/* Processor time of this thread, nanoseconds. */
int64_t thread_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<int64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
}

/* TRACEJIT_SLOWDOWN: keeps the processor busy in proportion to the time native code took since `start`, as if the code
 * were that much worse. By this thread's own time: what a busy machine takes away is neither counted nor waited for.
 * Asking for it makes each entry about a microsecond longer. Other threads and signals wait, as they do between polls. */
void dawdle(int64_t start) {
  int64_t now = thread_time();
  int64_t until = now + static_cast<int64_t>(static_cast<double>(now - start) * (knobs().slowdown - 1));
  while (thread_time() < until) _mm_pause();
}

/* Runs what may be entered. `leave(activation, exit, spill, cell_count)` does what is to be done after the exit; nothing
 * is, when Refused. */
template <typename Leave>
__attribute__((always_inline)) inline EnterOutcome run_native(PyThreadState *tstate, const Standing &standing,
                                                              Installation &installation, const ThreadStacks &stacks,
                                                              Leave leave) {
  const size_t cell_count = installation.cell_count;
  auto **cells = static_cast<PyObject **>(alloca((cell_count + 1) * sizeof(PyObject *)));
  for (size_t i = 0; i < cell_count; i++) cells[i] = nullptr;
  tj_activation activation;
  activation.slots = standing.slots;
  activation.objects = installation.native.objects;
  activation.cells = cells;
  activation.breaker = tj_breaker(tstate);
  activation.breaker_value = *activation.breaker;
  activation.spill = stacks.spill.get();
  activation.spill_end = stacks.spill.get() + kSpillWords;
  activation.depth_left = tj_recursion_left(tstate) - installation.frame_need - 1;
  activation.stack_limit = stacks.limit;
  activation.views = nullptr;
  activation.types = tj_known_types();
  activation.parallel = &parallel_loops;
  activation.loop = nullptr;
  activation.install = &installation.native;
  activation.kept = nullptr;
  if (!counters().entries) startup_mark(kEntered);
  int64_t start = stacks.slowed ? thread_time() : -1;
  auto exit = static_cast<uint32_t>(installation.entry(&installation.native, &activation));
  if (start >= 0) dawdle(start);
  free_views(activation.views);
  if (installation.exit_reasons[exit] == TJ_EXIT_EntryGuard) {
    count_exit_reason(TJ_EXIT_EntryGuard);
    installation.exit_counts[exit]++;
    counters().entries_refused++;
    return EnterOutcome::Refused;
  }
  counters().entries++;
  leave(activation, exit, stacks.spill.get(), cell_count);
  if (activation.kept) let_go_of_kept(activation);
  return EnterOutcome::Entered;
}

template <typename Leave>
EnterOutcome check_and_run(PyThreadState *tstate, const Standing &standing, Installation &installation, Leave leave) {
  const ThreadStacks &stacks = thread_stacks();
  if (!may_enter(tstate, standing, installation, stacks)) {
    counters().entries_blocked++;
    return EnterOutcome::Blocked;
  }
  if (!same_names(standing, installation)) {
    counters().entries_refused++;
    return EnterOutcome::Refused;
  }
  return run_native(tstate, standing, installation, stacks, leave);
}

Standing standing_of(PyFunctionObject *function, PyObject **slots) {
  return {reinterpret_cast<PyCodeObject *>(function->func_code), reinterpret_cast<PyObject *>(function),
          function->func_globals, function->func_builtins, slots};
}

/* Out of a call: at once, or by way of the frame it would have had. */
void leave_to_caller(PyThreadState *tstate, PyObject *function, Installation &installation, tj_activation &activation,
                     uint32_t exit, size_t cell_count, const int64_t *spill, CallResult *result) {
  result->at_once = return_at_once(installation, exit, activation, spill, cell_count, &result->value);
  if (result->at_once) return;
  std::shared_ptr<Installation> kept = installation.shared_from_this(); /* the frame may replace it */
  result->value = leave_call(tstate, function, installation, activation, spill, cell_count);
}

}  // namespace

bool c_stack_left(PyThreadState *tstate) { return c_stack_left(tstate, thread_stacks()); }

EnterOutcome enter_native(PyThreadState *tstate, _PyInterpreterFrame *frame, Installation &installation,
                          PyObject **result) {
  if (!names_are_globals(frame)) {
    counters().entries_blocked++;
    return EnterOutcome::Blocked;
  }
  Standing standing{tj_frame_code(frame), tj_frame_function(frame), tj_frame_globals(frame), tj_frame_builtins(frame),
                    tj_frame_slots(frame)};
  auto leave = [&](tj_activation &activation, uint32_t, const int64_t *spill, size_t cell_count) {
    *result = leave_native(tstate, frame, installation, activation, spill, cell_count);
  };
  return check_and_run(tstate, standing, installation, leave);
}

EnterOutcome enter_call(PyThreadState *tstate, PyFunctionObject *function, PyObject **slots, Installation &installation,
                        CallResult *result) {
  Standing standing = standing_of(function, slots);
  auto leave = [&](tj_activation &activation, uint32_t exit, const int64_t *spill, size_t cell_count) {
    leave_to_caller(tstate, standing.function, installation, activation, exit, cell_count, spill, result);
  };
  return check_and_run(tstate, standing, installation, leave);
}

EnterOutcome enter_armed_call(PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
                              Installation &installation, CallResult *result) {
  Standing standing = standing_of(function, slots);
  const ThreadStacks &stacks = thread_stacks();
  if (!tool_is_ours() || !same_names(standing, installation) || !has_room(tstate, standing, installation, stacks) ||
      tj_other_tool_watches_code(standing.code, kToolId))
    return EnterOutcome::Blocked;
  auto leave = [&](tj_activation &activation, uint32_t exit, const int64_t *spill,
                   size_t cell_count) __attribute__((always_inline)) {
    leave_to_caller(tstate, standing.function, installation, activation, exit, cell_count, spill, result);
  };
  return run_native(tstate, standing, installation, stacks, leave);
}

}  // namespace tracejit
