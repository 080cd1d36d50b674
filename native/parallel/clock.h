/* Time that passes, for costs and waves. */
#ifndef TRACEJIT_PARALLEL_CLOCK_H
#define TRACEJIT_PARALLEL_CLOCK_H

#include <ctime>
#include <cstdint>

namespace tracejit::parallel {

/* Nanoseconds since some moment. */
inline int64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<int64_t>(time.tv_sec) * 1000000000 + time.tv_nsec;
}

}  // namespace tracejit::parallel
#endif
