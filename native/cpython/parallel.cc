#include "parallel.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>
#include <new>

#include "../parallel/chunk.h"
#include "../parallel/loop_run.h"
#include "../parallel/thread_count.h"
#include "installation.h"
#include "log_commit.h"
#include "parallel_counters.h"
#include "parallel_pool.h"
#include "parallel_progress.h"

/* By the number of the loop in its region: few. */
struct tj_loop_costs {
  std::map<int64_t, tracejit::parallel::LoopCost> by_number;
};

namespace tracejit {
namespace {

using parallel::LoopCost;

/* Never destroyed: threads may still be in it when the process ends. */
parallel::Gate &gate = *new parallel::Gate;
long threads_set = 0; /* by set_num_threads(); 0: not */

/* Of one Python thread. */
struct ThreadLoops {
  tj_loop loop;
  parallel::Wave wave;
  bool running = false;
};

/* On the heap: the thread-local memory of a library that is loaded late is a kilobyte or two for all such libraries. */
ThreadLoops &thread_loops() {
  thread_local auto loops = std::make_unique<ThreadLoops>();
  return *loops;
}

LoopCost *cost_of(tj_install &install, int64_t loop_number) {
  if (!install.costs) install.costs = new (std::nothrow) tj_loop_costs;
  if (!install.costs) return nullptr;
  try {
    return &install.costs->by_number[loop_number];
  } catch (const std::bad_alloc &) { return nullptr; }
}

/* By what is known; of a loop on the grid nothing need be. */
bool pays(LoopCost &cost, int64_t count) {
  if (cost.grid || !cost.known()) return true;
  if (knobs().parallel_chunk > 0) return num_threads() > 1;
  int threads = num_threads();
  if (cost.threads != threads) cost.decide(threads, gate.overhead(threads));
  return cost.pays(count);
}

void count_run(const parallel::RunReport &report, int64_t done) {
  tj_parallel_counters &counts = tj_parallel_counts;
  counts.stopped += report.stopped;
  if (done == 0 || report.chunks < 2) return;
  counts.runs++;
  counts.iterations += static_cast<uint64_t>(done);
  counts.chunks += static_cast<uint64_t>(report.chunks);
  counts.released += report.released;
  counts.threads = std::max(counts.threads, static_cast<uint64_t>(report.threads));
}

int32_t begin(tj_activation *act, int64_t loop_number, int64_t count) {
  LoopCost *cost = count > 0 ? cost_of(*act->install, loop_number) : nullptr;
  if (!cost) return 0;
  if (!pays(*cost, count)) {
    tj_parallel_counts.too_cheap++;
    return 0;
  }
  ThreadLoops &loops = thread_loops();
  if (loops.running) return 0;
  act->loop = &loops.loop;
  return 1;
}

/* Buffers that keep their place and size while they are exported: arrays, bytearrays and memoryviews only, whose exporting
 * runs no Python code. */
class Exports {
public:
  explicit Exports(const tj_loop &loop) {
    for (int k = 0; k < loop.nheld && complete_; k++) {
      if (PyObject_GetBuffer(loop.held[k], &views_[count_], PyBUF_SIMPLE) == 0)
        count_++;
      else
        complete_ = false;
    }
    if (!complete_) PyErr_Clear();
  }
  Exports(const Exports &) = delete;
  Exports &operator=(const Exports &) = delete;
  ~Exports() {
    while (count_ > 0) PyBuffer_Release(&views_[--count_]);
  }
  bool complete() const { return complete_; }

private:
  Py_buffer views_[TJ_HELD];
  int count_ = 0;
  bool complete_ = true;
};

using Kept = std::shared_ptr<Installation>;

/* Without the GIL others may give up the code that runs: it lasts until its exit is done. False: no memory. */
bool keep_installation(tj_activation &act) {
  if (!act.kept)
    act.kept = new (std::nothrow) Kept(static_cast<Installation *>(act.install->owner)->shared_from_this());
  return act.kept != nullptr;
}

void *release_gil() { return PyEval_SaveThread(); }
void acquire_gil(void *state) { tj_take_gil(static_cast<PyThreadState *>(state)); }

int64_t run(tj_activation *act, tj_task_fn fn, int64_t loop_number, int64_t count, int64_t flags) {
  const parallel::Host host{
      tj_gil_request(), release_gil,           acquire_gil, apply_log, progress_wanted() ? note_progress : nullptr,
      parallel_pool,    knobs().parallel_chunk};
  LoopCost *cost = cost_of(*act->install, loop_number);
  if (!cost) return 0;
  ThreadLoops &loops = thread_loops();
  const Exports exports(loops.loop);
  if (!exports.complete()) return 0;
  if (!keep_installation(*act)) return 0;
  loops.running = true;
  parallel::RunReport report;
  int64_t done = parallel::run_loop(host, gate, &parallel_loops, {act, fn, loop_number, count, flags, &report},
                                    num_threads(), *cost, loops.wave);
  loops.running = false;
  leave_parallel_pool();
  count_run(report, done);
  return done;
}

}  // namespace

const tj_parallel parallel_loops = {begin,         run, parallel::grow_log, parallel::grow_undo, parallel::grow_stream,
                                    parallel::poll};

void let_go_of_kept(tj_activation &act) { delete static_cast<Kept *>(act.kept); }

void forget_loop_costs(tj_install &install) { delete install.costs; }

int num_threads() {
  if (threads_set > 0) return static_cast<int>(threads_set);
  static const int found = knobs().threads > 0
                               ? static_cast<int>(std::min<int64_t>(knobs().threads, parallel::kMostThreads))
                               : parallel::usable_cpus();
  return found;
}

bool set_num_threads(long threads) {
  if (threads >= 1 && threads <= parallel::kMostThreads) {
    threads_set = threads;
    return true;
  }
  PyErr_Format(PyExc_ValueError, "from 1 to %d threads, not %ld", parallel::kMostThreads, threads);
  return false;
}

void parallel_before_fork() { gate.close(); }
void parallel_after_fork(bool child) { gate.reopen(child); }
void parallel_at_exit() { gate.close_for_good(); }

}  // namespace tracejit
