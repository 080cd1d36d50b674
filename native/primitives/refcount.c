/* Reference counts, and whether dropping a reference can run Python code. */
#include "private.h"

PyObject *tj_retain(PyObject *object) { return Py_XNewRef(object); }
void tj_release(PyObject *object) { Py_XDECREF(object); }
_Bool tj_refcount_is_one(PyObject *object) { return Py_REFCNT(object) == 1; }

enum { QUIET_DEPTH = 4, QUIET_ITEMS = 100000, SHARED_ITEMS = 16 };

/* What would go with an object. Something shared goes only if all its references are among those counted here. */
typedef struct {
  Py_ssize_t items_left; /* to be looked at, at most */
  Py_ssize_t shared_count, least_refcount;
  PyObject *shared[SHARED_ITEMS]; /* the first of them */
} tj_doomed;

static _Bool quiet_type(PyTypeObject *type) {
  return (type == &PyFloat_Type) | (type == &PyLong_Type) | (type == &PyBool_Type) | (type == &PyUnicode_Type) |
         (type == Py_TYPE(Py_None)) | (type == &PyBytes_Type) | (type == &PyByteArray_Type);
}

static void note_shared(PyObject *object, tj_doomed *doomed) {
  Py_ssize_t refcount = Py_REFCNT(object);
  if (doomed->shared_count < SHARED_ITEMS) doomed->shared[doomed->shared_count] = object;
  if (doomed->shared_count++ == 0 || refcount < doomed->least_refcount) doomed->least_refcount = refcount;
}

/* True if everything shared has another reference than those counted. */
static _Bool shared_remains(const tj_doomed *doomed) {
  if (doomed->shared_count == 0 || doomed->least_refcount > doomed->shared_count) return 1;
  if (doomed->shared_count > SHARED_ITEMS) return 0;
  for (Py_ssize_t k = 0; k < doomed->shared_count; k++) {
    Py_ssize_t counted = 0;
    for (Py_ssize_t j = 0; j < doomed->shared_count; j++) counted += doomed->shared[j] == doomed->shared[k];
    if (counted >= Py_REFCNT(doomed->shared[k])) return 0;
  }
  return 1;
}

static _Bool quiet(PyObject *object, int depth, tj_doomed *doomed);

static _Bool quiet_items(const tj_item *items, Py_ssize_t count, int depth, tj_doomed *doomed) {
  doomed->items_left -= count;
  if (doomed->items_left < 0) return 0;
  for (Py_ssize_t k = 0; k < count; k++) {
    PyObject *item = items[k].object;
    if (item == NULL || quiet_type(Py_TYPE(item))) continue;
    if (Py_REFCNT(item) > 1)
      note_shared(item, doomed);
    else if (!quiet(item, depth, doomed))
      return 0;
  }
  return 1;
}

/* Freeing `object` runs no Python code, if what is noted as shared remains. */
static _Bool quiet(PyObject *object, int depth, tj_doomed *doomed) {
  if (quiet_type(Py_TYPE(object))) return 1;
  if (depth == 0) return 0;
  if (PyList_CheckExact(object)) return quiet_items(tj_list_items(object), Py_SIZE(object), depth - 1, doomed);
  if (PyTuple_CheckExact(object)) return quiet_items(tj_tuple_items(object), Py_SIZE(object), depth - 1, doomed);
  return 0;
}

TJ_SLOW _Bool tj_slow_release_ok(PyObject *object) {
  tj_doomed doomed = {.items_left = QUIET_ITEMS};
  return quiet(object, QUIET_DEPTH, &doomed) && shared_remains(&doomed);
}

_Bool tj_release_ok(PyObject *object) {
  if (object == NULL) return 1;
  PyTypeObject *type = Py_TYPE(object);
  if ((Py_REFCNT(object) > 1) | (type == &PyFloat_Type) | (type == &PyLong_Type)) return 1;
  return tj_slow_release_ok(object);
}

/* What is shared may be shared with the others that are dropped: then nothing is known of it. */
TJ_SLOW _Bool tj_slow_release_many_ok(PyObject *object) {
  tj_doomed doomed = {.items_left = QUIET_ITEMS};
  return quiet(object, QUIET_DEPTH, &doomed) && doomed.shared_count == 0;
}

/* If all of them pass, references to what is not quiet are dropped from outside only: `count` of them at most. */
_Bool tj_release_many_ok(PyObject *object, int64_t count) {
  if (object == NULL) return 1;
  PyTypeObject *type = Py_TYPE(object);
  if ((Py_REFCNT(object) > count) | (type == &PyFloat_Type) | (type == &PyLong_Type)) return 1;
  return tj_slow_release_many_ok(object);
}
