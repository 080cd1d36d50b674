/* Generated from traces/format/kinds.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_KINDS_H
#define TRACEJIT_GEN_KINDS_H

enum tj_kind {
  TJ_KIND_Null = 0,
  TJ_KIND_None = 1,
  TJ_KIND_Bool = 2,
  TJ_KIND_Int = 3,
  TJ_KIND_BigInt = 4,
  TJ_KIND_Float = 5,
  TJ_KIND_Str = 6,
  TJ_KIND_Bytes = 7,
  TJ_KIND_List = 8,
  TJ_KIND_Tuple = 9,
  TJ_KIND_Dict = 10,
  TJ_KIND_Range = 11,
  TJ_KIND_Slice = 12,
  TJ_KIND_RangeIter = 13,
  TJ_KIND_ListIter = 14,
  TJ_KIND_TupleIter = 15,
  TJ_KIND_Enumerate = 16,
  TJ_KIND_Zip = 17,
  TJ_KIND_ListReverseIter = 18,
  TJ_KIND_Function = 19,
  TJ_KIND_Method = 20,
  TJ_KIND_Builtin = 21,
  TJ_KIND_MethodDescr = 22,
  TJ_KIND_Type = 23,
  TJ_KIND_Module = 24,
  TJ_KIND_Cell = 25,
  TJ_KIND_Complex = 26,
  TJ_KIND_Generator = 27,
  TJ_KIND_Set = 28,
  TJ_KIND_Other = 29,
  TJ_KIND_Buffer = 30,
  TJ_KIND_COUNT = 31
};

static const char *const tj_kind_names[] __attribute__((unused)) = {
  "Null",
  "None",
  "Bool",
  "Int",
  "BigInt",
  "Float",
  "Str",
  "Bytes",
  "List",
  "Tuple",
  "Dict",
  "Range",
  "Slice",
  "RangeIter",
  "ListIter",
  "TupleIter",
  "Enumerate",
  "Zip",
  "ListReverseIter",
  "Function",
  "Method",
  "Builtin",
  "MethodDescr",
  "Type",
  "Module",
  "Cell",
  "Complex",
  "Generator",
  "Set",
  "Other",
  "Buffer",
};

#define TJ_KINDS_QUIET 67109119u

enum tj_parallel_mode {
  TJ_PARALLEL_Off = 0,
  TJ_PARALLEL_Exact = 1,
  TJ_PARALLEL_Asked = 2,
  TJ_PARALLEL_Always = 3,
  TJ_PARALLEL_COUNT = 4
};

#endif
