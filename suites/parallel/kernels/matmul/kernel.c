/* Twin of kernel.py. */
#include "../threads.h"

static int64_t side;
static double **a, **b, **c;

static double **matrix(int64_t n, int64_t seed) {
  double **rows = must_malloc((size_t)n * sizeof(double *));
  for (int64_t i = 0; i < n; i++) {
    rows[i] = must_malloc((size_t)n * sizeof(double));
    for (int64_t j = 0; j < n; j++) rows[i][j] = (double)((i * seed + j * 3) % 17) / 4.0;
  }
  return rows;
}

static void multiply(int64_t first, int64_t last) {
  for (int64_t i = first; i < last; i++)
    for (int64_t j = 0; j < side; j++) {
      double total = 0.0;
      for (int64_t k = 0; k < side; k++) total += a[i][k] * b[k][j];
      c[i][j] = total;
    }
}

static __attribute__((noinline)) double run(int64_t n) {
  if (side != n) {
    a = matrix(n, 5);
    b = matrix(n, 11);
    c = matrix(n, 0);
    side = n;
  }
  each(n, multiply);
  double result = 0.0;
  for (int64_t k = 0; k < n; k++) result += c[k][k] - c[n / 2][k];
  return result;
}
TWIN(FLOAT)
