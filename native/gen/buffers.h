/* Generated from traces/format/buffers.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_BUFFERS_H
#define TRACEJIT_GEN_BUFFERS_H

enum tj_element {
  TJ_ELEMENT_I8 = 0,
  TJ_ELEMENT_U8 = 1,
  TJ_ELEMENT_I16 = 2,
  TJ_ELEMENT_U16 = 3,
  TJ_ELEMENT_I32 = 4,
  TJ_ELEMENT_U32 = 5,
  TJ_ELEMENT_I64 = 6,
  TJ_ELEMENT_U64 = 7,
  TJ_ELEMENT_F32 = 8,
  TJ_ELEMENT_F64 = 9,
  TJ_ELEMENT_COUNT = 10
};

enum tj_container {
  TJ_CONTAINER_Array = 0,
  TJ_CONTAINER_ByteArray = 1,
  TJ_CONTAINER_Bytes = 2,
  TJ_CONTAINER_MemoryView = 3,
  TJ_CONTAINER_ReadOnlyView = 4,
  TJ_CONTAINER_Grid = 5,
  TJ_CONTAINER_ReadOnlyGrid = 6,
  TJ_CONTAINER_COUNT = 7
};

/* Of an element mask. */
enum { TJ_CONTAINER_BIT = 16, TJ_ITERATOR_BIT = 24 };
/* A layout is container * TJ_LAYOUT_RADIX + element. */
enum { TJ_LAYOUT_RADIX = 16 };

#endif
