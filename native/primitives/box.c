/* Numbers into objects and out of them. */
#include "private.h"

/* An int of several digits: its value if it fits 64 bits. */
TJ_SLOW tj_i64 tj_slow_long_value(PyObject *object) {
  int overflow = 0;
  int64_t value = PyLong_AsLongLongAndOverflow(object, &overflow);
  return (tj_i64){value, overflow != 0};
}

tj_i64 tj_unbox_i64(PyObject *object) {
  if (TJ_SELDOM(!tj_is_exact(object, &PyLong_Type))) return (tj_i64){0, 1};
  const PyLongObject *number = (const PyLongObject *)object;
  if (TJ_SELDOM(!PyUnstable_Long_IsCompact(number))) return tj_slow_long_value(object);
  return (tj_i64){PyUnstable_Long_CompactValue(number), 0};
}

/* The same as a call: what is asked once for each entry. */
TJ_CALL tj_i64 tj_slow_unbox_i64(PyObject *object) { return tj_unbox_i64(object); }
tj_i64 tj_entry_i64(PyObject *object) { return tj_slow_unbox_i64(object); }

_Bool tj_is_int64(PyObject *object) { return !tj_unbox_i64(object).failed; }

tj_f64 tj_unbox_f64(PyObject *object) {
  if (TJ_SELDOM(!tj_is_exact(object, &PyFloat_Type))) return (tj_f64){0.0, 1};
  return (tj_f64){((PyFloatObject *)object)->ob_fval, 0};
}

tj_i1 tj_unbox_i1(PyObject *object) { return (tj_i1){object == Py_True, (object != Py_True) & (object != Py_False)}; }

/* Native code never sets an exception: the interpreter will meet the same want of memory. */
TJ_SLOW tj_obj tj_slow_no_memory(void) {
  PyErr_Clear();
  return (tj_obj){NULL, 1};
}

tj_obj tj_box_i64(int64_t value) {
  PyObject *object = PyLong_FromLongLong(value);
  return TJ_SELDOM(object == NULL) ? tj_slow_no_memory() : (tj_obj){object, 0};
}

tj_obj tj_box_f64(double value) {
  PyObject *object = PyFloat_FromDouble(value);
  return TJ_SELDOM(object == NULL) ? tj_slow_no_memory() : (tj_obj){object, 0};
}

tj_obj tj_box_owner_i64(int64_t value, PyObject *owner) {
  return owner != NULL ? (tj_obj){Py_NewRef(owner), 0} : tj_box_i64(value);
}

tj_obj tj_box_owner_f64(double value, PyObject *owner) {
  return owner != NULL ? (tj_obj){Py_NewRef(owner), 0} : tj_box_f64(value);
}

PyObject *tj_box_i1(_Bool value) { return Py_NewRef(value ? Py_True : Py_False); }
