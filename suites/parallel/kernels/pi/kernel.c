/* Twin of kernel.py. */
#include "../threads.h"

static _Atomic int64_t inside;

static int64_t next(int64_t seed) { return (seed * 1103515245 + 12345) & 0x7FFFFFFF; }

static void samples(int64_t first, int64_t last) {
  int64_t count = 0;
  for (int64_t sample = first; sample < last; sample++) {
    int64_t seed = next((sample * 747796405 + 2891336453) & 0x7FFFFFFF);
    seed = next(seed);
    double x = (double)seed / 2147483648.0;
    seed = next(seed);
    double y = (double)seed / 2147483648.0;
    if (x * x + y * y <= 1.0) count++;
  }
  atomic_fetch_add(&inside, count);
}

static __attribute__((noinline)) double run(int64_t n) {
  atomic_store(&inside, 0);
  each(n, samples);
  return 4.0 * (double)atomic_load(&inside) / (double)n;
}
TWIN(FLOAT)
