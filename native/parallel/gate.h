/* Who computes a wave now, and the threads for it. Closed before a fork and when the interpreter ends: then no wave is under
 * way, and the threads are gone. */
#ifndef TRACEJIT_PARALLEL_GATE_H
#define TRACEJIT_PARALLEL_GATE_H

#include <condition_variable>
#include <mutex>
#include <vector>

#include "pool.h"
#include "wave.h"

namespace tracejit::parallel {

class Gate {
public:
  /* Opens `wave` to be computed, with `*pool` or, NULL, alone: `threads` at most. False: closed. Any thread. */
  bool enter(Wave &wave, const tj_pool *pool, int threads, const tj_pool **use);
  void leave(Wave &wave);

  /* What it costs to wake `threads` threads and to wait for them, nanoseconds: measured when they were started, until then
   * an estimate. */
  double overhead(int threads);

  /* Stops the waves under way and waits for them, ends the threads, and stays locked: for a fork, by the thread that forks.
   * GIL held. */
  void close();
  /* After close(), by the same thread. `child`: of the process that has this thread alone. */
  void reopen(bool child);
  /* As close(), for good. */
  void close_for_good();

private:
  std::mutex mutex;
  std::condition_variable left;
  std::vector<Wave *> inside;
  const tj_pool *started = nullptr;
  int started_threads = 0;
  bool closed = false;
  bool unusable = false; /* threads have not come over the fork, or none could be started */
  int measured_threads = 0;
  double measured = 0;

  void shut();
  bool have_threads(const tj_pool *pool, int threads);
};

}  // namespace tracejit::parallel
#endif
