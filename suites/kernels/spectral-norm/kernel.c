/* Twin of kernel.py. */
#include "../twin.h"
#include <math.h>

static inline double element(int64_t i, int64_t j) {
  return 1.0 / (double)((((i + j) * (i + j + 1)) >> 1) + i + 1);
}

static void times(const double *v, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double total = 0.0;
    for (int64_t j = 0; j < n; j++) total += element(i, j) * v[j];
    out[i] = total;
  }
}

static void times_transposed(const double *v, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double total = 0.0;
    for (int64_t j = 0; j < n; j++) total += element(j, i) * v[j];
    out[i] = total;
  }
}

static __attribute__((noinline)) double run(int64_t n) {
  double *u = must_malloc((size_t)n * sizeof *u);
  double *v = must_malloc((size_t)n * sizeof *v);
  double *w = must_malloc((size_t)n * sizeof *w);
  for (int64_t i = 0; i < n; i++) {
    u[i] = 1.0;
    v[i] = w[i] = 0.0;
  }
  for (int round = 0; round < 10; round++) {
    times(u, w, n);
    times_transposed(w, v, n);
    times(v, w, n);
    times_transposed(w, u, n);
  }
  double uv = 0.0, vv = 0.0;
  for (int64_t i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  free(u);
  free(v);
  free(w);
  return sqrt(uv / vv);
}
TWIN(FLOAT)
