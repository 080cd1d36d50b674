/* Stands in for compiled code: for i in range iterator on the stack: t = a * 0.5, s = s + t [+ i or + 1 / (i - 50)]. Leaves by exit
 * `which` in the iteration where the next value is `at`, or when the iterator ends. */
#include "abi.h"

typedef struct {
  PyObject_HEAD long start, step, len;
} range_iter;

long which = 0, at = 0, iterator_slot = 0, s_slot = 0, a_slot = 1, add_i = 0, refuse = 0, inner = -1, cells = 0;

static int64_t bits(double x) {
  union {
    double d;
    int64_t i;
  } u = {.d = x};
  return u.i;
}

static void push(tj_activation *act, const int64_t *words, int n, long number) {
  for (int k = 0; k < n; k++) *act->spill++ = words[k];
  *act->spill++ = number;
}

__attribute__((visibility("default"))) int32_t tj_entry(tj_install *install, tj_activation *act) {
  (void)install;
  if (refuse || ((range_iter *)act->slots[iterator_slot])->len == 0) {
    *act->spill++ = 0;
    return 0;
  }
  range_iter *it = (range_iter *)act->slots[iterator_slot];
  PyObject *a = act->slots[a_slot], *s = act->slots[s_slot];
  long next = it->start, left = it->len, step = it->step, i = next;
  double sum = PyFloat_AS_DOUBLE(s), half = PyFloat_AS_DOUBLE(a) * 0.5, before = sum;
  PyObject *owner = s;
  while (left > 0) {
    i = next;
    next += step;
    left--;
    before = sum;
    sum = before + half;
    if (add_i == 1) sum = before + (half + i);
    if (add_i == 2) sum = before + (half + 1.0 / (i - 50));
    if (i >= at || (add_i == 2 && i == 50)) break;
    owner = NULL;
  }
  if (cells) act->cells[0] = PyFloat_FromDouble(123.25);
  int64_t words[9] = {next, left, step, i, bits(before), bits(half), bits(sum), (int64_t)a, (int64_t)owner};
  push(act, words, 9, inner >= 0 ? inner : which);
  if (inner >= 0) push(act, words, 9, which); /* the record of a waiting caller */
  return (int32_t)which;
}
