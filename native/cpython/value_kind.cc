#include "value_kind.h"

#include "frame.h"
#include "opcode.h"

namespace tracejit {
namespace {

/* Exact types and what they are called in a trace, the frequent ones first. */
struct TypeRow {
  PyTypeObject *type;
  tj_kind kind;
};

const TypeRow kTypeRows[] = {
    {&PyFloat_Type, TJ_KIND_Float},
    {&PyBool_Type, TJ_KIND_Bool},
    {&PyList_Type, TJ_KIND_List},
    {&PyTuple_Type, TJ_KIND_Tuple},
    {&PyUnicode_Type, TJ_KIND_Str},
    {&PyFunction_Type, TJ_KIND_Function},
    {&PyRangeIter_Type, TJ_KIND_RangeIter},
    {&PyListIter_Type, TJ_KIND_ListIter},
    {&PyDict_Type, TJ_KIND_Dict},
    {&PyType_Type, TJ_KIND_Type},
    {&PyCFunction_Type, TJ_KIND_Builtin},
    {&PyMethodDescr_Type, TJ_KIND_MethodDescr},
    {&PyModule_Type, TJ_KIND_Module},
    {&PyMethod_Type, TJ_KIND_Method},
    {&PyRange_Type, TJ_KIND_Range},
    {&PySlice_Type, TJ_KIND_Slice},
    {&PyTupleIter_Type, TJ_KIND_TupleIter},
    {&PyEnum_Type, TJ_KIND_Enumerate},
    {&PyZip_Type, TJ_KIND_Zip},
    {&PyListRevIter_Type, TJ_KIND_ListReverseIter},
    {&PyBytes_Type, TJ_KIND_Bytes},
    {&PyCell_Type, TJ_KIND_Cell},
    {&PyComplex_Type, TJ_KIND_Complex},
    {&PyGen_Type, TJ_KIND_Generator},
    {&PySet_Type, TJ_KIND_Set},
};

tj_kind kind_of_int(PyObject *value) {
  if (PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject *>(value))) return TJ_KIND_Int;
  int overflow = 0;
  PyLong_AsLongLongAndOverflow(value, &overflow);
  return overflow ? TJ_KIND_BigInt : TJ_KIND_Int;
}

/* Kinds of what an iterator over a list or tuple has still to give and gave; 0 when exhausted. */
KindMask iterated_kinds(PyObject *iterator, Py_ssize_t sample) {
  Py_ssize_t next = 0;
  PyObject *sequence = tj_iterated_sequence(iterator, &next);
  if (!sequence || !(PyList_CheckExact(sequence) || PyTuple_CheckExact(sequence))) return 0;
  KindMask mask = sample_kinds(sequence, sample);
  bool inside = next >= 0 && next < PySequence_Fast_GET_SIZE(sequence);
  return inside ? mask | kind_bit(PySequence_Fast_GET_ITEM(sequence, next)) : mask;
}

}  // namespace

tj_kind kind_of(PyObject *value) {
  if (!value) return TJ_KIND_Null;
  if (value == Py_None) return TJ_KIND_None;
  PyTypeObject *type = Py_TYPE(value);
  if (type == &PyLong_Type) return kind_of_int(value);
  for (const TypeRow &row : kTypeRows)
    if (row.type == type) return row.kind;
  return tj_buffer_mask(value) ? TJ_KIND_Buffer : TJ_KIND_Other;
}

KindMask sample_kinds(PyObject *sequence, Py_ssize_t sample) {
  Py_ssize_t size = PySequence_Fast_GET_SIZE(sequence);
  PyObject **items = PySequence_Fast_ITEMS(sequence);
  KindMask mask = 0;
  if (size <= sample) {
    for (Py_ssize_t i = 0; i < size; i++) mask |= kind_bit(items[i]);
    return mask;
  }
  for (Py_ssize_t i = 0; i < sample; i++) mask |= kind_bit(items[i * (size - 1) / (sample - 1)]);
  return mask;
}

KindMask element_kinds(PyObject *value, Py_ssize_t sample) {
  switch (kind_of(value)) {
    case TJ_KIND_List:
    case TJ_KIND_Tuple: return sample_kinds(value, sample);
    case TJ_KIND_ListIter:
    case TJ_KIND_TupleIter:
    case TJ_KIND_ListReverseIter: return iterated_kinds(value, sample);
    case TJ_KIND_Enumerate: {
      PyObject *inner = tj_enumerate_inner(value);
      return inner ? kind_bit(inner) : 0;
    }
    case TJ_KIND_Zip: {
      PyObject *iterators = tj_zip_inner(value);
      return iterators && PyTuple_CheckExact(iterators) ? sample_kinds(iterators, 16) : 0;
    }
    case TJ_KIND_Buffer: return tj_buffer_mask(value);
    default: return 0;
  }
}

int64_t inner_buffers(PyObject *value) {
  auto mask = [](PyObject *inner) { return inner ? static_cast<int64_t>(tj_buffer_mask(inner)) : 0; };
  if (kind_of(value) == TJ_KIND_Enumerate) return mask(tj_enumerate_inner(value));
  PyObject *iterators = tj_zip_inner(value);
  if (!iterators || !PyTuple_CheckExact(iterators)) return 0;
  Py_ssize_t size = PyTuple_GET_SIZE(iterators);
  int64_t first = size > 0 ? mask(PyTuple_GET_ITEM(iterators, 0)) : 0;
  return size > 1 ? first | mask(PyTuple_GET_ITEM(iterators, 1)) << 32 : first;
}

}  // namespace tracejit
