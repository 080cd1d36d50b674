/* What the bodies of the primitives share: private layouts of CPython 3.13 objects and two markers.
 *
 * Rules for a body: rare values are data, not branches (a branch on a loop invariant makes LLVM duplicate the loop);
 * what is long is a `tj_slow_` function that stays a call; list items go through struct tj_item. */
#ifndef TRACEJIT_PRIVATE_H
#define TRACEJIT_PRIVATE_H

#include "../gen/primitives.h"

/* For functions named tj_slow_…, which stay calls and are compiled once, at set-up; TJ_SLOW is seldom reached besides. */
#define TJ_CALL __attribute__((noinline, visibility("hidden")))
#define TJ_SLOW TJ_CALL __attribute__((cold))
#define TJ_SELDOM(condition) __builtin_expect(!!(condition), 0)

/* The bodies that the extension uses too are compiled by its compiler. */
#ifndef __clang__
#define __builtin_assume(condition) ((void)0)
#endif

/* One item of a list or tuple. A type of its own, so that LLVM knows that storing an item changes no object header. */
typedef struct {
  PyObject *object;
} tj_item;

static inline tj_item *tj_list_items(PyObject *list) { return (tj_item *)((PyListObject *)list)->ob_item; }
static inline tj_item *tj_tuple_items(PyObject *tuple) { return (tj_item *)((PyTupleObject *)tuple)->ob_item; }

/* A pointer that is never NULL: LLVM need not ask. */
static inline PyObject *tj_there(PyObject *object) {
  __builtin_assume(object != NULL);
  return object;
}

/* True for an exact instance; NULL is none. */
static inline _Bool tj_is_exact(PyObject *object, PyTypeObject *type) {
  return object != NULL && Py_TYPE(object) == type;
}

/* ---- layouts that CPython's public headers do not have ---- */
typedef struct {
  PyObject_HEAD long start, step, len;
} tj_range_iter; /* Objects/rangeobject.c */
typedef struct {
  PyObject_HEAD PyObject *start, *stop, *step, *length;
} tj_range;
typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *sequence;
} tj_sequence_iter; /* list, tuple, list reverse */
typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *iterator, *result, *long_index, *one;
} tj_enumerate;
typedef struct {
  PyObject_HEAD Py_ssize_t size;
  PyObject *iterators, *result;
  int strict;
} tj_zip;
typedef struct {
  Py_ssize_t refcount;
  uint8_t log2_size, log2_index_bytes, kind;
} tj_dict_keys;

#endif
