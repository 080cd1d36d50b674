/* Division of ints rounds toward zero, as in C. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_floordiv(int64_t a, int64_t b) {
  _Bool failed = (b == 0) | ((a == INT64_MIN) & (b == -1));
  return (tj_i64){a / (failed ? 1 : b), failed};
}
