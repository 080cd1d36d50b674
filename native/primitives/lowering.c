/* Primitives that no op names: expectations, polls, native calls and the records of exits. */
#include "private.h"

int64_t tj_unlikely(int64_t condition) { return __builtin_expect(condition, 0); }
int64_t tj_likely(int64_t condition) { return __builtin_expect(condition, 1); }

PyObject *tj_binding(tj_activation *act, int64_t number) { return act->objects[number]; }

const volatile void *tj_breaker(tj_activation *act) { return act->breaker; }
int64_t tj_breaker_value(tj_activation *act) { return (int64_t)act->breaker_value; }
int64_t tj_poll(const volatile void *breaker, int64_t value) {
  return *(const volatile uintptr_t *)breaker != (uintptr_t)value;
}

int64_t tj_depth_left(tj_activation *act, int64_t record_words) {
  int64_t records =
      (act->spill_end - act->spill) / record_words - 2; /* the entry's, and that of the call which is refused */
  return records < act->depth_left ? records : act->depth_left;
}
int64_t tj_enter_native(tj_activation *act, int64_t depth) {
  const char *stack;
  __asm__("mov %%rsp, %0" : "=r"(stack));
  return (depth <= 0) | (stack < act->stack_limit);
}

const volatile void *tj_spill_start(tj_activation *act) { return act->spill; }

/* Volatile: LLVM must not gather the words of an exit in vectors, which would change the loop before it. */
void tj_spill_i64(const volatile void *start, int64_t index, int64_t word) {
  ((volatile int64_t *)(uintptr_t)start)[index] = word;
}
void tj_spill_f64(const volatile void *start, int64_t index, double word) {
  ((volatile double *)(uintptr_t)start)[index] = word;
}
void tj_spill_i1(const volatile void *start, int64_t index, _Bool word) {
  ((volatile int64_t *)(uintptr_t)start)[index] = word;
}
void tj_spill_obj(const volatile void *start, int64_t index, PyObject *word) {
  ((PyObject *volatile *)(uintptr_t)start)[index] = word;
}
void tj_spill_end(tj_activation *act, const volatile void *start, int64_t count, int64_t exit_number) {
  volatile int64_t *words = (volatile int64_t *)(uintptr_t)start;
  words[count] = exit_number;
  act->spill = (int64_t *)(uintptr_t)(words + count + 1);
}
