/* Generated from engine/ir/combine.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_COMBINES_H
#define TRACEJIT_GEN_COMBINES_H

enum tj_combine {
  TJ_COMBINE_Last = 0,
  TJ_COMBINE_LastIf = 1,
  TJ_COMBINE_Any = 2,
  TJ_COMBINE_AddI64 = 3,
  TJ_COMBINE_MulI64 = 4,
  TJ_COMBINE_AndI64 = 5,
  TJ_COMBINE_OrI64 = 6,
  TJ_COMBINE_XorI64 = 7,
  TJ_COMBINE_MinI64 = 8,
  TJ_COMBINE_MaxI64 = 9,
  TJ_COMBINE_AddF64 = 10,
  TJ_COMBINE_MulF64 = 11,
  TJ_COMBINE_MinF64 = 12,
  TJ_COMBINE_MaxF64 = 13,
  TJ_COMBINE_With = 14,
  TJ_COMBINE_FoldAdd = 15,
  TJ_COMBINE_FoldSub = 16,
  TJ_COMBINE_FoldMul = 17,
  TJ_COMBINE_Fixed = 18,
  TJ_COMBINE_COUNT = 19
};

enum { TJ_CAPTURES = 128, TJ_STATES = 128, TJ_STREAMS = 4, TJ_HELD = 16, TJ_GRID = 1024 };
enum { TJ_RUN_WITHOUT_GIL = 1, TJ_RUN_GRID = 2, TJ_RUN_UNSTOPPABLE = 4 };

#endif
