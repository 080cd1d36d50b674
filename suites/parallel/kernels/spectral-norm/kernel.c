/* Twin of kernel.py. */
#include <math.h>

#include "../threads.h"

static int64_t side;
static const double *from;
static double *to;

static double element(int64_t i, int64_t j) { return 1.0 / (double)((i + j) * (i + j + 1) / 2 + i + 1); }

static void times(int64_t first, int64_t last) {
  for (int64_t i = first; i < last; i++) {
    double total = 0.0;
    for (int64_t j = 0; j < side; j++) total += element(i, j) * from[j];
    to[i] = total;
  }
}

static void times_transposed(int64_t first, int64_t last) {
  for (int64_t i = first; i < last; i++) {
    double total = 0.0;
    for (int64_t j = 0; j < side; j++) total += element(j, i) * from[j];
    to[i] = total;
  }
}

static void product(piece *body, const double *v, double *out) {
  from = v;
  to = out;
  each(side, body);
}

static __attribute__((noinline)) double run(int64_t n) {
  side = n;
  double *u = must_malloc((size_t)n * 3 * sizeof(double)), *v = u + n, *w = v + n;
  for (int64_t i = 0; i < n; i++) u[i] = 1.0;
  for (int turn = 0; turn < 10; turn++) {
    product(times, u, w);
    product(times_transposed, w, v);
    product(times, v, w);
    product(times_transposed, w, u);
  }
  double uv = 0.0, vv = 0.0;
  for (int64_t i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  free(u);
  return sqrt(uv / vv);
}
TWIN(FLOAT)
