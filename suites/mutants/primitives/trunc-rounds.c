/* int(x) rounds to the nearest int instead of toward zero. */
#include "../../../native/primitives/private.h"

tj_i64 tj_f64_trunc(double x) {
  double whole = __builtin_rint(x);
  _Bool fits = (whole >= -0x1p63) & (whole < 0x1p63);
  return (tj_i64){fits ? (int64_t)whole : 0, !fits};
}
