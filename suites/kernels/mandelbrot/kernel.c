/* Twin of kernel.py. */
#include "../twin.h"

enum { LIMIT = 100 };

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t total = 0;
  for (int64_t row = 0; row < n; row++) {
    double ci = 2.0 * (double)row / (double)n - 1.0;
    for (int64_t column = 0; column < n; column++) {
      double cr = 3.0 * (double)column / (double)n - 2.0;
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
  return total;
}
TWIN(INT)
