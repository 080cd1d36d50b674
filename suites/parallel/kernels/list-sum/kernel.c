/* Twin of kernel.py. A list holds the addresses of its ints, and so does this. */
#include "../threads.h"

/* As large as CPython's, and the value where it has it. */
typedef struct {
  int64_t references, kind, tag;
  int32_t value, unused;
} boxed;

static int64_t length;
static boxed **numbers;
static _Atomic int64_t sum;

static void prepare(int64_t n) {
  numbers = must_malloc((size_t)n * sizeof(boxed *));
  for (int64_t k = 0; k < n; k++) {
    numbers[k] = must_malloc(sizeof(boxed));
    numbers[k]->value = (int32_t)(k * 37 % 1000003 + 1000);
  }
  length = n;
}

static void items(int64_t first, int64_t last) {
  int64_t total = 0;
  for (int64_t k = first; k < last; k++) total += numbers[k]->value;
  atomic_fetch_add(&sum, total);
}

static __attribute__((noinline)) int64_t run(int64_t n) {
  if (length != n) prepare(n);
  atomic_store(&sum, 0);
  each(n, items);
  return atomic_load(&sum);
}
TWIN(INT)
