/* Twin of kernel.py, in 32-bit words. */
#include "../twin.h"

static __attribute__((noinline)) int64_t run(int64_t n) {
  uint32_t x = 2463534242u;
  for (int64_t i = 0; i < n; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
  }
  return x;
}
TWIN(INT)
