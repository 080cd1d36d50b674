/* Twin of kernel.py: a matrix is an array of pointers to rows. */
#include "../twin.h"

static double **matrix(int64_t n, int64_t seed) {
  double **rows = must_malloc((size_t)n * sizeof *rows);
  for (int64_t i = 0; i < n; i++) {
    rows[i] = must_malloc((size_t)n * sizeof **rows);
    for (int64_t j = 0; j < n; j++) rows[i][j] = (double)((i * seed + j * 3) % 17) / 4.0;
  }
  return rows;
}

static void drop(double **rows, int64_t n) {
  for (int64_t i = 0; i < n; i++) free(rows[i]);
  free(rows);
}

static double **product(double **a, double **b, int64_t n) {
  double **c = must_malloc((size_t)n * sizeof *c);
  for (int64_t i = 0; i < n; i++) {
    double *row = a[i], *out = c[i] = must_malloc((size_t)n * sizeof **c);
    for (int64_t j = 0; j < n; j++) {
      double total = 0.0;
      for (int64_t k = 0; k < n; k++) total += row[k] * b[k][j];
      out[j] = total;
    }
  }
  return c;
}

static __attribute__((noinline)) double run(int64_t n) {
  double **a = matrix(n, 5), **b = matrix(n, 11), **c = product(a, b, n);
  double result = 0.0, sign = 1.0;
  for (int64_t i = 0; i < n; i++)
    for (int64_t j = 0; j < n; j++) {
      result += sign * c[i][j];
      sign = -sign;
    }
  drop(a, n);
  drop(b, n);
  drop(c, n);
  return result;
}
TWIN(FLOAT)
