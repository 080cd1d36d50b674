/* Lists and tuples. The operand is exact, an index lies inside: guards before have seen to it. */
#include "overwrite.h"
#include "private.h"

int64_t tj_list_len(PyObject *list) { return Py_SIZE(list); }
int64_t tj_tuple_len(PyObject *tuple) { return Py_SIZE(tuple); }
PyObject *tj_list_item(PyObject *list, int64_t index) { return tj_there(tj_list_items(list)[index].object); }
PyObject *tj_tuple_item(PyObject *tuple, int64_t index) { return tj_there(tj_tuple_items(tuple)[index].object); }

void tj_list_set(PyObject *list, int64_t index, PyObject *value) {
  tj_item *item = &tj_list_items(list)[index];
  PyObject *old = item->object;
  item->object = value;
  Py_DECREF(old);
}

int64_t tj_list_set_f64(PyObject *list, int64_t index, double value) {
  tj_item *item = &tj_list_items(list)[index];
  PyObject *old = item->object;
  if (tj_is_exact(old, &PyFloat_Type) && Py_REFCNT(old) == 1) {
    ((PyFloatObject *)old)->ob_fval = value;
    return 0;
  }
  tj_obj fresh = tj_box_f64(value);
  if (TJ_SELDOM(fresh.failed)) return 1;
  item->object = fresh.value;
  Py_DECREF(old);
  return 0;
}

/* The type is asked first: ReleaseOk has just asked for it, and LLVM threads the answer. */
int64_t tj_list_set_i64(PyObject *list, int64_t index, int64_t value) {
  tj_item *item = &tj_list_items(list)[index];
  PyLongObject *number = (PyLongObject *)tj_there(item->object);
  if (Py_TYPE(number) == &PyLong_Type && Py_REFCNT(number) == 1 && tj_overwrite_int(number, value)) return 0;
  tj_obj fresh = tj_box_i64(value);
  if (TJ_SELDOM(fresh.failed)) return 1;
  item->object = fresh.value;
  Py_DECREF((PyObject *)number);
  return 0;
}

void tj_list_swap(PyObject *list, int64_t a, int64_t b) {
  tj_item *items = tj_list_items(list);
  PyObject *object = items[a].object;
  items[a].object = items[b].object;
  items[b].object = object;
}

void tj_list_init(PyObject *list, int64_t index, PyObject *value) { tj_list_items(list)[index].object = value; }

TJ_SLOW int64_t tj_slow_append(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) != 0) {
    PyErr_Clear();
    return 1;
  }
  Py_DECREF(value); /* the list has taken a reference of its own */
  return 0;
}

int64_t tj_list_append(PyObject *list, PyObject *value) {
  PyListObject *self = (PyListObject *)list;
  Py_ssize_t length = Py_SIZE(list);
  if (TJ_SELDOM(length >= self->allocated)) return tj_slow_append(list, value);
  tj_list_items(list)[length].object = value;
  ((PyVarObject *)list)->ob_size = length + 1;
  return 0;
}

/* A result, or no memory: CPython has then set an exception, which native code must not. */
static inline tj_obj made(PyObject *object) {
  if (object == NULL) PyErr_Clear();
  return (tj_obj){object, object == NULL};
}

TJ_CALL tj_obj tj_slow_list_new(int64_t length) { return made(PyList_New(length)); }
TJ_CALL tj_obj tj_slow_list_repeat(PyObject *list, int64_t count) { return made(PySequence_Repeat(list, count)); }
TJ_CALL tj_obj tj_slow_list_concat(PyObject *a, PyObject *b) { return made(PySequence_Concat(a, b)); }
TJ_CALL tj_obj tj_slow_list_slice(PyObject *list, int64_t low, int64_t high) {
  Py_ssize_t start = low, stop = high;
  (void)PySlice_AdjustIndices(Py_SIZE(list), &start, &stop, 1);
  return made(PyList_GetSlice(list, start, stop));
}

TJ_CALL tj_obj tj_slow_list_to_tuple(PyObject *list) { return made(PyList_AsTuple(list)); }

TJ_CALL int64_t tj_slow_list_extend(PyObject *list, PyObject *other) {
  if (PyList_Extend(list, other) == 0) return 0;
  PyErr_Clear();
  return 1;
}

/* Bounds that are absent are the far ends, by the sign of the step: PySlice_Unpack, PySlice_AdjustIndices. */
TJ_CALL tj_obj tj_slow_slice_step(PyObject *list, int64_t start, int64_t stop, int64_t step, int64_t absent) {
  if (step == 0 || step == INT64_MIN) return (tj_obj){NULL, 1};
  Py_ssize_t first = absent & 1 ? (step < 0 ? PY_SSIZE_T_MAX : 0) : start;
  Py_ssize_t end = absent & 2 ? (step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX) : stop;
  Py_ssize_t count = PySlice_AdjustIndices(Py_SIZE(list), &first, &end, step);
  tj_obj slice = made(PyList_New(count));
  for (Py_ssize_t k = 0; k < count && !slice.failed; k++)
    tj_list_items(slice.value)[k].object = Py_NewRef(tj_list_items(list)[first + k * step].object);
  return slice;
}

tj_obj tj_list_to_tuple(PyObject *list) { return tj_slow_list_to_tuple(list); }
int64_t tj_list_extend(PyObject *list, PyObject *other) { return tj_slow_list_extend(list, other); }
tj_obj tj_list_slice_step(PyObject *list, int64_t start, int64_t stop, int64_t step, int64_t absent) {
  return tj_slow_slice_step(list, start, stop, step, absent);
}
tj_obj tj_list_new(int64_t length) { return length < 0 ? (tj_obj){NULL, 1} : tj_slow_list_new(length); }
tj_obj tj_list_repeat(PyObject *list, int64_t count) { return tj_slow_list_repeat(list, count); }
tj_obj tj_list_slice(PyObject *list, int64_t low, int64_t high) { return tj_slow_list_slice(list, low, high); }
tj_obj tj_list_concat(PyObject *a, PyObject *b) { return tj_slow_list_concat(a, b); }

/* sum() carries a compensation along (Neumaier) since 3.12; it is added unless it would spoil an infinity. */
TJ_CALL tj_f64 tj_slow_sum_f64(PyObject *list, double start) {
  double sum = start, lost = 0.0;
  for (Py_ssize_t k = 0, length = Py_SIZE(list); k < length; k++) {
    PyObject *item = tj_list_items(list)[k].object;
    if (!PyFloat_CheckExact(item)) return (tj_f64){0.0, 1};
    double x = PyFloat_AS_DOUBLE(item), next = sum + x;
    lost += __builtin_fabs(sum) >= __builtin_fabs(x) ? (sum - next) + x : (x - next) + sum;
    sum = next;
  }
  _Bool add = (lost != 0.0) & (__builtin_fabs(lost) < __builtin_inf());
  return (tj_f64){add ? sum + lost : sum, 0};
}

TJ_CALL tj_i64 tj_slow_sum_i64(PyObject *list, int64_t start) {
  int64_t sum = start;
  for (Py_ssize_t k = 0, length = Py_SIZE(list); k < length; k++) {
    tj_i64 item = tj_unbox_i64(tj_list_items(list)[k].object);
    if (item.failed || __builtin_add_overflow(sum, item.value, &sum)) return (tj_i64){0, 1};
  }
  return (tj_i64){sum, 0};
}

tj_f64 tj_list_sum_f64(PyObject *list, double start) { return tj_slow_sum_f64(list, start); }
tj_i64 tj_list_sum_i64(PyObject *list, int64_t start) { return tj_slow_sum_i64(list, start); }
