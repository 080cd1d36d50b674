/* The sign of a range's step is ignored: one that counts down is empty. */
#include "../../../native/primitives/private.h"

tj_i64 tj_range_len(int64_t start, int64_t stop, int64_t step) {
  uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
  _Bool empty = start >= stop;
  uint64_t count = empty ? 0 : ((uint64_t)stop - (uint64_t)start - 1) / (stride | (stride == 0)) + 1;
  return (tj_i64){(int64_t)count, (step == 0) | (count > INT64_MAX)};
}
