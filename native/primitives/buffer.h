/* Buffers of numbers as CPython 3.13 lays them out, for the primitives and for the recorder. What its public headers do not
 * have is repeated here; native/cpython/buffer_313.c compares that with what the interpreter does. */
#ifndef TRACEJIT_BUFFER_H
#define TRACEJIT_BUFFER_H

#include "../gen/buffers.h"
#include "abi.h"

/* Modules/arraymodule.c */
typedef struct {
  char typecode;
  int itemsize;
} tj_array_descr; /* how it begins */
typedef struct {
  PyObject_VAR_HEAD char *items;
  Py_ssize_t allocated;
  const tj_array_descr *descr;
  PyObject *weakreflist;
  Py_ssize_t exports;
} tj_array;

/* Iterators over arrays, bytearrays, bytes and memoryviews begin alike. */
typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *buffer; /* NULL once exhausted */
} tj_buffer_iter;

/* By the letter of array.array, struct and memoryview, native sizes; -1: not one of ours. */
static inline int tj_element_of(char letter) {
  switch (letter) {
    case 'b': return TJ_ELEMENT_I8;
    case 'B': return TJ_ELEMENT_U8;
    case 'h': return TJ_ELEMENT_I16;
    case 'H': return TJ_ELEMENT_U16;
    case 'i': return TJ_ELEMENT_I32;
    case 'I': return TJ_ELEMENT_U32;
    case 'l':
    case 'q': return TJ_ELEMENT_I64;
    case 'L':
    case 'Q': return TJ_ELEMENT_U64;
    case 'f': return TJ_ELEMENT_F32;
    case 'd': return TJ_ELEMENT_F64;
    default: return -1;
  }
}

/* Which container a memoryview is. */
static inline int tj_view_container(PyObject *object) {
  const Py_buffer *view = &((const PyMemoryViewObject *)object)->view;
  if (view->ndim == 2) return view->readonly ? TJ_CONTAINER_ReadOnlyGrid : TJ_CONTAINER_Grid;
  return view->readonly ? TJ_CONTAINER_ReadOnlyView : TJ_CONTAINER_MemoryView;
}

/* The element of a memoryview that can be read in place; -1: released, of more dimensions than two, with gaps, of another format. */
static inline int tj_view_element(PyObject *object) {
  const PyMemoryViewObject *self = (const PyMemoryViewObject *)object;
  const Py_buffer *view = &self->view;
  if ((self->flags & _Py_MEMORYVIEW_RELEASED) || (self->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED)) return -1;
  if (view->ndim < 1 || view->ndim > 2 || view->suboffsets != NULL) return -1;
  if (view->strides[view->ndim - 1] != view->itemsize) return -1;
  if (view->ndim == 2 && view->strides[0] != view->itemsize * view->shape[1]) return -1;
  const char *format = view->format != NULL ? view->format : "B";
  if (*format == '@') format++;
  return *format == '\0' || format[1] != '\0' ? -1 : tj_element_of(*format);
}

#endif
