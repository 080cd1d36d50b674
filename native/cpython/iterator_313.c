/* Iterators of CPython 3.13, and the kinds of objects. Structs that CPython keeps in its .c files are repeated here;
 * tj_self_test compares them with what the interpreter does. */
#include "internal_313.h"
#include "../gen/kinds.h"

typedef struct {
  PyObject_HEAD
  Py_ssize_t index;
  PyObject *seq; /* NULL once exhausted */
} seq_iter; /* list, tuple and reversed list iterators agree */

typedef struct {
  PyObject_HEAD
  Py_ssize_t index;
  PyObject *inner;
  PyObject *result;
  PyObject *long_index; /* counts on beyond Py_ssize_t; then `index` is PY_SSIZE_T_MAX */
} enumerate_iter;

typedef struct {
  PyObject_HEAD
  Py_ssize_t size;
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

static int kind_of_int(PyObject *object) {
  int overflow;
  long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  (void)value;
  return overflow ? TJ_KIND_BigInt : TJ_KIND_Int;
}

int tj_kind_of(PyObject *object) {
  if (object == NULL) return TJ_KIND_Null;
  if (object == Py_None) return TJ_KIND_None;
  PyTypeObject *type = Py_TYPE(object);
  if (type == &PyLong_Type) return kind_of_int(object);
  const struct {
    PyTypeObject *type;
    int kind;
  } exact[] = {
      {&PyFloat_Type, TJ_KIND_Float},           {&PyBool_Type, TJ_KIND_Bool},
      {&PyUnicode_Type, TJ_KIND_Str},           {&PyBytes_Type, TJ_KIND_Bytes},
      {&PyList_Type, TJ_KIND_List},             {&PyTuple_Type, TJ_KIND_Tuple},
      {&PyDict_Type, TJ_KIND_Dict},             {&PyRange_Type, TJ_KIND_Range},
      {&PySlice_Type, TJ_KIND_Slice},           {&PyRangeIter_Type, TJ_KIND_RangeIter},
      {&PyListIter_Type, TJ_KIND_ListIter},     {&PyTupleIter_Type, TJ_KIND_TupleIter},
      {&PyEnum_Type, TJ_KIND_Enumerate},        {&PyZip_Type, TJ_KIND_Zip},
      {&PyListRevIter_Type, TJ_KIND_ListReverseIter}, {&PyFunction_Type, TJ_KIND_Function},
      {&PyMethod_Type, TJ_KIND_Method},         {&PyCFunction_Type, TJ_KIND_Builtin},
      {&PyMethodDescr_Type, TJ_KIND_MethodDescr}, {&PyModule_Type, TJ_KIND_Module},
      {&PyCell_Type, TJ_KIND_Cell},             {&PyComplex_Type, TJ_KIND_Complex},
      {&PyGen_Type, TJ_KIND_Generator},         {&PySet_Type, TJ_KIND_Set},
  };
  for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++)
    if (type == exact[i].type) return exact[i].kind;
  return PyType_Check(object) ? TJ_KIND_Type : TJ_KIND_Other;
}
