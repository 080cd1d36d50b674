/* Ints are 64 bits: addition wraps. */
#include "../../../native/primitives/private.h"

tj_i64 tj_i64_add(int64_t a, int64_t b) { return (tj_i64){(int64_t)((uint64_t)a + (uint64_t)b), 0}; }
