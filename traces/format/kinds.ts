/**
 * What the recorder can say of a value: one closed table, the bit numbers of every kind mask in a trace.
 *
 * The C side is generated from it (native/gen/kinds.h). Order is the wire format: append only.
 */
export const VALUE_KINDS = [
  /** No object: an unbound local, or the NULL CPython pushes beside a callable. */
  'Null',
  'None',
  /** True or False. */
  'Bool',
  /** Exact int inside -2^63 .. 2^63-1. */
  'Int',
  /** Exact int outside that range. */
  'BigInt',
  'Float',
  'Str',
  'Bytes',
  'List',
  'Tuple',
  'Dict',
  'Range',
  'Slice',
  'RangeIter',
  'ListIter',
  'TupleIter',
  'Enumerate',
  'Zip',
  /** What reversed(list) returns. */
  'ListReverseIter',
  /** A Python function. */
  'Function',
  /** A bound Python method. */
  'Method',
  /** A built-in function, bound or not (PyCFunction). */
  'Builtin',
  /** An unbound method of a built-in type (PyMethodDescr). */
  'MethodDescr',
  'Type',
  'Module',
  'Cell',
  'Complex',
  'Generator',
  'Set',
  'Other',
  /** A buffer of numbers, or an iterator over one: its element mask says which (buffers.ts). */
  'Buffer',
] as const;

export type ValueKind = (typeof VALUE_KINDS)[number];

/** Set of kinds: bit k stands for `VALUE_KINDS[k]`. */
export type KindMask = number;

/** The mask that holds just these kinds. */
export function maskOf(...kinds: ValueKind[]): KindMask {
  let mask = 0;
  for (const kind of kinds) mask |= 1 << VALUE_KINDS.indexOf(kind);
  return mask >>> 0;
}

/** Kinds whose objects free nothing but themselves when they are dropped; the primitive is_quiet tells them by their types. */
export const QUIET_KINDS: KindMask = maskOf(
  'Null',
  'None',
  'Bool',
  'Int',
  'BigInt',
  'Float',
  'Str',
  'Bytes',
  'Complex',
);

/** The kinds in a mask, in table order. */
export function kindsOf(mask: KindMask): ValueKind[] {
  return VALUE_KINDS.filter((_, bit) => (mask >>> bit) & 1);
}

/**
 * Kinds of constants, the numbers of `Const.kind` on the wire. Order is the wire format: append only.
 * Bool and Int use `int` (0/1), BigInt its decimal `text`, Float `float`, Str `text`, Tuple `items`, Code `code` (index
 * into the trace's code objects, -1 when it was not recorded), Other its type's name in `text`.
 */
export const CONST_KINDS = [
  'None',
  'Ellipsis',
  'Bool',
  'Int',
  'BigInt',
  'Float',
  'Str',
  'Tuple',
  'Code',
  'Other',
] as const;

/**
 * How loops of a code object may run on several cores, the numbers of `CodeObject.parallel` on the wire. `Off`: not at all.
 * `Exact`: where every bit stays (TRACEJIT_PARALLEL=on). `Asked`: by `@jit(parallel=True)`, which also lets float sums be
 * added in another, fixed order; loops over `prange` are always asked. `Always`: likewise, however little an iteration does
 * (TRACEJIT_PARALLEL=always, for tests). Order is the wire format: append only.
 */
export const PARALLEL_MODES = ['Off', 'Exact', 'Asked', 'Always'] as const;

export type ParallelMode = (typeof PARALLEL_MODES)[number];

/** How a region is entered, the numbers of `entry` on the wire. */
export const ENTRY_KINDS = ['loop', 'function'] as const;
