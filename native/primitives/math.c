/* The math module (Modules/mathmodule.c): libm's value, failed wherever CPython raises. */
#include <float.h>
#include "private.h"

/* libm, named so that LLVM neither folds nor rewrites the calls; without errno they are functions of their operands. */
#define LIBM(name) __attribute__((const)) extern double tj_libm_##name(double) __asm__(#name)
LIBM(sin);
LIBM(cos);
LIBM(tan);
LIBM(asin);
LIBM(acos);
LIBM(atan);
LIBM(sinh);
LIBM(cosh);
LIBM(tanh);
LIBM(exp);
LIBM(log);
LIBM(log2);
LIBM(log10);
__attribute__((const)) extern double tj_libm_atan2(double, double) __asm__("atan2");
__attribute__((const)) extern double tj_libm_fmod(double, double) __asm__("fmod");
__attribute__((const)) extern double tj_libm_pow(double, double) __asm__("pow");

static inline int is_finite(double x) { return __builtin_fabs(x) <= DBL_MAX; }
static inline int is_nan(double x) { return x != x; }

/* math_1: a NaN out of a number is a domain error, an infinity out of a finite number a range error or a pole. */
static inline tj_f64 checked(double x, double value) {
  return (tj_f64){value, (!is_finite(value)) & (is_nan(value) ? !is_nan(x) : is_finite(x))};
}

tj_f64 tj_math_sqrt(double x) { return checked(x, __builtin_sqrt(x)); }
tj_f64 tj_math_sin(double x) { return checked(x, tj_libm_sin(x)); }
tj_f64 tj_math_cos(double x) { return checked(x, tj_libm_cos(x)); }
tj_f64 tj_math_tan(double x) { return checked(x, tj_libm_tan(x)); }
tj_f64 tj_math_asin(double x) { return checked(x, tj_libm_asin(x)); }
tj_f64 tj_math_acos(double x) { return checked(x, tj_libm_acos(x)); }
tj_f64 tj_math_atan(double x) { return checked(x, tj_libm_atan(x)); }
tj_f64 tj_math_sinh(double x) { return checked(x, tj_libm_sinh(x)); }
tj_f64 tj_math_cosh(double x) { return checked(x, tj_libm_cosh(x)); }
tj_f64 tj_math_tanh(double x) { return checked(x, tj_libm_tanh(x)); }
tj_f64 tj_math_exp(double x) { return checked(x, tj_libm_exp(x)); }
tj_f64 tj_math_log(double x) { return checked(x, tj_libm_log(x)); }
tj_f64 tj_math_log2(double x) { return checked(x, tj_libm_log2(x)); }
tj_f64 tj_math_log10(double x) { return checked(x, tj_libm_log10(x)); }

tj_f64 tj_math_atan2(double y, double x) { return (tj_f64){tj_libm_atan2(y, x), 0}; }
tj_f64 tj_math_copysign(double x, double y) { return (tj_f64){__builtin_copysign(x, y), 0}; }

tj_f64 tj_math_fmod(double x, double y) {
  double value = tj_libm_fmod(x, y);
  return (tj_f64){value, is_nan(value) & !is_nan(x) & !is_nan(y)};
}

/* With an operand that is not finite CPython's answer is C99's, which is libm's. */
tj_f64 tj_math_pow(double x, double y) {
  double value = tj_libm_pow(x, y);
  return (tj_f64){value, (!is_finite(value)) & is_finite(x) & is_finite(y)};
}
