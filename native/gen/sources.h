/* Generated from engine/deopt/sources.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_SOURCES_H
#define TRACEJIT_GEN_SOURCES_H

enum tj_source_kind {
  TJ_SOURCE_Keep = 0,
  TJ_SOURCE_Null = 1,
  TJ_SOURCE_Binding = 2,
  TJ_SOURCE_None = 3,
  TJ_SOURCE_True = 4,
  TJ_SOURCE_False = 5,
  TJ_SOURCE_BoxI64 = 6,
  TJ_SOURCE_BoxF64 = 7,
  TJ_SOURCE_BoxI1 = 8,
  TJ_SOURCE_Obj = 9,
  TJ_SOURCE_OwnerOrI64 = 10,
  TJ_SOURCE_OwnerOrF64 = 11,
  TJ_SOURCE_Virtual = 12,
  TJ_SOURCE_Slot = 13,
  TJ_SOURCE_COUNT = 14
};

enum tj_virtual_kind {
  TJ_VIRTUAL_Tuple = 0,
  TJ_VIRTUAL_RangeIter = 1,
  TJ_VIRTUAL_Range = 2,
  TJ_VIRTUAL_ListIter = 3,
  TJ_VIRTUAL_TupleIter = 4,
  TJ_VIRTUAL_ListReverseIter = 5,
  TJ_VIRTUAL_Enumerate = 6,
  TJ_VIRTUAL_Zip = 7,
  TJ_VIRTUAL_RangeIterEnd = 8,
  TJ_VIRTUAL_Slice = 9,
  TJ_VIRTUAL_BufferIter = 10,
  TJ_VIRTUAL_COUNT = 11
};

#endif
