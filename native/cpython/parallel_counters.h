/* What loops on several cores did in this process: counted where they are run, shown with the other counters. */
#ifndef TRACEJIT_PARALLEL_COUNTERS_H
#define TRACEJIT_PARALLEL_COUNTERS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tj_parallel_counters {
  uint64_t runs;       /* times a loop was run in more than one chunk, and got on */
  uint64_t iterations; /* those done in these runs */
  uint64_t chunks;
  uint64_t stopped;   /* runs that ended early: an iteration had to be left to the serial code */
  uint64_t released;  /* runs for which the GIL was released */
  uint64_t threads;   /* most threads that worked on one run */
  uint64_t too_cheap; /* times a loop was run serially because it would not have paid */
} tj_parallel_counters;

/* Written with the GIL held. */
extern tj_parallel_counters tj_parallel_counts;

#ifdef __cplusplus
}
#endif
#endif
