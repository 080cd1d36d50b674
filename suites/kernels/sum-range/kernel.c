/* Twin of kernel.py. The empty asm keeps LLVM from closing the loop into n * (n - 1) / 2. */
#include "../twin.h"

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; i++) {
    total += i;
    __asm__ volatile("" : "+r"(total));
  }
  return total;
}
TWIN(INT)
