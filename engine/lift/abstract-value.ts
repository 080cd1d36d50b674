/**
 * What the lifter knows of each local and operand-stack slot while it walks the bytecode.
 *
 * A number is its raw value plus, if it came from an object, that object (`owner`), so that identity survives.
 * Ownership of objects: `cell` says that a keep-alive cell holds a reference on behalf of this slot; `stable` that the
 * frame, the install or an iterator of the frame holds one until native code ends; neither: borrowed, and pinned
 * (ownership.ts) before anything that could free it.
 */

import { type BufferLayout, layoutNumber } from '../../traces/format/buffers.ts';
import type { Const } from '../../traces/format/trace.ts';
import type { BindingId, CellId } from '../base/ids.ts';
import type { VirtualKind } from '../deopt/sources.ts';
import type { Value } from '../ir/region.ts';

/** Exact types an object can be known to have; `NotNone`: anything but None; `Buffer`: see `Obj.buffer`. */
export type KnownType = 'List' | 'Tuple' | 'Str' | 'Buffer' | 'NotNone';

/** What is known of a buffer of numbers: all of it stays until native code ends. */
export interface Buffer {
  readonly layout: BufferLayout;
  /** Address of its first element, and number of elements. */
  readonly data: Value;
  readonly length: Value;
  /** Of a grid: the length of its rows. */
  readonly columns: Value | null;
}

export interface Num {
  readonly kind: 'num';
  readonly rep: 'I64' | 'F64' | 'I1';
  readonly value: Value;
  /** The object it was unboxed from, possibly NULL at run time; null: computed. */
  readonly owner: Value | null;
  /** Whether the owner is held until native code ends. */
  readonly stable: boolean;
  readonly cell: CellId | null;
}

export const UNKNOWN_SLOT = -1;

export interface Obj {
  readonly kind: 'obj';
  readonly value: Value;
  readonly type: KnownType | null;
  readonly cell: CellId | null;
  readonly stable: boolean;
  /** The slot of the entered frame that it came out of, which holds it until the exit, perhaps alone; UNKNOWN_SLOT: one of them. */
  readonly home?: number;
  /** Given with the type `Buffer`. */
  readonly buffer?: Buffer;
}

/** An object known to be a buffer. */
export type BufferAv = Obj & { readonly type: 'Buffer'; readonly buffer: Buffer };

export function isBuffer(av: Av): av is BufferAv {
  return av.kind === 'obj' && av.type === 'Buffer' && av.buffer !== undefined;
}

/** A constant of a code object. None, True and False have no binding. */
export interface Constant {
  readonly kind: 'const';
  readonly constant: Const;
  readonly binding: BindingId | null;
}

/** A function, built-in, type, module or method descriptor found by name: `object` indexes `Trace.objects`, or -1. */
export interface Known {
  readonly kind: 'known';
  readonly object: number;
  readonly name: string;
  readonly binding: BindingId;
}

/** An object that exists only here until an exit builds it. */
export interface VirtualAv {
  readonly kind: 'virtual';
  readonly virtual: VirtualKind;
  readonly parts: readonly Av[];
  /** Slot of the entered frame that holds the real iterator; null: none exists. */
  readonly target: number | null;
}

/** NULL: unbound, or beside a callable. */
export interface NullAv {
  readonly kind: 'null';
}

/** A slot of the entered frame that nothing has looked at: it stays as it is. */
export interface Keep {
  readonly kind: 'keep';
  readonly slot: number;
}

export type Av = Num | Obj | Constant | Known | VirtualAv | NullAv | Keep;

export const NULL: NullAv = { kind: 'null' };
export const NONE: Constant = { kind: 'const', constant: { kind: 'None' }, binding: null };

/** A number just computed. */
export function computed(value: Value): Num {
  if (value.rep === 'Obj') throw new Error('a computed number has no rep Obj');
  return { kind: 'num', rep: value.rep, value, owner: null, stable: true, cell: null };
}

export function virtual(kind: VirtualKind, parts: readonly Av[], target: number | null = null): VirtualAv {
  return { kind: 'virtual', virtual: kind, parts, target };
}

/** A borrowed object of unknown type. */
export function borrowed(value: Value, type: KnownType | null = null): Obj {
  return { kind: 'obj', value, type, cell: null, stable: false };
}

export function isNone(av: Av): boolean {
  return av.kind === 'const' && av.constant.kind === 'None';
}

/** The context of a slot, as text: slots with equal keys can share a block version. */
export function keyOf(av: Av): string {
  switch (av.kind) {
    case 'num':
      return av.rep;
    case 'obj':
      return `o${av.type ?? ''}${av.buffer ? layoutNumber(av.buffer.layout) : ''}${av.home === undefined ? '' : `h${av.home}`}${av.stable ? 's' : `c${av.cell ?? ''}`}`;
    case 'const':
      return av.binding === null
        ? `=${av.constant.kind}${av.constant.kind === 'Bool' ? av.constant.value : ''}`
        : `=${av.binding}`;
    case 'known':
      return `@${av.binding}`;
    case 'virtual':
      return `${av.virtual}${av.target ?? ''}(${av.parts.map(keyOf).join()})`;
    case 'null':
      return '0';
    case 'keep':
      return `k${av.slot}`;
  }
}

/** The SSA values a slot carries into a block version, in order; `none` stands for a missing owner. */
export function componentsOf(av: Av, none: Value): Value[] {
  switch (av.kind) {
    case 'num':
      return av.rep === 'I1' ? [av.value] : [av.value, av.owner ?? none];
    case 'obj':
      return av.buffer ? [av.value, ...componentsOfBuffer(av.buffer)] : [av.value];
    case 'virtual':
      return av.parts.flatMap((part) => componentsOf(part, none));
    default:
      return [];
  }
}

function componentsOfBuffer({ data, length, columns }: Buffer): Value[] {
  return columns ? [data, length, columns] : [data, length];
}

function withBufferComponents(buffer: Buffer, next: () => Value): Buffer {
  return { ...buffer, data: next(), length: next(), columns: buffer.columns && next() };
}

/** The same slot with its components replaced, taken from `next` in the order of `componentsOf`. */
export function withComponents(av: Av, next: () => Value): Av {
  switch (av.kind) {
    case 'num': {
      const value = next();
      return { ...av, value, owner: av.rep === 'I1' ? null : next(), stable: false, cell: null };
    }
    case 'obj': {
      const value = next();
      return av.buffer ? { ...av, value, buffer: withBufferComponents(av.buffer, next) } : { ...av, value };
    }
    case 'virtual':
      return { ...av, parts: av.parts.map((part) => withComponents(part, next)) };
    default:
      return av;
  }
}

/** The same value for another slot: the reference stays with the first. */
export function copyOf(av: Av): Av {
  return av.kind === 'obj' ? { ...av, cell: null } : av;
}
