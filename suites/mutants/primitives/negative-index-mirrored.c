/* A negative index counts from the front: a[-1] is a[1]. */
#include "../../../native/primitives/private.h"

tj_i64 tj_index_wrap(int64_t index, int64_t length) {
  int64_t mirrored = (int64_t)(index < 0 ? 0 - (uint64_t)index : (uint64_t)index);
  return (tj_i64){mirrored, (uint64_t)mirrored >= (uint64_t)length};
}
