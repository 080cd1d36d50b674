/* Twin of kernel.py. */
#include "../threads.h"

enum { LIMIT = 100 };

static int64_t side;
static _Atomic int64_t sum;

static void rows(int64_t first, int64_t last) {
  int64_t total = 0;
  for (int64_t row = first; row < last; row++) {
    double ci = 2.0 * (double)row / (double)side - 1.0;
    for (int64_t column = 0; column < side; column++) {
      double cr = 3.0 * (double)column / (double)side - 2.0;
      double zr = 0.0, zi = 0.0;
      int64_t steps = 0;
      while (steps < LIMIT) {
        double zr2 = zr * zr, zi2 = zi * zi;
        if (zr2 + zi2 > 4.0) break;
        zi = 2.0 * zr * zi + ci;
        zr = zr2 - zi2 + cr;
        steps++;
      }
      total += steps;
    }
  }
  atomic_fetch_add(&sum, total);
}

static __attribute__((noinline)) int64_t run(int64_t n) {
  side = n;
  atomic_store(&sum, 0);
  each(n, rows);
  return atomic_load(&sum);
}
TWIN(INT)
