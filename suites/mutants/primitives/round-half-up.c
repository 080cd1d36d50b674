/* round(x) rounds halves up instead of to the even neighbour. */
#include "../../../native/primitives/private.h"

tj_i64 tj_f64_round(double x) {
  double whole = __builtin_floor(x + 0.5);
  _Bool fits = (whole >= -0x1p63) & (whole < 0x1p63);
  return (tj_i64){fits ? (int64_t)whole : 0, !fits};
}
