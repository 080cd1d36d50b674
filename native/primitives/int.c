/* Python's int arithmetic inside 64 bits. */
#include "private.h"

tj_i64 tj_i64_add(int64_t a, int64_t b) {
  int64_t value;
  int8_t failed = __builtin_add_overflow(a, b, &value);
  return (tj_i64){value, failed};
}

tj_i64 tj_i64_sub(int64_t a, int64_t b) {
  int64_t value;
  int8_t failed = __builtin_sub_overflow(a, b, &value);
  return (tj_i64){value, failed};
}

tj_i64 tj_i64_mul(int64_t a, int64_t b) {
  int64_t value;
  int8_t failed = __builtin_mul_overflow(a, b, &value);
  return (tj_i64){value, failed};
}

tj_i64 tj_i64_neg(int64_t a) { return tj_i64_sub(0, a); }
tj_i64 tj_i64_abs(int64_t a) { return (tj_i64){a < 0 ? (int64_t)(0 - (uint64_t)a) : a, a == INT64_MIN}; }

int64_t tj_i64_add_nsw(int64_t a, int64_t b) { return a + b; }
int64_t tj_i64_sub_nsw(int64_t a, int64_t b) { return a - b; }
int64_t tj_i64_mul_nsw(int64_t a, int64_t b) { return a * b; }

_Bool tj_i64_add_fits(int64_t a, int64_t b) { return !tj_i64_add(a, b).failed; }
_Bool tj_i64_sub_fits(int64_t a, int64_t b) { return !tj_i64_sub(a, b).failed; }
_Bool tj_i64_mul_fits(int64_t a, int64_t b) { return !tj_i64_mul(a, b).failed; }

tj_i64 tj_i64_floordiv(int64_t a, int64_t b) {
  _Bool failed = (b == 0) | ((a == INT64_MIN) & (b == -1));
  int64_t divisor = failed ? 1 : b;
  int64_t rest = a % divisor;
  return (tj_i64){a / divisor - ((rest != 0) & ((rest ^ divisor) < 0)), failed};
}

/* Digits of 30 bits of a number's magnitude, and the highest of them. */
static inline int digits_of(uint64_t magnitude) {
  return (magnitude != 0) + (magnitude >> 30 != 0) + (magnitude >> 60 != 0);
}
static inline uint64_t top_digit(uint64_t magnitude, int digits) { return digits ? magnitude >> 30 * (digits - 1) : 0; }
static inline uint64_t magnitude_of(int64_t a) { return a < 0 ? 0 - (uint64_t)a : (uint64_t)a; }

/* l_mod divides numbers of one digit each by itself; else long_rem gives back a dividend that is shorter, or as long with a
 * smaller highest digit, and the divisor is added when the signs differ. */
_Bool tj_i64_mod_is_left(int64_t a, int64_t b) {
  uint64_t left = magnitude_of(a), right = magnitude_of(b);
  int n = digits_of(left), m = digits_of(right);
  if ((n == 1 && m == 1) || (a != 0 && (a ^ b) < 0)) return 0;
  return n < m || (n == m && top_digit(left, n) < top_digit(right, m));
}

tj_i64 tj_i64_floormod(int64_t a, int64_t b) {
  int64_t divisor = ((b == 0) | (b == -1)) ? 1 : b; /* both leave 0, without the trap of INT64_MIN % -1 */
  int64_t rest = a % divisor;
  return (tj_i64){rest + (((rest != 0) & ((rest ^ divisor) < 0)) ? divisor : 0), b == 0};
}

TJ_CALL tj_i64 tj_slow_pow(int64_t base, int64_t exponent) {
  int64_t value = 1;
  if (exponent < 0) return (tj_i64){0, 1};
  while (exponent != 0) {
    if ((exponent & 1) && __builtin_mul_overflow(value, base, &value)) return (tj_i64){0, 1};
    exponent >>= 1;
    if (exponent != 0 && __builtin_mul_overflow(base, base, &base)) return (tj_i64){0, 1};
  }
  return (tj_i64){value, 0};
}

tj_i64 tj_i64_pow(int64_t base, int64_t exponent) { return tj_slow_pow(base, exponent); }

tj_i64 tj_i64_shl(int64_t a, int64_t count) {
  _Bool large = (uint64_t)count > 63;
  int64_t value = (int64_t)((uint64_t)a << (count & 63));
  _Bool lost = (value >> (count & 63)) != a;
  return (tj_i64){large ? 0 : value, (count < 0) | (large ? a != 0 : lost)};
}

tj_i64 tj_i64_shr(int64_t a, int64_t count) { return (tj_i64){a >> (count > 63 ? 63 : count & 63), count < 0}; }

tj_f64 tj_i64_truediv(int64_t a, int64_t b) {
  const uint64_t exact = UINT64_C(1) << 53;
  _Bool large = ((uint64_t)a + exact > 2 * exact) | ((uint64_t)b + exact > 2 * exact);
  return (tj_f64){(double)a / (double)b, (b == 0) | large};
}

tj_i64 tj_index_wrap(int64_t index, int64_t length) {
  int64_t wrapped = index < 0 ? (int64_t)((uint64_t)index + (uint64_t)length) : index;
  return (tj_i64){wrapped, (uint64_t)wrapped >= (uint64_t)length};
}

tj_i64 tj_index_below(int64_t index, int64_t length) { return (tj_i64){index, (uint64_t)index >= (uint64_t)length}; }

/* As many values as range() has. Fails too where CPython would not use its 64-bit iterator. */
tj_i64 tj_range_len(int64_t start, int64_t stop, int64_t step) {
  _Bool up = step > 0;
  int64_t low = up ? start : stop, high = up ? stop : start;
  uint64_t stride = up ? (uint64_t)step : 0 - (uint64_t)step;
  _Bool empty = low >= high;
  uint64_t count = empty ? 0 : ((uint64_t)high - (uint64_t)low - 1) / (stride | (stride == 0)) + 1;
  _Bool past = up ? stop > INT64_MAX - (step - 1) : stop < INT64_MIN + (-1 - (step < 0 ? step : -1));
  return (tj_i64){(int64_t)count, (step == 0) | (count > INT64_MAX) | (!empty & past)};
}
