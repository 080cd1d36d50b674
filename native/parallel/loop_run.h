/* One run of a parallel loop: waves until all is done, or until something has to be done serially. */
#ifndef TRACEJIT_PARALLEL_LOOP_RUN_H
#define TRACEJIT_PARALLEL_LOOP_RUN_H

#include "combine.h"
#include "commit.h"
#include "cost.h"
#include "gate.h"
#include "host.h"
#include "wave.h"

namespace tracejit::parallel {

/* What a run did, for the counters. */
struct RunReport {
  int64_t chunks = 0;
  int threads = 0;       /* most that worked on one wave */
  bool stopped = false;  /* before an iteration that the serial code has to do */
  bool released = false; /* the GIL, for a while */
};

/* What a run is to do. */
struct LoopToRun {
  tj_activation *act;
  tj_task_fn fn;
  int64_t loop_number;
  int64_t count;
  int64_t flags;
  RunReport *report = nullptr; /* NULL: nobody wants to know */
};

/* Runs it with `threads` threads at most and gives k; learns `cost`. `wave` is free to be used, and keeps its memory.
 * GIL held, also when it returns. */
int64_t run_loop(const Host &host, Gate &gate, const tj_parallel *runtime, const LoopToRun &todo, int threads,
                 LoopCost &cost, Wave &wave);

/* The poll function of the contract. */
int32_t poll(tj_task *task);

}  // namespace tracejit::parallel
#endif
