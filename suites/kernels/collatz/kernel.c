/* Twin of kernel.py. */
#include "../twin.h"

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t best_start = 1, best_steps = 0;
  for (int64_t start = 1; start < n; start++) {
    int64_t value = start, steps = 0;
    while (value != 1) {
      if ((value & 1) == 0)
        value >>= 1;
      else
        value = 3 * value + 1;
      steps++;
    }
    if (steps > best_steps) {
      best_steps = steps;
      best_start = start;
    }
  }
  return best_start * 1000 + best_steps;
}
TWIN(INT)
