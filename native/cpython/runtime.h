/* What the parts of the extension know of each other. C++ side; CPython's private layouts stay behind frame.h.
 *
 * hotness.cc   counts, decides, records, asks:   JUMP / PY_START / INSTRUCTION callbacks
 * recorder.cc  what each code unit was seen to do
 * trace_writer.cc / client.cc   Trace out, Install in
 * install.cc   an Install message bound to a code object: objects, watchers, dlopen
 * enter.cc     may native code stand in here; run it
 * exit.cc      rebuild the frames a snapshot describes, go on in the interpreter */
#ifndef TRACEJIT_RUNTIME_H
#define TRACEJIT_RUNTIME_H

#include <Python.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>
#include "frame.h"
#include "../gen/exit_reasons.h"
#include "../primitives/abi.h"
#include "trace_generated.h"

namespace tracejit {

/* One installed region. Owned by its code object's entry in the code table (hotness.cc). */
struct Installation;

/* Binds `install` (a verified buffer, kept alive inside the Installation) for `code`, whose running frame is `frame`
 * (borrowed; its globals are namespace 0). Returns null with `why` set (a bail reason name) when a binding does not
 * hold. No Python exception is left set. */
std::shared_ptr<Installation> install_code(std::string buffer, PyCodeObject *code, _PyInterpreterFrame *frame,
                                           std::string &why);

/* What came of trying to enter. */
enum class EnterOutcome {
  Entered, /* native code ran; the frame stands where its exit left it; `*result` is the callback's return value */
  Refused, /* an entry guard failed: nothing happened, try another installation */
  Blocked, /* another tool watches, recursion is short, the installation is invalid: nothing happened */
};

/* Runs native code for the frame being interpreted (tstate's current frame, in a JUMP or PY_START callback).
 * `*result`: new reference to None, or NULL with an exception set that belongs to the frame. */
EnterOutcome enter_native(PyThreadState *tstate, _PyInterpreterFrame *frame, Installation &installation,
                          PyObject **result);

/* What a call gave: the value, or NULL with an exception. */
struct CallResult {
  PyObject *value = nullptr;
  bool at_once = false; /* native code came to the function's end: there never was a frame */
};

/* Runs native code for a call of `function` (its function place is compiled) that has no frame yet. `slots`: localsplus
 * with the arguments, borrowed from the caller; the rest as after RESUME. Blocked, Refused: as enter_native. */
EnterOutcome enter_call(PyThreadState *tstate, PyFunctionObject *function, PyObject **slots, Installation &installation,
                        CallResult *result);

/* The same where what changes seldom is known to be as it was when a call last came through: the installation is valid and
 * of this code alone, nothing is asked of the interpreter, no tool watches the whole program (direct_call.cc). */
EnterOutcome enter_armed_call(PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
                              Installation &installation, CallResult *result);

/* Whether the thread has the C stack, and the C calls, that native code needs, and the interpreter after it. */
bool c_stack_left(PyThreadState *tstate);

/* True once an assumption of the installation broke (watchers); it is then never entered again. */
bool installation_valid(const Installation &installation);
void invalidate(Installation &installation);

/* Per exit: how often taken; exit.cc counts, hotness.cc reads. Sizes: number of exits of the Install message. */
std::vector<uint64_t> &exit_counts(Installation &installation);
const wire::Install *install_message(const Installation &installation);

/* Called by exit.cc after an exit of `installation` has rebuilt the frames: lets hotness.cc see hot exits and ask for
 * a new recording. `frame`: the one entered, compared only. Must not run Python code. */
void note_exit(Installation &installation, uint32_t exit_number, _PyInterpreterFrame *frame);

/* ---- hotness.cc ---- */
PyObject *on_jump(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *on_py_start(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *on_instruction(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
/* What is listened to (lifecycle.h) has changed; false with an exception. Before that, when it is nothing: the recording
 * under way is dropped. */
bool hotness_listen();
void hotness_pause();
/* Drops everything held about any code object (module shutdown, forked child drops its connection only). */
void hotness_shutdown();
void hotness_after_fork_child();

/* ---- counters.cc: everything the stats file and tracejit.stats() show ---- */
struct Counters {
  uint64_t regions = 0, entries = 0, entries_refused = 0, entries_blocked = 0, requests = 0, refusals = 0, traces = 0;
  uint64_t invalidations = 0, code_bytes = 0;
  uint64_t ir_ops = 0;                                    /* LLVM instructions after its passes */
  uint64_t exits[TJ_EXIT_COUNT] = {};                     /* by exit reason number */
  std::vector<std::pair<std::string, uint64_t>> bails;    /* by bail reason name */
  std::vector<std::pair<std::string, double>> compile_ms; /* by stage */
};
extern Counters &all_counters;
inline Counters &counters() { return all_counters; }
void count_bail(const std::string &reason);
/* One exit taken for a reason (its number, gen/exit_reasons.h): also where an entry guard refused, and once for each
 * native caller that was waiting. So the exits are more than the entries. */
inline void count_exit_reason(size_t reason);

/* Monitoring objects of the module, borrowed: set up by module.cc. */
struct Monitoring {
  PyObject *disable = nullptr; /* sys.monitoring.DISABLE */
  PyObject *set_local_events = nullptr;
  PyObject *set_events = nullptr;
};
Monitoring &monitoring();
constexpr int kToolId = 5; /* sys.monitoring.OPTIMIZER_ID */
/* What tells how much code is used: back edges and calls. */
constexpr int kUseEvents = (1 << PY_MONITORING_EVENT_JUMP) | (1 << PY_MONITORING_EVENT_PY_START);

/* Knobs, read once from the environment at start (module.cc). */
struct Knobs {
  bool on = true;               /* TRACEJIT=off */
  bool sync = false;            /* TRACEJIT_SYNC=1: wait for each answer of the engine */
  bool patient = true;          /* no threshold given, not waiting: an engine is started for what is hot for a while */
  uint32_t threshold = 1000;    /* TRACEJIT_THRESHOLD: back edges before a loop is recorded */
  uint32_t exit_threshold = 16; /* TRACEJIT_EXIT_THRESHOLD: exits at one place before it is recorded again */
  uint32_t max_regions = 1000;  /* TRACEJIT_MAX_REGIONS */
  int64_t force_exit = -1;      /* TRACEJIT_FORCE_EXIT=k: guard k of each region always fails (tests; engine side) */
  int parallel = 0;             /* TRACEJIT_PARALLEL, a tj_parallel_mode: on: Exact; always: Always; else Off */
  double slowdown = 1;          /* TRACEJIT_SLOWDOWN=f: native code takes f times as long (tests of the gate) */
  int64_t threads = 0;          /* TRACEJIT_THREADS: of parallel loops; 0: as many as there are CPUs */
  int64_t parallel_chunk = 0; /* TRACEJIT_PARALLEL_CHUNK=n: every parallel loop is shared out, in chunks of n (tests) */
  std::string stats;          /* TRACEJIT_STATS=path, %p = pid */
  std::string cache;          /* TRACEJIT_CACHE=folder, empty: none */
  std::string engine;         /* TRACEJIT_ENGINE=socket of a running engine, empty: spawn one */
  std::string trace_dir;      /* TRACEJIT_TRACE_DIR=folder: keep each Trace sent as <n>.trace (trace record) */
  std::string log;            /* TRACEJIT_LOG=file: engine's log */
};
const Knobs &knobs();

inline void count_exit_reason(size_t reason) {
  if (reason < TJ_EXIT_COUNT) counters().exits[reason]++;
}

}  // namespace tracejit
#endif
