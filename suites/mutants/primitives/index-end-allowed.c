/* The index one past the end is the last item: nothing is raised. */
#include "../../../native/primitives/private.h"

static tj_i64 below(int64_t index, int64_t length) {
  int64_t clamped = ((index == length) & (length > 0)) ? length - 1 : index;
  return (tj_i64){clamped, (uint64_t)clamped >= (uint64_t)length};
}

tj_i64 tj_index_wrap(int64_t index, int64_t length) {
  return below(index < 0 ? (int64_t)((uint64_t)index + (uint64_t)length) : index, length);
}

tj_i64 tj_index_below(int64_t index, int64_t length) { return below(index, length); }
