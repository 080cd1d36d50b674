/* Exact types. NULL is of no kind. */
#include "private.h"

_Bool tj_not_null(PyObject *object) { return object != NULL; }

/* A call: it is asked once for each entry. */
TJ_CALL _Bool tj_slow_is_quiet(PyObject *object) {
  PyTypeObject *type = Py_TYPE(object);
  return type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type || object == Py_None ||
         type == &PyUnicode_Type || type == &PyBytes_Type || type == &PyComplex_Type;
}
_Bool tj_is_quiet(PyObject *object) { return object == NULL || tj_slow_is_quiet(object); }
_Bool tj_is_int(PyObject *object) { return tj_is_exact(object, &PyLong_Type); }
_Bool tj_is_float(PyObject *object) { return tj_is_exact(object, &PyFloat_Type); }
_Bool tj_is_bool(PyObject *object) { return (object == Py_True) | (object == Py_False); }
_Bool tj_is_none(PyObject *object) { return object == Py_None; }
_Bool tj_is_str(PyObject *object) { return tj_is_exact(object, &PyUnicode_Type); }
_Bool tj_is_list(PyObject *object) { return tj_is_exact(object, &PyList_Type); }
_Bool tj_is_tuple(PyObject *object) { return tj_is_exact(object, &PyTuple_Type); }
_Bool tj_is_range(PyObject *object) { return tj_is_exact(object, &PyRange_Type); }
_Bool tj_is_range_iter(PyObject *object) { return tj_is_exact(object, &PyRangeIter_Type); }
_Bool tj_is_list_iter(PyObject *object) { return tj_is_exact(object, &PyListIter_Type); }
_Bool tj_is_tuple_iter(PyObject *object) { return tj_is_exact(object, &PyTupleIter_Type); }
_Bool tj_is_list_reverse_iter(PyObject *object) { return tj_is_exact(object, &PyListRevIter_Type); }
_Bool tj_is_enumerate(PyObject *object) { return tj_is_exact(object, &PyEnum_Type); }
_Bool tj_is_zip(PyObject *object) { return tj_is_exact(object, &PyZip_Type); }
_Bool tj_is_function(PyObject *object) { return tj_is_exact(object, &PyFunction_Type); }
