/* Buffers of numbers: which layout a value has, and the types that have no symbol. array.array lives in a module that the program
 * may never import: its type is taken from the module once the program has it. */
#include "internal_313.h"

#include <string.h>

#include "../primitives/buffer.h"
#include "opcode.h"

static tj_types types;
static int array_refused; /* a type of that name was not what we know */

const tj_types *tj_known_types(void) { return &types; }

static uint32_t mask_of(int container, int element) {
  return element < 0 ? 0 : 1u << element | 1u << (TJ_CONTAINER_BIT + container);
}

static uint32_t container_mask(PyObject *value) {
  PyTypeObject *type = Py_TYPE(value);
  if (type == &PyByteArray_Type) return mask_of(TJ_CONTAINER_ByteArray, TJ_ELEMENT_U8);
  if (type == &PyBytes_Type) return mask_of(TJ_CONTAINER_Bytes, TJ_ELEMENT_U8);
  if (type == types.array)
    return mask_of(TJ_CONTAINER_Array, tj_element_of(((const tj_array *)value)->descr->typecode));
  if (type != &PyMemoryView_Type) return 0;
  return mask_of(tj_view_container(value), tj_view_element(value));
}

static int is_buffer_iterator(PyTypeObject *type) {
  return type == &PyByteArrayIter_Type || type == &PyBytesIter_Type || (types.array_iter && type == types.array_iter) ||
         (types.view_iter && type == types.view_iter);
}

/* ---- array.array ---- */

/* The iterator of `buffer` (a new reference, stolen), moved on by one; *type is set to its type if it is laid out as we say. */
static int iterator_fits(PyObject *buffer, PyTypeObject **type) {
  PyObject *iterator = buffer ? PyObject_GetIter(buffer) : NULL;
  PyObject *first = iterator ? PyIter_Next(iterator) : NULL;
  int fits = 0;
  if (first && (size_t)Py_TYPE(iterator)->tp_basicsize >= sizeof(tj_buffer_iter)) {
    tj_buffer_iter *it = (tj_buffer_iter *)iterator;
    fits = it->index == 1 && it->buffer == buffer;
    if (fits && type) *type = (PyTypeObject *)Py_NewRef(Py_TYPE(iterator));
  }
  Py_XDECREF(first);
  Py_XDECREF(iterator);
  Py_XDECREF(buffer);
  return fits;
}

/* Whether the array's fields are what its buffer says. */
static int array_fits(PyObject *object, char typecode, Py_ssize_t length) {
  Py_buffer view;
  const tj_array *array = (const tj_array *)object;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL) != 0) return 0;
  int fits = Py_SIZE(object) == length && array->items == (char *)view.buf && array->exports == 1 &&
             array->allocated >= length && array->weakreflist == NULL && array->descr != NULL &&
             array->descr->typecode == typecode && array->descr->itemsize == view.itemsize;
  PyBuffer_Release(&view);
  return fits && array->exports == 0;
}

/* A class made in Python can have any name, but is no immutable type. */
static int is_array_type(PyTypeObject *type) {
  if (strcmp(type->tp_name, "array.array") != 0 || (size_t)type->tp_basicsize != sizeof(tj_array) ||
      !PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE))
    return 0;
  PyObject *shorts = PyObject_CallFunction((PyObject *)type, "s(iii)", "h", 5, -6, 7);
  PyObject *floats = PyObject_CallFunction((PyObject *)type, "s(dd)", "d", 0.5, -1.5);
  int fits = shorts && floats && Py_TYPE(shorts) == type && array_fits(shorts, 'h', 3) && array_fits(floats, 'd', 2) &&
             ((const int16_t *)((const tj_array *)shorts)->items)[1] == -6 &&
             ((const double *)((const tj_array *)floats)->items)[1] == -1.5;
  Py_XDECREF(floats);
  if (fits) return iterator_fits(shorts, &types.array_iter);
  Py_XDECREF(shorts);
  return 0;
}

static void look_at_array_type(PyTypeObject *type) {
  if (types.array || array_refused) return;
  PyObject *raised = PyErr_GetRaisedException();
  if (is_array_type(type))
    types.array = (PyTypeObject *)Py_NewRef(type);
  else
    array_refused = 1;
  PyErr_Clear();
  PyErr_SetRaisedException(raised);
}

static PyObject *entry_of(PyObject *dict, const char *name) {
  if (!dict || !PyDict_CheckExact(dict)) return NULL;
  PyObject *key = PyUnicode_InternFromString(name);
  PyObject *value = key ? tj_dict_get(dict, key) : NULL;
  Py_XDECREF(key);
  return value;
}

void tj_find_types(void) {
  if (types.array || array_refused) return;
  PyObject *module = entry_of(PyImport_GetModuleDict(), "array");
  PyObject *type = module && PyModule_Check(module) ? entry_of(PyModule_GetDict(module), "array") : NULL;
  if (type && PyType_Check(type)) look_at_array_type((PyTypeObject *)type);
}

/* ---- for all ---- */

uint32_t tj_buffer_mask(PyObject *value) {
  PyTypeObject *type = Py_TYPE(value);
  if (!types.array && strcmp(type->tp_name, "array.array") == 0) look_at_array_type(type);
  if (!is_buffer_iterator(type)) return container_mask(value);
  PyObject *buffer = ((const tj_buffer_iter *)value)->buffer;
  uint32_t mask = buffer ? container_mask(buffer) : 0;
  return mask ? mask | 1u << TJ_ITERATOR_BIT : 0;
}

/* Memoryviews and bytearrays are laid out as the public headers say; their iterators are not there. */
int tj_buffers_fit(void) {
  return iterator_fits(PyByteArray_FromStringAndSize("abc", 3), NULL) &&
         iterator_fits(PyBytes_FromStringAndSize("abc", 3), NULL) &&
         iterator_fits(PyMemoryView_FromMemory((char *)"abc", 3, PyBUF_READ), &types.view_iter);
}
