/* An int is rounded to a float before the two are compared: 2**53 + 1 == 2.0**53. */
#include "../../../native/primitives/private.h"

_Bool tj_cmp_i64_f64_eq(int64_t a, double b) { return (double)a == b; }
_Bool tj_cmp_i64_f64_lt(int64_t a, double b) { return (double)a < b; }
_Bool tj_cmp_i64_f64_le(int64_t a, double b) { return (double)a <= b; }
_Bool tj_cmp_i64_f64_gt(int64_t a, double b) { return (double)a > b; }
_Bool tj_cmp_i64_f64_ge(int64_t a, double b) { return (double)a >= b; }
