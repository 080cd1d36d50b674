/* Twin of kernel.py. */
#include <math.h>

#include "../threads.h"

static int64_t count;
static double *x, *y, *z, *mass, *ax, *ay, *az;

static void prepare(int64_t n) {
  double **columns[] = {&x, &y, &z, &mass, &ax, &ay, &az};
  for (int k = 0; k < 7; k++) *columns[k] = must_malloc((size_t)n * sizeof(double));
  for (int64_t i = 0; i < n; i++) {
    x[i] = (double)(i * 7919 % 1009) / 1009.0;
    y[i] = (double)(i * 104729 % 2003) / 2003.0;
    z[i] = (double)(i * 1299709 % 4001) / 4001.0;
    mass[i] = 1.0 + (double)(i % 5);
  }
  count = n;
}

static void forces(int64_t first, int64_t last) {
  for (int64_t i = first; i < last; i++) {
    double sx = 0.0, sy = 0.0, sz = 0.0;
    for (int64_t j = 0; j < count; j++) {
      double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
      double square = dx * dx + dy * dy + dz * dz + 1e-9;
      double pull = mass[j] / (square * sqrt(square));
      sx += dx * pull;
      sy += dy * pull;
      sz += dz * pull;
    }
    ax[i] = sx;
    ay[i] = sy;
    az[i] = sz;
  }
}

static __attribute__((noinline)) double run(int64_t n) {
  if (count != n) prepare(n);
  each(n, forces);
  double result = 0.0;
  for (int64_t i = 0; i < n; i++) result += ax[i] - ay[i] * az[i];
  return result;
}
TWIN(FLOAT)
