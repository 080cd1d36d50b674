/* The library with the threads of parallel loops, which nothing else of the extension knows. */
#ifndef TRACEJIT_PARALLEL_POOL_H_
#define TRACEJIT_PARALLEL_POOL_H_

#include <string>

#include "../parallel/pool.h"

namespace tracejit {

/* Loads it at the first call; null when it cannot be loaded: loops then run on one thread. */
const tj_pool *parallel_pool();
/* This thread has done with it for now; nothing, when it is not loaded. */
void leave_parallel_pool();
/* Why there is none, or empty. */
const std::string &parallel_pool_missing();

}  // namespace tracejit
#endif
