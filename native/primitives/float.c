/* Python's float arithmetic, int against float, and float to int (Objects/floatobject.c). */
#include <float.h>
#include "private.h"

/* libm, named so that LLVM neither folds nor rewrites the calls; without errno they are functions of their operands. */
__attribute__((const)) extern double tj_libm_pow(double, double) __asm__("pow");
__attribute__((const)) extern double tj_libm_fmod(double, double) __asm__("fmod");

static inline int is_infinite(double x) { return __builtin_fabs(x) > DBL_MAX; }
static inline int is_odd(double x) { return tj_libm_fmod(__builtin_fabs(x), 2.0) == 1.0; }

double tj_f64_abs(double x) { return __builtin_fabs(x); }
_Bool tj_f64_isnan(double x) { return x != x; }
_Bool tj_f64_isinf(double x) { return is_infinite(x); }

tj_f64 tj_f64_div(double a, double b) { return (tj_f64){a / b, b == 0.0}; }

tj_f64 tj_f64_mod(double a, double b) {
  double rest = tj_libm_fmod(a, b);
  double moved = (b < 0) != (rest < 0) ? rest + b : rest;
  return (tj_f64){rest != 0.0 ? moved : __builtin_copysign(0.0, b), b == 0.0};
}

tj_f64 tj_f64_floordiv(double a, double b) {
  double rest = tj_libm_fmod(a, b);
  double quotient = (a - rest) / b;
  quotient = ((rest != 0.0) & ((b < 0) != (rest < 0))) ? quotient - 1.0 : quotient;
  double whole = __builtin_floor(quotient);
  whole = quotient - whole > 0.5 ? whole + 1.0 : whole;
  return (tj_f64){quotient != 0.0 ? whole : __builtin_copysign(0.0, a / b), b == 0.0};
}

static tj_f64 infinite_exponent(double a, double b) {
  double size = __builtin_fabs(a);
  if (size == 1.0) return (tj_f64){1.0, 0};
  return (tj_f64){(b > 0.0) == (size > 1.0) ? __builtin_fabs(b) : 0.0, 0};
}

static tj_f64 infinite_base(double a, double b) {
  if (b > 0.0) return (tj_f64){is_odd(b) ? a : __builtin_fabs(a), 0};
  return (tj_f64){is_odd(b) ? __builtin_copysign(0.0, a) : 0.0, 0};
}

/* The order of the questions is float_pow's. */
static tj_f64 pow_special(double a, double b) {
  if (b == 0.0) return (tj_f64){1.0, 0};
  if (a != a) return (tj_f64){a, 0};
  if (b != b) return (tj_f64){a == 1.0 ? 1.0 : b, 0};
  if (is_infinite(b)) return infinite_exponent(a, b);
  if (is_infinite(a)) return infinite_base(a, b);
  if (a == 0.0) return (tj_f64){is_odd(b) ? a : 0.0, b < 0.0};
  if (b != __builtin_floor(b)) return (tj_f64){0.0, 1}; /* a < 0: a complex result */
  double size = tj_libm_pow(-a, b);
  return (tj_f64){is_odd(b) ? -size : size, is_infinite(size)};
}

TJ_CALL tj_f64 tj_slow_float_pow(double a, double b) {
  if (!((a > 0.0) & (a <= DBL_MAX) & (__builtin_fabs(b) <= DBL_MAX))) return pow_special(a, b);
  double value = tj_libm_pow(a, b);
  return (tj_f64){value, is_infinite(value)};
}

tj_f64 tj_f64_pow(double a, double b) { return tj_slow_float_pow(a, b); }

/* ---- int against float, by exact value ----
 * Rounding is monotonic and b is representable: if (double)a and b differ, a and b differ the same way. If they are
 * equal, b is whole, and only 2^63 does not fit 64 bits: every int64 is below it. */
static inline int beyond(double b) { return b >= 0x1p63; }
static inline int64_t whole(double b) { return ((b >= -0x1p63) & (b < 0x1p63)) ? (int64_t)b : 0; }

_Bool tj_cmp_i64_f64_eq(int64_t a, double b) { return ((double)a == b) & (b < 0x1p63) & (a == whole(b)); }
_Bool tj_cmp_i64_f64_lt(int64_t a, double b) {
  return ((double)a < b) | (((double)a == b) & (beyond(b) | (a < whole(b))));
}
_Bool tj_cmp_i64_f64_le(int64_t a, double b) {
  return ((double)a < b) | (((double)a == b) & (beyond(b) | (a <= whole(b))));
}
_Bool tj_cmp_i64_f64_gt(int64_t a, double b) {
  return ((double)a > b) | (((double)a == b) & (b < 0x1p63) & (a > whole(b)));
}
_Bool tj_cmp_i64_f64_ge(int64_t a, double b) {
  return ((double)a > b) | (((double)a == b) & (b < 0x1p63) & (a >= whole(b)));
}

/* ---- float to int ---- */
static inline tj_i64 to_int(double x) {
  _Bool fits = (x >= -0x1p63) & (x < 0x1p63); /* false for NaN */
  return (tj_i64){fits ? (int64_t)x : 0, !fits};
}

tj_i64 tj_f64_trunc(double x) { return to_int(x); }
tj_i64 tj_f64_floor(double x) { return to_int(__builtin_floor(x)); }
tj_i64 tj_f64_ceil(double x) { return to_int(__builtin_ceil(x)); }
tj_i64 tj_f64_round(double x) { return to_int(__builtin_rint(x)); }
