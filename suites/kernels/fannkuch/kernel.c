/* Twin of kernel.py: an element takes 8 bytes, as in a list. */
#include "../twin.h"

enum { WIDTH = 11 };

static int64_t count_flips(int64_t *perm) {
  int64_t flips = 0, first = perm[0];
  while (first != 0) {
    for (int64_t low = 1, high = first - 1; low < high; low++, high--) {
      int64_t swapped = perm[low];
      perm[low] = perm[high];
      perm[high] = swapped;
    }
    int64_t next_first = perm[first];
    perm[first] = first;
    first = next_first;
    flips++;
  }
  return flips;
}

/* Moves `start` on to the next permutation. */
static void advance(int64_t *start, int64_t *counts) {
  for (int64_t r = 1; r < WIDTH; r++) {
    int64_t first = start[0];
    for (int64_t i = 0; i < r; i++) start[i] = start[i + 1];
    start[r] = first;
    counts[r]++;
    if (counts[r] <= r) break;
    counts[r] = 0;
  }
}

static __attribute__((noinline)) int64_t run(int64_t n) {
  int64_t start[WIDTH], counts[WIDTH] = {0}, perm[WIDTH];
  int64_t most = 0, checksum = 0;
  for (int64_t i = 0; i < WIDTH; i++) start[i] = i;
  for (int64_t index = 0; index < n; index++) {
    for (int64_t i = 0; i < WIDTH; i++) perm[i] = start[i];
    int64_t flips = count_flips(perm);
    if (flips > most) most = flips;
    checksum += index % 2 == 0 ? flips : -flips;
    advance(start, counts);
  }
  return checksum * 1000 + most;
}
TWIN(INT)
