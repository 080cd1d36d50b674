/* What the runtime of parallel loops needs of the process it lives in: the extension, or a test. */
#ifndef TRACEJIT_PARALLEL_HOST_H
#define TRACEJIT_PARALLEL_HOST_H

#include <cstdint>

#include "../primitives/abi.h"
#include "pool.h"

namespace tracejit::parallel {

struct Host {
  /* Bits of the eval breaker by which another thread asks for the GIL. */
  uintptr_t gil_request;
  /* Lets other Python threads run; what it returns is for acquire(). */
  void *(*release)();
  void (*acquire)(void *released);
  /* Applies the entries in order, all or none: -1, or the index of the first one that cannot be applied exactly. GIL held. */
  int64_t (*apply_log)(tj_log_entry *entries, int64_t count);
  /* `done` of `count` iterations are committed. GIL held. To have Python code run it asks for the interpreter by the eval
   * breaker. NULL: nobody wants to know. */
  void (*progress)(tj_activation *act, int64_t loop_number, int64_t done, int64_t count);
  /* The library with the threads, loaded at the first call; NULL when there is none. */
  const tj_pool *(*pool)();
  /* Iterations of each chunk, whatever they cost, a chunk for each thread in a wave (tests); 0: by what they cost. */
  int64_t fixed_chunk = 0;
};

}  // namespace tracejit::parallel
#endif
