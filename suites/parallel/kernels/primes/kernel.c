/* Twin of kernel.py. */
#include "../threads.h"

static _Atomic int64_t sum;

static int is_prime(int64_t k) {
  for (int64_t divisor = 2; divisor * divisor <= k; divisor++)
    if (k % divisor == 0) return 0;
  return 1;
}

static void candidates(int64_t first, int64_t last) {
  int64_t count = 0;
  for (int64_t k = first; k < last; k++) count += k >= 2 && is_prime(k);
  atomic_fetch_add(&sum, count);
}

static __attribute__((noinline)) int64_t run(int64_t n) {
  atomic_store(&sum, 0);
  each(n, candidates);
  return atomic_load(&sum);
}
TWIN(INT)
