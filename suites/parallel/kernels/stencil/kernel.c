/* Twin of kernel.py. */
#include <string.h>

#include "../threads.h"

enum { STEPS = 50 };

static double *from, *to;

static void cells(int64_t first, int64_t last) {
  const double *restrict old = from;
  double *restrict new = to;
  for (int64_t i = first + 2; i < last + 2; i++)
    new[i] = (old[i - 2] + 4.0 * old[i - 1] + 6.0 * old[i] + 4.0 * old[i + 1] + old[i + 2]) / 16.0;
}

static __attribute__((noinline)) double run(int64_t n) {
  size_t bytes = (size_t)n * sizeof(double);
  from = must_malloc(bytes);
  to = must_malloc(bytes);
  memset(from, 0, bytes);
  for (int64_t k = 0; k < n; k += 100) from[k] = 1.0 + (double)(k % 7);
  memcpy(to, from, bytes);
  for (int step = 0; step < STEPS; step++) {
    each(n - 4, cells);
    double *swap = from;
    from = to;
    to = swap;
  }
  double result = 0.0;
  for (int64_t k = 0; k < n; k += 97) result += from[k];
  free(from);
  free(to);
  return result;
}
TWIN(FLOAT)
