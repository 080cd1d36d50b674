/* Twin of kernel.py: an element takes 8 bytes, as in a list. */
#include "../twin.h"

static int64_t *letters(int64_t n, int64_t seed) {
  int64_t *result = must_malloc((size_t)n * sizeof *result);
  for (int64_t i = 0; i < n; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
    result[i] = (seed >> 16) % 4;
  }
  return result;
}

static inline int64_t least(int64_t a, int64_t b) { return b < a ? b : a; }

static int64_t distance(const int64_t *a, const int64_t *b, int64_t n) {
  int64_t *previous = must_malloc((size_t)(n + 1) * sizeof *previous);
  int64_t *current = must_malloc((size_t)(n + 1) * sizeof *current);
  for (int64_t j = 0; j <= n; j++) {
    previous[j] = j;
    current[j] = 0;
  }
  for (int64_t i = 0; i < n; i++) {
    current[0] = i + 1;
    for (int64_t j = 0; j < n; j++) {
      int64_t cost = a[i] == b[j] ? 0 : 1;
      current[j + 1] = least(least(previous[j] + cost, previous[j + 1] + 1), current[j] + 1);
    }
    int64_t *swapped = previous;
    previous = current;
    current = swapped;
  }
  int64_t result = previous[n];
  free(previous);
  free(current);
  return result;
}

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t *a = letters(n, 1), *b = letters(n, 2);
  int64_t result = distance(a, b, n);
  free(a);
  free(b);
  return result;
}
TWIN(INT)
