/* What the iterations of one loop cost, learned while it runs, and from how many on threads pay. */
#ifndef TRACEJIT_PARALLEL_COST_H
#define TRACEJIT_PARALLEL_COST_H

#include <cstddef>
#include <cstdint>

namespace tracejit::parallel {

struct LoopCost {
  /* Of one iteration; 0: never seen. */
  double compute_ns = 0;
  double commit_ns = 0; /* what the coordinator does alone */
  double log_bytes = 0;
  bool grid = false; /* always run here: its sums are those of the grid, with any number of threads */
  /* Iterations from which begin() says yes; of this many threads (0: to be found out). */
  int64_t pays_from = 0;
  int threads = 0;
  double refused_ns = 0; /* what refused loops will have taken, by what is known */

  /* Runs that stopped at once, one after the other; how many loops are left to the serial code for that. */
  int strikes = 0;
  int64_t skip = 0;

  /* A run ended after `done` iterations: `stopped` where the serial loop has to do one. */
  void ended(bool stopped, int64_t done);
  bool known() const { return compute_ns > 0; }
  /* Nanoseconds that `threads` threads save of each iteration; less than 0 when the coordinator's own part is too long. */
  double saved(int threads) const;
  /* Half of what is known is forgotten for what was just seen. */
  void learn(int64_t iterations, int64_t compute, int64_t commit, size_t bytes);
  /* Whether a loop of `count` iterations pays. One that does not is looked at again now and then: its iterations may have
   * become longer. */
  bool pays(int64_t count);
  /* Sets pays_from, when threads cost `overhead` nanoseconds to wake and to wait for. */
  void decide(int threads, double overhead);
};

}  // namespace tracejit::parallel
#endif
