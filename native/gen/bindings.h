/* Generated from engine/deopt/bindings.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_BINDINGS_H
#define TRACEJIT_GEN_BINDINGS_H

enum tj_binding_kind {
  TJ_BINDING_Const = 0,
  TJ_BINDING_Global = 1,
  TJ_BINDING_Attr = 2,
  TJ_BINDING_Globals = 3,
  TJ_BINDING_Name = 4,
  TJ_BINDING_Default = 5,
  TJ_BINDING_Closure = 6,
  TJ_BINDING_TypeAttr = 7,
  TJ_BINDING_CellContents = 8,
  TJ_BINDING_COUNT = 9
};

#endif
