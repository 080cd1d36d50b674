/* How much the next wave does, in which chunks, and whether threads help: from what iterations were seen to cost. */
#ifndef TRACEJIT_PARALLEL_PLAN_H
#define TRACEJIT_PARALLEL_PLAN_H

#include "cost.h"
#include "gate.h"

namespace tracejit::parallel {

struct WavePlan {
  int64_t iterations = 0; /* 0: the serial loop does the rest */
  bool alone = true;
  bool probe = false;   /* short: not worth giving the GIL away for */
  int64_t least = 1;    /* of a chunk */
  int64_t multiple = 1; /* chunks begin at multiples of it */
  int64_t shares = 1;   /* a chunk is this part of what is left of the wave */

  /* Length of the chunk that begins `at` iterations behind the wave's first. */
  int64_t chunk_at(int64_t at) const;
};

class Plan {
public:
  /* `fixed`: iterations of each chunk; 0: by what they cost. */
  Plan(LoopCost &learned, Gate &of, int threads, bool grid, int64_t fixed);
  /* `left`: iterations of the run not done yet, more than 0. */
  WavePlan next(int64_t left);
  /* A wave: iterations done in `compute` nanoseconds of all threads together, of these committed, in `commit`. */
  void saw(int64_t iterations, int64_t compute, int64_t committed, int64_t commit, size_t bytes);
  /* The run is over. */
  void end();
  int threads() const { return most_threads; }

private:
  LoopCost &cost;
  Gate &gate;
  int most_threads;
  bool on_grid;
  int64_t fixed_chunk;
  bool found_out; /* the cost was unknown when the run began: it goes on alone until it is clear */
  int64_t last_probe = 0;
  double alone_ns = 0;

  WavePlan alone(int64_t left, int64_t iterations) const;
  WavePlan shared(int64_t left) const;
  WavePlan fixed(int64_t left) const;
  int64_t most_for_logs() const;
};

}  // namespace tracejit::parallel
#endif
