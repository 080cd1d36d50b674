/* Twin of kernel.py: the sum of the fixed grid, the same for any number of threads. */
#include "../threads.h"

enum { GRID = 1024, PERIOD = 1009 };

static int64_t length;
static double *x, *y, *sums;

static void prepare(int64_t n) {
  x = must_malloc((size_t)n * sizeof(double));
  y = must_malloc((size_t)n * sizeof(double));
  sums = must_malloc((size_t)(n / GRID + 1) * sizeof(double));
  for (int64_t k = 0; k < n; k++) {
    x[k] = 1.0 / (double)(k % PERIOD + 3);
    y[k] = (double)(k % PERIOD * 7 % 13) - 5.9;
  }
  length = n;
}

static void chunks(int64_t first, int64_t last) {
  for (int64_t begin = first; begin < last; begin += GRID) {
    int64_t end = begin + GRID < length ? begin + GRID : length;
    double sum = begin == 0 ? 0.0 : -0.0; /* the first chunk is added to the variable itself */
    for (int64_t k = begin; k < end; k++) sum += x[k] * y[k];
    sums[begin / GRID] = sum;
  }
}

static __attribute__((noinline)) double run(int64_t n) {
  if (length != n) prepare(n);
  each_by(n, GRID, chunks);
  double total = 0.0;
  for (int64_t k = 0; k * GRID < n; k++) total += sums[k];
  return total;
}
TWIN(FLOAT)
