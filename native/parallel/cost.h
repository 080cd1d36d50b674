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
  uint32_t refused = 0;

  bool known() const { return compute_ns > 0; }
  /* Nanoseconds that `threads` threads save of each iteration; less than 0 when the coordinator's own part is too long. */
  double saved(int threads) const;
  /* Half of what is known is forgotten for what was just seen. */
  void learn(int64_t iterations, int64_t compute, int64_t commit, size_t bytes);
  /* Sets pays_from, when threads cost `overhead` nanoseconds to wake and to wait for. */
  void decide(int threads, double overhead);
};

/* Every so often a loop that did not pay is looked at again: its iterations may have become longer. */
constexpr uint32_t kLookAgain = 64;

}  // namespace tracejit::parallel
#endif
