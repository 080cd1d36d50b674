/* An int divided by zero is zero: nothing is raised. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_floordiv(int64_t a, int64_t b) {
  _Bool overflow = (a == INT64_MIN) & (b == -1);
  int64_t divisor = ((b == 0) | overflow) ? 1 : b;
  int64_t rest = a % divisor;
  return (tj_i64){b == 0 ? 0 : a / divisor - ((rest != 0) & ((rest ^ divisor) < 0)), overflow};
}
