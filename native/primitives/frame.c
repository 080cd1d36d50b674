/* Slots of the entered frame, keep-alive cells, closure cells, names. */
#include "private.h"

PyObject *tj_none(void) { return Py_None; }

PyObject *tj_load_slot(tj_activation *act, int64_t slot) { return act->slots[slot]; }

PyObject *tj_take_slot(tj_activation *act, int64_t slot) {
  PyObject *object = act->slots[slot];
  act->slots[slot] = NULL;
  return object;
}

void tj_cell_swap(tj_activation *act, PyObject *value, int64_t cell) {
  PyObject *old = act->cells[cell];
  act->cells[cell] = value;
  Py_XDECREF(old);
}

void tj_cell_clear(tj_activation *act, int64_t cell) {
  PyObject *old = act->cells[cell];
  act->cells[cell] = NULL;
  Py_XDECREF(old);
}

PyObject *tj_cell_get(PyObject *cell) { return ((PyCellObject *)cell)->ob_ref; }

void tj_cell_set(PyObject *cell, PyObject *value) {
  PyObject *old = ((PyCellObject *)cell)->ob_ref;
  ((PyCellObject *)cell)->ob_ref = value;
  Py_XDECREF(old);
}

/* A dict with keys other than strings (kind 0) could run a key's __eq__: it has, for us, no such name. */
PyObject *tj_dict_get(PyObject *dict, PyObject *name) {
  const tj_dict_keys *keys = (const tj_dict_keys *)((PyDictObject *)dict)->ma_keys;
  if (TJ_SELDOM(keys->kind == 0)) return NULL;
  return _PyDict_GetItem_KnownHash(dict, name, ((PyASCIIObject *)name)->hash);
}
