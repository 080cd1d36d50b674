/**
 * THE TABLE: each op of the IR, once. Text, verifier, evaluator, lowering and the C header of the primitives
 * (native/gen/primitives.h) follow from it; a missing piece does not compile.
 *
 * Names are Rep + verb; `Ovf`: exits when the result leaves 64 bits. Python's meaning of an operation lives in the C
 * primitive (native/primitives) and, for tests, in the evaluator (engine/eval).
 */
import { type OpSpec, op } from './op-spec.ts';
import { TASK_OPS } from './task-ops.ts';

const I = 'I64';
const F = 'F64';
const B = 'I1';
const O = 'Obj';

const intOvf = (prim: string) => op({ in: [I, I], out: I, imm: null, effect: 'pure', exits: true, lower: { prim } });
const intBin = (inst: string) => op({ in: [I, I], out: I, imm: null, effect: 'pure', exits: false, lower: { inst } });
const intCmp = (inst: string) => op({ in: [I, I], out: B, imm: null, effect: 'pure', exits: false, lower: { inst } });
const floatBin = (inst: string) => op({ in: [F, F], out: F, imm: null, effect: 'pure', exits: false, lower: { inst } });
const floatCmp = (inst: string) => op({ in: [F, F], out: B, imm: null, effect: 'pure', exits: false, lower: { inst } });
const floatBinExit = (prim: string) =>
  op({ in: [F, F], out: F, imm: null, effect: 'pure', exits: true, lower: { prim } });
const mixedCmp = (prim: string) => op({ in: [I, F], out: B, imm: null, effect: 'pure', exits: false, lower: { prim } });
const math = (prim: string) => op({ in: [F], out: F, imm: null, effect: 'pure', exits: true, lower: { prim } });
const isKind = (prim: string) => op({ in: [O], out: B, imm: null, effect: 'reads', exits: false, lower: { prim } });
const readInt = (prim: string) => op({ in: [O], out: I, imm: null, effect: 'reads', exits: false, lower: { prim } });
const readObj = (prim: string) => op({ in: [O], out: O, imm: null, effect: 'reads', exits: false, lower: { prim } });

export const OPS = {
  // ---- constants ----
  ConstI64: op({ in: [], out: I, imm: 'int', effect: 'pure', exits: false, lower: 'custom' }),
  ConstF64: op({ in: [], out: F, imm: 'float', effect: 'pure', exits: false, lower: 'custom' }),
  ConstI1: op({ in: [], out: B, imm: 'bool', effect: 'pure', exits: false, lower: 'custom' }),
  /** NULL. */
  ConstNull: op({ in: [], out: O, imm: null, effect: 'pure', exits: false, lower: 'custom' }),
  /** The object of a binding; the install owns it. */
  ConstObj: op({ in: [], out: O, imm: 'binding', effect: 'pure', exits: false, lower: 'custom' }),
  NoneObj: op({ in: [], out: O, imm: null, effect: 'pure', exits: false, lower: { prim: 'none' } }),

  // ---- frame, cells, reference counts ----
  /** What is in a slot of the entered frame now; NULL if unbound. */
  LoadSlot: op({ in: [], out: O, imm: 'slot', effect: 'reads', exits: false, lower: { prim: 'load_slot', act: true } }),
  /** Moves the slot's reference out: the slot is NULL afterwards. After every guard of the entry. */
  TakeSlot: op({
    in: [],
    out: O,
    imm: 'slot',
    effect: 'allocates',
    exits: false,
    lower: { prim: 'take_slot', act: true },
  }),
  /** Adds a reference; NULL is fine. Its result is a new reference to the same object. */
  Retain: op({ in: [O], out: O, imm: null, effect: 'allocates', exits: false, lower: { prim: 'retain' } }),
  /** Puts a new reference into a keep-alive cell and drops what was there (see `ReleaseOk`). */
  CellSwap: op({
    in: [O],
    out: 'None',
    imm: 'cell',
    effect: 'writes',
    exits: false,
    lower: { prim: 'cell_swap', act: true },
    steals: [0],
  }),
  /** Empties a cell, dropping what was there. */
  CellClear: op({
    in: [],
    out: 'None',
    imm: 'cell',
    effect: 'writes',
    exits: false,
    lower: { prim: 'cell_clear', act: true },
  }),
  /** Drops a reference held nowhere else (the result of Retain or of an allocation that is not wanted after all). */
  Release: op({
    in: [O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'release' },
    steals: [0],
  }),
  /**
   * True if dropping one reference to the object cannot run Python code: others remain, or it and all it would free
   * are numbers, strings, None, or lists and tuples of such (to a bounded depth and length).
   */
  ReleaseOk: op({ in: [O], out: B, imm: null, effect: 'reads', exits: false, lower: { prim: 'release_ok' } }),
  /**
   * Likewise for one of several objects dropped by one instruction, operand 1 says how many: each may hold the others' last
   * references. Allowed when others remain for certain, or when all it would free if none remained is quiet.
   */
  ReleaseManyOk: op({
    in: [O, I],
    out: B,
    imm: null,
    effect: 'reads',
    exits: false,
    lower: { prim: 'release_many_ok' },
  }),
  RefcountIsOne: op({ in: [O], out: B, imm: null, effect: 'reads', exits: false, lower: { prim: 'refcount_is_one' } }),
  /** Value of `name` (operand 1, interned) in a dict, borrowed; NULL if absent. Runs no Python code. */
  DictGet: op({ in: [O, O], out: O, imm: null, effect: 'reads', exits: false, lower: { prim: 'dict_get' } }),
  /** Contents of a closure cell, borrowed; NULL if empty. */
  CellGet: readObj('cell_get'),
  /** Sets a closure cell; the old contents are dropped (guard with ReleaseOk). */
  CellSet: op({
    in: [O, O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'cell_set' },
    steals: [1],
  }),

  // ---- guards and control ----
  /** Exits unless the condition holds. */
  Guard: op({ in: [B], out: 'None', imm: null, effect: 'control', exits: true, lower: 'custom' }),
  /** Exits when the interpreter is asked for (eval breaker differs from its value at entry). */
  Poll: op({ in: [], out: 'None', imm: null, effect: 'control', exits: true, lower: 'custom' }),
  /** First op of a native function: takes one unit of recursion; exits when none is left, or the C stack is short. */
  EnterNative: op({ in: [], out: 'None', imm: null, effect: 'control', exits: true, lower: 'custom' }),
  /** Calls function `imm`; exits (CalleeExit, a waiting snapshot) when it left native code. */
  CallNative: op({ in: 'any', out: 'any', imm: 'function', effect: 'control', exits: true, lower: 'custom' }),

  // ---- kinds ---- (NULL is of no kind)
  NotNull: isKind('not_null'),
  /** NULL, None, or an exact bool, int, float, complex, str or bytes: dropping it frees nothing but itself. */
  IsQuiet: isKind('is_quiet'),
  IsInt: isKind('is_int'),
  /** Exact int inside 64 bits. */
  IsInt64: isKind('is_int64'),
  IsFloat: isKind('is_float'),
  IsBool: isKind('is_bool'),
  IsNone: isKind('is_none'),
  IsStr: isKind('is_str'),
  IsList: isKind('is_list'),
  IsTuple: isKind('is_tuple'),
  IsRange: isKind('is_range'),
  IsRangeIter: isKind('is_range_iter'),
  IsListIter: isKind('is_list_iter'),
  IsTupleIter: isKind('is_tuple_iter'),
  IsListReverseIter: isKind('is_list_reverse_iter'),
  IsEnumerate: isKind('is_enumerate'),
  IsZip: isKind('is_zip'),
  IsFunction: isKind('is_function'),
  /** Same object. */
  ObjIs: op({ in: [O, O], out: B, imm: null, effect: 'pure', exits: false, lower: { inst: 'PtrEq' } }),

  // ---- box, unbox ----
  /** Value of an exact int inside 64 bits; exits on anything else (NULL included). */
  UnboxI64: op({ in: [O], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'unbox_i64' } }),
  /** Value of an exact float; exits on anything else. */
  UnboxF64: op({ in: [O], out: F, imm: null, effect: 'reads', exits: true, lower: { prim: 'unbox_f64' } }),
  /** True or False; exits on anything else. */
  UnboxI1: op({ in: [O], out: B, imm: null, effect: 'reads', exits: true, lower: { prim: 'unbox_i1' } }),
  /** New int object. */
  BoxI64: op({ in: [I], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'box_i64' } }),
  /** New float object. */
  BoxF64: op({ in: [F], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'box_f64' } }),
  /** A new reference to the owner (operand 1) if that is not NULL, else a new int object. */
  BoxOwnerI64: op({
    in: [I, O],
    out: O,
    imm: null,
    effect: 'allocates',
    exits: true,
    lower: { prim: 'box_owner_i64' },
  }),
  /** A new reference to the owner (operand 1) if that is not NULL, else a new float object. */
  BoxOwnerF64: op({
    in: [F, O],
    out: O,
    imm: null,
    effect: 'allocates',
    exits: true,
    lower: { prim: 'box_owner_f64' },
  }),
  /** True or False, a new reference. */
  BoxI1: op({ in: [B], out: O, imm: null, effect: 'allocates', exits: false, lower: { prim: 'box_i1' } }),

  // ---- int ---- (CPython: Objects/longobject.c)
  I64AddOvf: intOvf('i64_add'),
  I64SubOvf: intOvf('i64_sub'),
  I64MulOvf: intOvf('i64_mul'),
  /** Floor division; exits on zero and on overflow. */
  I64FloorDiv: intOvf('i64_floordiv'),
  /** Sign of the divisor; exits on zero. */
  I64FloorMod: intOvf('i64_floormod'),
  /** Whether `a % b`, with b not 0, gives the very object a: longobject.c long_rem. */
  I64ModIsLeft: op({ in: [I, I], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_mod_is_left' } }),
  /** Exits on a negative exponent and on overflow. */
  I64PowOvf: intOvf('i64_pow'),
  /** Exits on a negative count and on overflow. */
  I64ShlOvf: intOvf('i64_shl'),
  /** Arithmetic shift; exits on a negative count. */
  I64Shr: intOvf('i64_shr'),
  I64NegOvf: op({ in: [I], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'i64_neg' } }),
  I64AbsOvf: op({ in: [I], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'i64_abs' } }),
  I64And: intBin('And'),
  I64Or: intBin('Or'),
  I64Xor: intBin('Xor'),
  /** Proved not to overflow by the one who emits it; never wraps. */
  I64Add: op({ in: [I, I], out: I, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_add_nsw' } }),
  I64Sub: op({ in: [I, I], out: I, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_sub_nsw' } }),
  I64Mul: op({ in: [I, I], out: I, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_mul_nsw' } }),
  /** Whether the sum, difference, product is inside 64 bits. */
  I64AddFits: op({ in: [I, I], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_add_fits' } }),
  I64SubFits: op({ in: [I, I], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_sub_fits' } }),
  I64MulFits: op({ in: [I, I], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'i64_mul_fits' } }),
  /** Arithmetic shift by a count proved to be in 0..63. */
  I64Sar: intBin('AShr'),
  /** int / int, correctly rounded; exits on zero and when an operand exceeds 2^53 in magnitude. */
  I64TrueDiv: op({ in: [I, I], out: F, imm: null, effect: 'pure', exits: true, lower: { prim: 'i64_truediv' } }),
  I64Eq: intCmp('ICmpEQ'),
  I64Ne: intCmp('ICmpNE'),
  I64Lt: intCmp('ICmpSLT'),
  I64Le: intCmp('ICmpSLE'),
  I64Gt: intCmp('ICmpSGT'),
  I64Ge: intCmp('ICmpSGE'),

  // ---- float ---- (CPython: Objects/floatobject.c)
  F64Add: floatBin('FAdd'),
  F64Sub: floatBin('FSub'),
  F64Mul: floatBin('FMul'),
  /** Exits on zero. */
  F64Div: floatBinExit('f64_div'),
  F64FloorDiv: floatBinExit('f64_floordiv'),
  F64Mod: floatBinExit('f64_mod'),
  /** Exits where CPython raises or returns a complex. */
  F64Pow: floatBinExit('f64_pow'),
  F64Neg: op({ in: [F], out: F, imm: null, effect: 'pure', exits: false, lower: { inst: 'FNeg' } }),
  F64Abs: op({ in: [F], out: F, imm: null, effect: 'pure', exits: false, lower: { prim: 'f64_abs' } }),
  F64Eq: floatCmp('FCmpOEQ'),
  F64Ne: floatCmp('FCmpUNE'),
  F64Lt: floatCmp('FCmpOLT'),
  F64Le: floatCmp('FCmpOLE'),
  F64Gt: floatCmp('FCmpOGT'),
  F64Ge: floatCmp('FCmpOGE'),
  /** int compared with float by exact value (floatobject.c float_richcompare). */
  I64F64Eq: mixedCmp('cmp_i64_f64_eq'),
  I64F64Lt: mixedCmp('cmp_i64_f64_lt'),
  I64F64Le: mixedCmp('cmp_i64_f64_le'),
  I64F64Gt: mixedCmp('cmp_i64_f64_gt'),
  I64F64Ge: mixedCmp('cmp_i64_f64_ge'),

  // ---- math module ---- (CPython: Modules/mathmodule.c; exits where it raises)
  F64Sqrt: math('math_sqrt'),
  F64Sin: math('math_sin'),
  F64Cos: math('math_cos'),
  F64Tan: math('math_tan'),
  F64Asin: math('math_asin'),
  F64Acos: math('math_acos'),
  F64Atan: math('math_atan'),
  F64Sinh: math('math_sinh'),
  F64Cosh: math('math_cosh'),
  F64Tanh: math('math_tanh'),
  F64Exp: math('math_exp'),
  F64Log: math('math_log'),
  F64Log2: math('math_log2'),
  F64Log10: math('math_log10'),
  F64Atan2: floatBinExit('math_atan2'),
  F64Fmod: floatBinExit('math_fmod'),
  F64Copysign: floatBinExit('math_copysign'),
  /** math.pow, not `**`. */
  F64MathPow: floatBinExit('math_pow'),
  F64IsNan: op({ in: [F], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'f64_isnan' } }),
  F64IsInf: op({ in: [F], out: B, imm: null, effect: 'pure', exits: false, lower: { prim: 'f64_isinf' } }),

  // ---- conversions ----
  /** Round to nearest even, as PyLong_AsDouble. */
  I64ToF64: op({ in: [I], out: F, imm: null, effect: 'pure', exits: false, lower: { inst: 'SIToFP' } }),
  I1ToI64: op({ in: [B], out: I, imm: null, effect: 'pure', exits: false, lower: { inst: 'ZExt' } }),
  /** int(x): toward zero; exits on NaN, infinities and outside 64 bits. */
  F64Trunc: op({ in: [F], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'f64_trunc' } }),
  F64Floor: op({ in: [F], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'f64_floor' } }),
  F64Ceil: op({ in: [F], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'f64_ceil' } }),
  /** round(x): half to even; exits as F64Trunc. */
  F64Round: op({ in: [F], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'f64_round' } }),
  I1Not: op({ in: [B], out: B, imm: null, effect: 'pure', exits: false, lower: { inst: 'Not' } }),
  I1Eq: op({ in: [B, B], out: B, imm: null, effect: 'pure', exits: false, lower: { inst: 'I1Eq' } }),
  I1And: op({ in: [B, B], out: B, imm: null, effect: 'pure', exits: false, lower: { inst: 'I1And' } }),
  I1Or: op({ in: [B, B], out: B, imm: null, effect: 'pure', exits: false, lower: { inst: 'I1Or' } }),
  SelectI64: op({ in: [B, I, I], out: I, imm: null, effect: 'pure', exits: false, lower: { inst: 'Select' } }),
  SelectF64: op({ in: [B, F, F], out: F, imm: null, effect: 'pure', exits: false, lower: { inst: 'Select' } }),
  SelectObj: op({ in: [B, O, O], out: O, imm: null, effect: 'pure', exits: false, lower: { inst: 'Select' } }),

  // ---- sequences ---- (the operand is an exact list or tuple: a guard dominates)
  ListLen: readInt('list_len'),
  TupleLen: readInt('tuple_len'),
  /** Item at an index already inside the list, borrowed. */
  ListItem: op({ in: [O, I], out: O, imm: null, effect: 'reads', exits: false, lower: { prim: 'list_item' } }),
  TupleItem: op({ in: [O, I], out: O, imm: null, effect: 'reads', exits: false, lower: { prim: 'tuple_item' } }),
  /** (index, length): counts from the end if negative; exits when outside. */
  IndexWrap: intOvf('index_wrap'),
  /** (index, length), the index known not to be negative: exits unless inside. */
  IndexBelow: intOvf('index_below'),
  /** Stores at an index already inside; the old item is dropped (guard with ReleaseOk unless known quiet). */
  ListSet: op({
    in: [O, I, O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'list_set' },
    steals: [2],
  }),
  /**
   * Stores a new float at an index already inside; the old item is dropped (guard with ReleaseOk). An old float that
   * nobody else holds is overwritten in place: it would be freed, and its memory taken for the new one.
   */
  ListSetF64: op({
    in: [O, I, F],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: true,
    lower: { prim: 'list_set_f64' },
  }),
  /** The same for an int; one of a single digit that nobody else holds is overwritten in place. */
  ListSetI64: op({
    in: [O, I, I],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: true,
    lower: { prim: 'list_set_i64' },
  }),
  /** Exchanges the items at two indices already inside: no reference is taken or dropped. */
  ListSwap: op({ in: [O, I, I], out: 'None', imm: null, effect: 'writes', exits: false, lower: { prim: 'list_swap' } }),
  /** Appends; exits without memory, having stolen nothing. */
  ListAppend: op({
    in: [O, O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: true,
    lower: { prim: 'list_append' },
    steals: [1],
  }),
  /** New list of `n` NULLs; every item is set by ListInit before anything can exit. */
  ListNew: op({ in: [I], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'list_new' } }),
  ListInit: op({
    in: [O, I, O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'list_init' },
    steals: [2],
  }),
  /** list * n, new list. */
  ListRepeat: op({ in: [O, I], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'list_repeat' } }),
  /** list[lo:hi] with Python's clamping, new list. */
  ListSlice: op({ in: [O, I, I], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'list_slice' } }),
  /** list + list, new list. */
  ListConcat: op({ in: [O, O], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'list_concat' } }),
  /** New tuple of the list's items. */
  ListToTuple: op({ in: [O], out: O, imm: null, effect: 'allocates', exits: true, lower: { prim: 'list_to_tuple' } }),
  /** Appends all items of another list (or the same) in place; exits without memory, nothing changed. */
  ListExtend: op({ in: [O, O], out: 'None', imm: null, effect: 'writes', exits: true, lower: { prim: 'list_extend' } }),
  /** list[start:stop:step], new list. Last operand: 1 start is None, 2 stop is None, or both (they are then ignored). Exits on step 0. */
  ListSliceStep: op({
    in: [O, I, I, I, I],
    out: O,
    imm: null,
    effect: 'allocates',
    exits: true,
    lower: { prim: 'list_slice_step' },
  }),
  /** Sum of an exact list of floats from `start`, compensated as sum() does; exits on any other element. */
  ListSumF64: op({ in: [O, F], out: F, imm: null, effect: 'reads', exits: true, lower: { prim: 'list_sum_f64' } }),
  /** Sum of an exact list of ints from `start`; exits on any other element and on overflow. */
  ListSumI64: op({ in: [O, I], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'list_sum_i64' } }),

  // ---- views: float matrices unboxed for reading (passes/views.ts) ----
  /**
   * The numbers of a list of equally long lists of floats, one row after the other: where the first lies, 0 for none.
   * Makes view `imm` once enough reads (operand 1) were asked for. Every write to a list is told (ViewStore, ViewDrop).
   */
  MatrixView: op({
    in: [O, I],
    out: I,
    imm: 'int',
    effect: 'writes',
    exits: false,
    lower: { prim: 'matrix_view', act: true },
  }),
  /** Length of the rows of view `imm`; 0 if there is none. */
  ViewColumns: op({
    in: [],
    out: I,
    imm: 'int',
    effect: 'reads',
    exits: false,
    lower: { prim: 'view_columns', act: true },
  }),
  /** (view, columns, row, column), inside the view. */
  ViewLoadF64: op({
    in: [I, I, I, I],
    out: F,
    imm: null,
    effect: 'reads',
    exits: false,
    lower: { prim: 'view_load_f64' },
  }),
  /** A float was stored in a list: views that hold it are brought up to date. */
  ViewStore: op({
    in: [O, I, F],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'view_store', act: true },
  }),
  /** A list was changed in another way: views that hold it end. */
  ViewDrop: op({
    in: [O],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'view_drop', act: true },
  }),

  /** Lists were changed, nobody knows which: all views end. */
  ViewsEnd: op({
    in: [],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'views_end', act: true },
  }),

  // ---- buffers of numbers ---- (traces/format/buffers.ts: `imm` is a layout, or the number of an element)
  /** Whether it is a buffer of that layout; a memoryview that is not released. */
  IsBuffer: op({ in: [O], out: B, imm: 'int', effect: 'reads', exits: false, lower: { prim: 'is_buffer', act: true } }),
  /** Whether it is an iterator over that container. */
  IsBufferIter: op({
    in: [O],
    out: B,
    imm: 'int',
    effect: 'reads',
    exits: false,
    lower: { prim: 'is_buffer_iter', act: true },
  }),
  /** Address of the first element of a buffer of layout `imm`. It and the length stay until an exit. */
  BufferData: op({ in: [O], out: I, imm: 'int', effect: 'reads', exits: false, lower: { prim: 'buffer_data' } }),
  /** Number of elements of a buffer of layout `imm`; of rows, if it is a grid. */
  BufferLen: op({ in: [O], out: I, imm: 'int', effect: 'reads', exits: false, lower: { prim: 'buffer_len' } }),
  /** Length of the rows of a grid. */
  BufferColumns: readInt('buffer_columns'),
  /** (address, index): the int element at an index already inside. Of U64 its bits: one above 2^63 - 1 comes out negative. */
  BufferLoadI64: op({
    in: [I, I],
    out: I,
    imm: 'int',
    effect: 'reads',
    exits: false,
    lower: { prim: 'buffer_load_i64' },
  }),
  /** (address, index): the float element at an index already inside, exactly. */
  BufferLoadF64: op({
    in: [I, I],
    out: F,
    imm: 'int',
    effect: 'reads',
    exits: false,
    lower: { prim: 'buffer_load_f64' },
  }),
  /** (address, index, value): stores an int that fits the element (I64Fits) at an index already inside. */
  BufferStoreI64: op({
    in: [I, I, I],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: false,
    lower: { prim: 'buffer_store_i64' },
  }),
  /** (address, index, value): stores a float at an index already inside, rounded to the element. */
  BufferStoreF64: op({
    in: [I, I, F],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: false,
    lower: { prim: 'buffer_store_f64' },
  }),
  /** Whether an int is in the range of an int element. */
  I64Fits: op({ in: [I], out: B, imm: 'int', effect: 'pure', exits: false, lower: { prim: 'i64_fits' } }),
  /** The buffer of an iterator over one; NULL once exhausted. */
  BufferIterBuffer: readObj('buffer_iter_buffer'),
  BufferIterIndex: readInt('buffer_iter_index'),

  // ---- iterators met at an entry, ranges ----
  /** Number of values of range(start, stop, step); exits on step 0 and outside 64 bits. */
  RangeLen: op({ in: [I, I, I], out: I, imm: null, effect: 'pure', exits: true, lower: { prim: 'range_len' } }),
  RangeIterNext: readInt('range_iter_next'),
  RangeIterLen: readInt('range_iter_len'),
  RangeIterStep: readInt('range_iter_step'),
  /** start, stop or step of a range object; exits when it is not a 64-bit int. */
  RangeStart: op({ in: [O], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'range_start' } }),
  RangeStop: op({ in: [O], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'range_stop' } }),
  RangeStep: op({ in: [O], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'range_step' } }),
  /** The sequence of a list, tuple or reverse iterator; NULL once exhausted. */
  SeqIterSeq: readObj('seq_iter_seq'),
  SeqIterIndex: readInt('seq_iter_index'),
  ReverseIterSeq: readObj('reverse_iter_seq'),
  ReverseIterIndex: readInt('reverse_iter_index'),
  EnumerateIndex: op({ in: [O], out: I, imm: null, effect: 'reads', exits: true, lower: { prim: 'enumerate_index' } }),
  EnumerateIter: readObj('enumerate_iter'),
  /** Number of inner iterators; -1 for a strict zip. */
  ZipLen: readInt('zip_len'),
  ZipIter: op({ in: [O, I], out: O, imm: null, effect: 'reads', exits: false, lower: { prim: 'zip_iter' } }),

  // ---- parallel loops ----
  ...TASK_OPS,
} as const satisfies Record<string, OpSpec>;

export type OpName = keyof typeof OPS;

/** The row of an op, widened. */
export function specOf(name: OpName): OpSpec {
  return OPS[name];
}
