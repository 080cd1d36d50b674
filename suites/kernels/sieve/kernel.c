/* Twin of kernel.py: an element takes 8 bytes, as in a list. */
#include "../twin.h"

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t *is_prime = must_malloc((size_t)(n + 1) * sizeof *is_prime);
  for (int64_t i = 0; i <= n; i++) is_prime[i] = 1;
  is_prime[0] = is_prime[1] = 0;
  for (int64_t i = 2; i * i <= n; i++)
    if (is_prime[i])
      for (int64_t j = i * i; j <= n; j += i) is_prime[j] = 0;
  int64_t count = 0;
  for (int64_t i = 0; i <= n; i++)
    if (is_prime[i]) count++;
  free(is_prime);
  return count;
}
TWIN(INT)
