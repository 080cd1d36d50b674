/**
 * Where an exit finds what the interpreter must see in a slot: the closed tables of snapshot sources and virtual objects.
 * Generated into native/gen/sources.h; order is the wire format, append only.
 */

/** Wire kinds of a source. `a` and `b` are its operands. */
export const SOURCE_KINDS = [
  /** The slot of the outer frame stays as it is. */
  'Keep',
  /** NULL: an unbound local, or the NULL beside a callable. */
  'Null',
  /** Object of binding `a`. */
  'Binding',
  'None',
  'True',
  'False',
  /** Box the int in spill word `a`; one object for every use of the same word. */
  'BoxI64',
  /** Box the float in spill word `a`; likewise. */
  'BoxF64',
  /** True or False by spill word `a`. */
  'BoxI1',
  /** The object in spill word `a`, borrowed; never NULL. */
  'Obj',
  /** The object in spill word `b` if that is not NULL, else as BoxI64 `a`. */
  'OwnerOrI64',
  /** The object in spill word `b` if that is not NULL, else as BoxF64 `a`. */
  'OwnerOrF64',
  /** The virtual object `a` of this snapshot, built once. */
  'Virtual',
  /** (Virtual.target only) the existing object in slot `a` of the outer frame: brought up to date in place. */
  'Slot',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Objects that exist only in the compiler until an exit builds them, or brings an existing iterator up to date. */
export const VIRTUAL_KINDS = [
  /** parts: the items. */
  'Tuple',
  /** parts: next value, remaining count, step (all I64). */
  'RangeIter',
  /** parts: start, stop, step. */
  'Range',
  /** parts: list, index of the next item. */
  'ListIter',
  /** parts: tuple, index of the next item. */
  'TupleIter',
  /** parts: list, index of the next item (counts down; -1: exhausted). */
  'ListReverseIter',
  /** parts: next count (I64), inner iterator. */
  'Enumerate',
  /** parts: the inner iterators. */
  'Zip',
  /** A RangeIter by parts: next value, end (next + remaining * step, exactly), step (all I64). */
  'RangeIterEnd',
  /** parts: start, stop, step of a slice object; any objects. */
  'Slice',
  /** parts: buffer, index of the next item. */
  'BufferIter',
] as const;
export type VirtualKind = (typeof VIRTUAL_KINDS)[number];
