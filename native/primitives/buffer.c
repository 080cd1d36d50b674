/* Buffers of numbers (gen/buffers.h). The operand is of the layout given, an index lies inside: guards before have seen to it.
 *
 * What a buffer is (its address, its length) stays as it is until an exit: whatever could change it is Python code. Two may
 * share their memory, in elements of different sizes: elements may alias anything. */
#include "buffer.h"
#include "private.h"

static inline _Bool is_array(const tj_types *types, PyObject *object, int64_t element) {
  return object != NULL && Py_TYPE(object) == types->array &&
         tj_element_of(((const tj_array *)object)->descr->typecode) == element;
}

/* Asked once for each entry, or for each row of a matrix. */
TJ_CALL _Bool tj_slow_is_view(PyObject *object, int64_t layout) {
  return tj_is_exact(object, &PyMemoryView_Type) && tj_view_element(object) == layout % TJ_LAYOUT_RADIX &&
         tj_view_container(object) == layout / TJ_LAYOUT_RADIX;
}

_Bool tj_is_buffer(tj_activation *act, PyObject *object, int64_t layout) {
  int64_t element = layout % TJ_LAYOUT_RADIX;
  switch (layout / TJ_LAYOUT_RADIX) {
    case TJ_CONTAINER_Array: return is_array(act->types, object, element);
    case TJ_CONTAINER_ByteArray: return tj_is_exact(object, &PyByteArray_Type);
    case TJ_CONTAINER_Bytes: return tj_is_exact(object, &PyBytes_Type);
    default: return tj_slow_is_view(object, layout);
  }
}

_Bool tj_is_buffer_iter(tj_activation *act, PyObject *object, int64_t layout) {
  switch (layout / TJ_LAYOUT_RADIX) {
    case TJ_CONTAINER_Array: return tj_is_exact(object, act->types->array_iter);
    case TJ_CONTAINER_ByteArray: return tj_is_exact(object, &PyByteArrayIter_Type);
    case TJ_CONTAINER_Bytes: return tj_is_exact(object, &PyBytesIter_Type);
    default: return tj_is_exact(object, act->types->view_iter);
  }
}

int64_t tj_buffer_data(PyObject *buffer, int64_t layout) {
  switch (layout / TJ_LAYOUT_RADIX) {
    case TJ_CONTAINER_Array: return (int64_t)((const tj_array *)buffer)->items;
    case TJ_CONTAINER_ByteArray: return (int64_t)((const PyByteArrayObject *)buffer)->ob_start;
    case TJ_CONTAINER_Bytes: return (int64_t)((PyBytesObject *)buffer)->ob_sval;
    default: return (int64_t)((const PyMemoryViewObject *)buffer)->view.buf;
  }
}

int64_t tj_buffer_len(PyObject *buffer, int64_t layout) {
  int64_t length;
  switch (layout / TJ_LAYOUT_RADIX) {
    case TJ_CONTAINER_Array:
    case TJ_CONTAINER_ByteArray:
    case TJ_CONTAINER_Bytes: length = Py_SIZE(buffer); break;
    default: length = ((const PyMemoryViewObject *)buffer)->view.shape[0]; break;
  }
  __builtin_assume(length >= 0);
  return length;
}

int64_t tj_buffer_columns(PyObject *grid) {
  int64_t columns = ((const PyMemoryViewObject *)grid)->view.shape[1];
  __builtin_assume(columns >= 0);
  return columns;
}

PyObject *tj_buffer_iter_buffer(PyObject *it) { return ((const tj_buffer_iter *)it)->buffer; }
int64_t tj_buffer_iter_index(PyObject *it) { return ((const tj_buffer_iter *)it)->index; }

/* A memoryview of bytes can lie anywhere. */
#define ANYWHERE __attribute__((may_alias, aligned(1)))
typedef int8_t I8 ANYWHERE;
typedef uint8_t U8 ANYWHERE;
typedef int16_t I16 ANYWHERE;
typedef uint16_t U16 ANYWHERE;
typedef int32_t I32 ANYWHERE;
typedef uint32_t U32 ANYWHERE;
typedef int64_t I64 ANYWHERE;
typedef float F32 ANYWHERE;
typedef double F64 ANYWHERE;
#define ELEMENT(type, data, index) (((type *)(uintptr_t)(data))[index])

int64_t tj_buffer_load_i64(int64_t data, int64_t index, int64_t element) {
  switch (element) {
    case TJ_ELEMENT_I8: return ELEMENT(I8, data, index);
    case TJ_ELEMENT_U8: return ELEMENT(U8, data, index);
    case TJ_ELEMENT_I16: return ELEMENT(I16, data, index);
    case TJ_ELEMENT_U16: return ELEMENT(U16, data, index);
    case TJ_ELEMENT_I32: return ELEMENT(I32, data, index);
    case TJ_ELEMENT_U32: return ELEMENT(U32, data, index);
    default: return ELEMENT(I64, data, index);
  }
}

double tj_buffer_load_f64(int64_t data, int64_t index, int64_t element) {
  return element == TJ_ELEMENT_F32 ? (double)ELEMENT(F32, data, index) : ELEMENT(F64, data, index);
}

void tj_buffer_store_i64(int64_t data, int64_t index, int64_t value, int64_t element) {
  switch (element) {
    case TJ_ELEMENT_I8:
    case TJ_ELEMENT_U8: ELEMENT(U8, data, index) = (uint8_t)value; break;
    case TJ_ELEMENT_I16:
    case TJ_ELEMENT_U16: ELEMENT(U16, data, index) = (uint16_t)value; break;
    case TJ_ELEMENT_I32:
    case TJ_ELEMENT_U32: ELEMENT(U32, data, index) = (uint32_t)value; break;
    default: ELEMENT(I64, data, index) = value; break;
  }
}

void tj_buffer_store_f64(int64_t data, int64_t index, double value, int64_t element) {
  if (element == TJ_ELEMENT_F32)
    ELEMENT(F32, data, index) = (float)value;
  else
    ELEMENT(F64, data, index) = value;
}

_Bool tj_i64_fits(int64_t value, int64_t element) {
  switch (element) {
    case TJ_ELEMENT_I8: return value == (int8_t)value;
    case TJ_ELEMENT_U8: return value == (uint8_t)value;
    case TJ_ELEMENT_I16: return value == (int16_t)value;
    case TJ_ELEMENT_U16: return value == (uint16_t)value;
    case TJ_ELEMENT_I32: return value == (int32_t)value;
    case TJ_ELEMENT_U32: return value == (uint32_t)value;
    case TJ_ELEMENT_U64: return value >= 0;
    default: return 1;
  }
}
