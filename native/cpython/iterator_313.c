/* Iterators of CPython 3.13. Structs that CPython keeps in its .c files are repeated here;
 * tj_self_test compares them with what the interpreter does. */
#include "internal_313.h"

typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *seq; /* NULL once exhausted */
} seq_iter;      /* list, tuple and reversed list iterators agree */

typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *inner;
  PyObject *result;
  PyObject *long_index; /* counts on beyond Py_ssize_t; then `index` is PY_SSIZE_T_MAX */
} enumerate_iter;

typedef struct {
  PyObject_HEAD Py_ssize_t size;
  PyObject *inner;
  PyObject *result;
  int strict;
} zip_iter;

void tj_range_iter_get(PyObject *iterator, int64_t *next, int64_t *left, int64_t *step) {
  _PyRangeIterObject *range = (_PyRangeIterObject *)iterator;
  *next = range->start;
  *left = range->len;
  *step = range->step;
}

void tj_range_iter_set(PyObject *iterator, int64_t next, int64_t left, int64_t step) {
  _PyRangeIterObject *range = (_PyRangeIterObject *)iterator;
  range->start = (long)next;
  range->len = (long)left;
  range->step = (long)step;
}

PyObject *tj_seq_iter_set(PyObject *iterator, int64_t index, int exhausted) {
  seq_iter *it = (seq_iter *)iterator;
  it->index = (Py_ssize_t)index;
  if (!exhausted) return NULL;
  PyObject *seq = it->seq;
  it->seq = NULL;
  return seq;
}

void tj_enumerate_set(PyObject *iterator, int64_t next) {
  enumerate_iter *it = (enumerate_iter *)iterator;
  if (it->long_index == NULL) it->index = (Py_ssize_t)next;
}

PyObject *tj_enumerate_inner(PyObject *iterator) { return ((enumerate_iter *)iterator)->inner; }
PyObject *tj_zip_inner(PyObject *iterator) { return ((zip_iter *)iterator)->inner; }
