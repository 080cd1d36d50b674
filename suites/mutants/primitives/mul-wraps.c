/* Ints are 64 bits: multiplication wraps. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_mul(int64_t a, int64_t b) { return (tj_i64){(int64_t)((uint64_t)a * (uint64_t)b), 0}; }
