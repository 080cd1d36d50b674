/**
 * The heap of the evaluator: Python objects as JavaScript objects, whose identity is Python's. NULL is null.
 *
 * Not modelled: reference counts (nothing here has a finaliser but `other`), subclasses (`other` stands for all of them).
 */
import type { BufferLayout } from '../../traces/format/buffers.ts';

/** A buffer of numbers; several may share their memory. */
export interface BufferObject extends BufferLayout {
  readonly kind: 'buffer';
  readonly memory: DataView;
  /** Length of the rows of a grid. */
  readonly columns?: number;
}

export type PyObject =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'list'; readonly items: Slot[] }
  | { readonly kind: 'tuple'; readonly items: readonly Slot[] }
  | { readonly kind: 'range'; readonly start: bigint; readonly stop: bigint; readonly step: bigint }
  | { readonly kind: 'slice'; readonly parts: readonly Slot[] }
  | { readonly kind: 'rangeIter'; next: bigint; remaining: bigint; step: bigint }
  | BufferObject
  | { readonly kind: 'listIter' | 'tupleIter' | 'listReverseIter' | 'bufferIter'; sequence: Slot; index: bigint }
  | { readonly kind: 'enumerate'; index: bigint; iterator: Slot }
  | { readonly kind: 'zip'; iterators: readonly Slot[]; readonly strict: boolean }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'cell'; contents: Slot }
  | { readonly kind: 'dict'; readonly entries: Map<string, PyObject> }
  | { readonly kind: 'other'; readonly name: string };

/** What a slot or an item holds; null is NULL. */
export type Slot = PyObject | null;

export type PyKind = PyObject['kind'];

export const NONE: PyObject = { kind: 'none' };
export const TRUE: PyObject = { kind: 'bool', value: true };
export const FALSE: PyObject = { kind: 'bool', value: false };

export function boolObject(value: boolean): PyObject {
  return value ? TRUE : FALSE;
}

/** Whether an int fits the 64 bits of native code. */
export function fits(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
