/* Reference counts, and whether dropping a reference can run Python code. */
#include "private.h"

PyObject *tj_retain(PyObject *object) { return Py_XNewRef(object); }
void tj_release(PyObject *object) { Py_XDECREF(object); }
_Bool tj_refcount_is_one(PyObject *object) { return Py_REFCNT(object) == 1; }

enum { QUIET_DEPTH = 4, QUIET_ITEMS = 100000 };

static _Bool quiet_type(PyTypeObject *type) {
  return (type == &PyFloat_Type) | (type == &PyLong_Type) | (type == &PyBool_Type) | (type == &PyUnicode_Type) |
         (type == Py_TYPE(Py_None));
}

static _Bool quiet(PyObject *object, int depth, Py_ssize_t *items_left);

static _Bool quiet_items(const tj_item *items, Py_ssize_t count, int depth, Py_ssize_t *items_left) {
  *items_left -= count;
  if (*items_left < 0) return 0;
  for (Py_ssize_t k = 0; k < count; k++) {
    if (!quiet(items[k].object, depth, items_left)) return 0;
  }
  return 1;
}

/* Freeing `object`, should this drop its last reference, runs no Python code. */
static _Bool quiet(PyObject *object, int depth, Py_ssize_t *items_left) {
  if (object == NULL || Py_REFCNT(object) > 1 || quiet_type(Py_TYPE(object))) return 1;
  if (depth == 0) return 0;
  if (PyList_CheckExact(object)) return quiet_items(tj_list_items(object), Py_SIZE(object), depth - 1, items_left);
  if (PyTuple_CheckExact(object)) return quiet_items(tj_tuple_items(object), Py_SIZE(object), depth - 1, items_left);
  return 0;
}

TJ_SLOW _Bool tj_slow_release_ok(PyObject *object) {
  Py_ssize_t items_left = QUIET_ITEMS;
  return quiet(object, QUIET_DEPTH, &items_left);
}

_Bool tj_release_ok(PyObject *object) {
  if (object == NULL) return 1;
  PyTypeObject *type = Py_TYPE(object);
  if ((Py_REFCNT(object) > 1) | (type == &PyFloat_Type) | (type == &PyLong_Type)) return 1;
  return tj_slow_release_ok(object);
}
