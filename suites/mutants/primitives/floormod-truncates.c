/* The remainder of ints takes the sign of the dividend, as in C. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_floormod(int64_t a, int64_t b) {
  int64_t divisor = ((b == 0) | (b == -1)) ? 1 : b;
  return (tj_i64){a % divisor, b == 0};
}
