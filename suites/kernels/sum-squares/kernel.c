/* Twin of kernel.py. */
#include "../twin.h"

enum { LENGTH = 100000 };

static double sum_squares(const double *values) {
  double total = 0.0;
  for (int64_t i = 0; i < LENGTH; i++) total += values[i] * values[i];
  return total;
}

static __attribute__((noinline)) double run(int64_t n) {
  double *values = must_malloc(LENGTH * sizeof *values);
  for (int64_t i = 0; i < LENGTH; i++) values[i] = (double)i * 0.001;
  double result = 0.0;
  for (int64_t i = 0; i < n; i++) {
    values[i % LENGTH] = (double)i * 0.5;
    result += sum_squares(values);
  }
  free(values);
  return result;
}
TWIN(FLOAT)
