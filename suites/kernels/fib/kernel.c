/* Twin of kernel.py. */
#include "../twin.h"

static __attribute__((noinline)) int64_t run(int64_t n) {
  if (n < 2) return n;
  return run(n - 1) + run(n - 2);
}
TWIN(INT)
