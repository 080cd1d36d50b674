/* The count of a shift is taken modulo 64, as x86-64 does. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_shl(int64_t a, int64_t count) {
  int64_t value = (int64_t)((uint64_t)a << (count & 63));
  return (tj_i64){value, (count < 0) | ((value >> (count & 63)) != a)};
}

tj_i64 tj_i64_shr(int64_t a, int64_t count) { return (tj_i64){a >> (count & 63), count < 0}; }
