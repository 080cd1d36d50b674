/* The remainder of floats takes the sign of the dividend, as C's fmod. */
#include "../../../native/primitives/private.h"

__attribute__((const)) extern double tj_libm_fmod(double, double) __asm__("fmod");

tj_f64 tj_f64_mod(double a, double b) { return (tj_f64){tj_libm_fmod(a, b), b == 0.0}; }
