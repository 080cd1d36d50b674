/* Parallel loops: what native code tells the runtime (native/parallel) before it runs one, and what its tasks do.
 *
 * The `activation` of a task function is its tj_task: tasks have no frame, no cells and no spill stack. */
#include <stdlib.h>
#include <string.h>
#include "buffer.h"
#include "private.h"

static inline tj_task *task_of(tj_activation *act) { return (tj_task *)(void *)act; }

static inline int64_t bits_of(double value) {
  int64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
static inline double float_of(int64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* ---- in the function of the loop ---- */

/* Fewer iterations are not even asked for: the question would show. */
enum { FEWEST = 2 };

_Bool tj_parallel_begin(tj_activation *act, int64_t count, int64_t number) {
  if (count < FEWEST || !act->parallel->begin(act, number, count)) return 0;
  act->loop->ncaptures = act->loop->nstates = act->loop->nstreams = act->loop->nheld = 0;
  return 1;
}

/* A set of pointers: open addressing, at most half full. */
static _Bool put_or_find(PyObject **table, uint64_t mask, PyObject *object, _Bool put) {
  uint64_t place = ((uint64_t)(uintptr_t)object >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32;
  while (table[place & mask] != NULL && table[place & mask] != object) place++;
  _Bool found = table[place & mask] == object;
  if (put) table[place & mask] = object;
  return found;
}

TJ_CALL _Bool tj_slow_items_apart(PyObject *rows, PyObject *list) {
  uint64_t places = 4;
  while (places < 2 * (uint64_t)Py_SIZE(rows)) places *= 2;
  PyObject **table = calloc(places, sizeof *table);
  if (table == NULL) return 0;
  for (Py_ssize_t k = 0; k < Py_SIZE(rows); k++) put_or_find(table, places - 1, tj_list_items(rows)[k].object, 1);
  _Bool apart = !put_or_find(table, places - 1, rows, 0) && !put_or_find(table, places - 1, list, 0);
  for (Py_ssize_t k = 0; apart && k < Py_SIZE(list); k++)
    apart = !put_or_find(table, places - 1, tj_list_items(list)[k].object, 0);
  free(table);
  return apart;
}
_Bool tj_items_apart(PyObject *rows, PyObject *list) { return tj_slow_items_apart(rows, list); }

void tj_parallel_hold(tj_activation *act, PyObject *buffer) { act->loop->held[act->loop->nheld++] = buffer; }

static inline void capture(tj_activation *act, int64_t word, int64_t number) {
  act->loop->captures[number] = word;
  act->loop->ncaptures = (int32_t)number + 1; /* in order */
}
void tj_capture_i64(tj_activation *act, int64_t value, int64_t number) { capture(act, value, number); }
void tj_capture_f64(tj_activation *act, double value, int64_t number) { capture(act, bits_of(value), number); }
void tj_capture_i1(tj_activation *act, _Bool value, int64_t number) { capture(act, value, number); }
void tj_capture_obj(tj_activation *act, PyObject *value, int64_t number) {
  capture(act, (int64_t)(uintptr_t)value, number);
}

/* rule: number | combine << 8 | aux << 16, as engine/ir/combine.ts makes it. */
static inline void state(tj_activation *act, int64_t word, int64_t rule) {
  tj_loop *loop = act->loop;
  tj_state *into = &loop->states[rule & 255];
  into->word = word;
  into->combine = (int32_t)(rule >> 8 & 255);
  into->aux = (int32_t)(rule >> 16);
  loop->nstates = (int32_t)(rule & 255) + 1;
  _Bool folds =
      into->combine == TJ_COMBINE_FoldAdd || into->combine == TJ_COMBINE_FoldSub || into->combine == TJ_COMBINE_FoldMul;
  if (folds) loop->nstreams = into->aux + 1;
}
void tj_state_i64(tj_activation *act, int64_t value, int64_t rule) { state(act, value, rule); }
void tj_state_f64(tj_activation *act, double value, int64_t rule) { state(act, bits_of(value), rule); }
void tj_state_i1(tj_activation *act, _Bool value, int64_t rule) { state(act, value, rule); }
void tj_state_obj(tj_activation *act, PyObject *value, int64_t rule) { state(act, (int64_t)(uintptr_t)value, rule); }

int64_t tj_parallel_run(tj_activation *act, const volatile void *task, int64_t count, int64_t number, int64_t flags) {
  return act->parallel->run(act, (tj_task_fn)(uintptr_t)task, number, count, flags);
}

int64_t tj_result_i64(tj_activation *act, int64_t number) { return act->loop->states[number].word; }
double tj_result_f64(tj_activation *act, int64_t number) { return float_of(act->loop->states[number].word); }
_Bool tj_result_i1(tj_activation *act, int64_t number) { return act->loop->states[number].word != 0; }
PyObject *tj_result_obj(tj_activation *act, int64_t number) {
  return (PyObject *)(uintptr_t)act->loop->states[number].word;
}

/* ---- in a task ---- */

int64_t tj_task_capture_i64(tj_activation *act, int64_t number) { return task_of(act)->captures[number]; }
double tj_task_capture_f64(tj_activation *act, int64_t number) { return float_of(task_of(act)->captures[number]); }
_Bool tj_task_capture_i1(tj_activation *act, int64_t number) { return task_of(act)->captures[number] != 0; }
PyObject *tj_task_capture_obj(tj_activation *act, int64_t number) {
  return (PyObject *)(uintptr_t)task_of(act)->captures[number];
}

const volatile void *tj_task_results(tj_activation *act) { return task_of(act)->results; }

/* Relaxed: it matters that a change is seen soon, not what else is seen by then. */
int64_t tj_task_poll(tj_activation *act) {
  tj_task *task = task_of(act);
  _Bool wanted = __atomic_load_n(task->wanted, __ATOMIC_RELAXED) >= task->number;
  _Bool quiet = __atomic_load_n(task->breaker, __ATOMIC_RELAXED) == task->breaker_value;
  return TJ_SELDOM(!(wanted & quiet)) ? task->runtime->poll(task) : 0;
}

static inline int64_t log_entry(tj_task *task, PyObject *list, int64_t index, int64_t bits, int64_t rep) {
  if (__builtin_expect(task->log_end == task->log_limit, 0) && task->runtime->grow_log(task)) return 1;
  *task->log_end++ = (tj_log_entry){list, index, bits, rep};
  return 0;
}
int64_t tj_task_store_i64(tj_activation *act, PyObject *list, int64_t index, int64_t value) {
  return log_entry(task_of(act), list, index, value, TJ_LOG_I64);
}
int64_t tj_task_store_f64(tj_activation *act, PyObject *list, int64_t index, double value) {
  return log_entry(task_of(act), list, index, bits_of(value), TJ_LOG_F64);
}
int64_t tj_task_store_i1(tj_activation *act, PyObject *list, int64_t index, _Bool value) {
  return log_entry(task_of(act), list, index, value, TJ_LOG_I1);
}
int64_t tj_task_store_obj(tj_activation *act, PyObject *list, int64_t index, PyObject *value) {
  return log_entry(task_of(act), list, index, (int64_t)(uintptr_t)value, TJ_LOG_OBJ);
}
int64_t tj_task_store_owner_i64(tj_activation *act, PyObject *list, int64_t index, int64_t value, PyObject *owner) {
  return owner ? tj_task_store_obj(act, list, index, owner) : tj_task_store_i64(act, list, index, value);
}
int64_t tj_task_store_owner_f64(tj_activation *act, PyObject *list, int64_t index, double value, PyObject *owner) {
  return owner ? tj_task_store_obj(act, list, index, owner) : tj_task_store_f64(act, list, index, value);
}

int64_t tj_task_fold(tj_activation *act, double value, int64_t stream) {
  tj_task *task = task_of(act);
  if (__builtin_expect(task->stream_end[stream] == task->stream_limit[stream], 0) &&
      task->runtime->grow_stream(task, stream))
    return 1;
  *task->stream_end[stream]++ = value;
  return 0;
}

static const uint8_t element_size[TJ_ELEMENT_COUNT] = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};

_Bool tj_buffers_apart(int64_t data, int64_t length, int64_t other, int64_t other_length, int64_t elements) {
  uintptr_t a = (uintptr_t)data, b = (uintptr_t)other;
  return a + (uintptr_t)length * element_size[elements & 255] <= b ||
         b + (uintptr_t)other_length * element_size[elements >> 8] <= a;
}

int64_t tj_task_undo(tj_activation *act, int64_t data, int64_t index, int64_t element) {
  tj_task *task = task_of(act);
  if (__builtin_expect(task->undo_end == task->undo_limit, 0) && task->runtime->grow_undo(task)) return 1;
  int64_t size = element_size[element];
  char *where = (char *)(uintptr_t)data + index * size;
  tj_undo_entry entry = {where, 0, size};
  switch (size) {
    case 1: memcpy(&entry.old, where, 1); break;
    case 2: memcpy(&entry.old, where, 2); break;
    case 4: memcpy(&entry.old, where, 4); break;
    default: memcpy(&entry.old, where, 8); break;
  }
  *task->undo_end++ = entry;
  return 0;
}

/* A block: its bytes in as many entries as they need, then {where, number of bytes, 0}. */
TJ_CALL int64_t tj_slow_task_save(tj_task *task, char *where, int64_t bytes) {
  int64_t entries = (bytes + (int64_t)sizeof(tj_undo_entry) - 1) / (int64_t)sizeof(tj_undo_entry);
  while (task->undo_limit - task->undo_end <= entries)
    if (task->runtime->grow_undo(task)) return 1;
  memcpy(task->undo_end, where, (size_t)bytes);
  task->undo_end += entries;
  *task->undo_end++ = (tj_undo_entry){where, bytes, 0};
  return 0;
}
int64_t tj_task_save(tj_activation *act, int64_t data, int64_t length, int64_t first, int64_t count, int64_t element) {
  int64_t size = element_size[element], from = first < 0 ? 0 : first, end = first + count;
  if (end > length) end = length;
  if (from >= end) return 0;
  return tj_slow_task_save(task_of(act), (char *)(uintptr_t)data + from * size, (end - from) * size);
}

/* An iteration begins: marks, and with `stores` an entry of the log that says so. */
int64_t tj_task_mark(tj_activation *act, int64_t stores) {
  tj_task *task = task_of(act);
  task->marked_log = task->log_end - task->log;
  task->marked_undo = task->undo_end - task->undo;
  for (int k = 0; k < TJ_STREAMS; k++) task->marked_stream[k] = task->stream_end[k] - task->stream[k];
  return stores ? log_entry(task, NULL, 0, 0, 0) : 0;
}
