/**
 * Buffers of numbers: what holds them, and how each number lies in memory. Closed tables; the C side is generated from
 * them (native/gen/buffers.h), and their order is the wire format: append only.
 *
 * The element mask of a value of kind `Buffer` is no set of kinds: bit e says that its elements were seen to be
 * `BUFFER_ELEMENTS[e]`, bit `CONTAINER_BIT` + c that it was seen to be a `BUFFER_CONTAINERS[c]`, and `ITERATOR_BIT` that it was
 * seen to be an iterator over one.
 */
import type { KindMask } from './kinds.ts';

/** Numbers in native byte order: signed and unsigned ints, floats, by their bits. */
export const BUFFER_ELEMENTS = ['I8', 'U8', 'I16', 'U16', 'I32', 'U32', 'I64', 'U64', 'F32', 'F64'] as const;
export type BufferElement = (typeof BUFFER_ELEMENTS)[number];

export const BUFFER_CONTAINERS = [
  /** An exact array.array. */
  'Array',
  'ByteArray',
  'Bytes',
  /** A memoryview that can be written to: contiguous, one dimension, native format, not released. */
  'MemoryView',
  /** The same, read-only. */
  'ReadOnlyView',
  /** A memoryview of two dimensions, row after row, that can be written to. */
  'Grid',
  /** The same, read-only. */
  'ReadOnlyGrid',
] as const;
export type BufferContainer = (typeof BUFFER_CONTAINERS)[number];

export const CONTAINER_BIT = 16;
export const ITERATOR_BIT = 24;

export interface BufferLayout {
  readonly container: BufferContainer;
  readonly element: BufferElement;
}

export interface SeenBuffer extends BufferLayout {
  readonly isIterator: boolean;
}

/** The only layout in an element mask of kind `Buffer`; null if there is none, or several. */
export function bufferSeen(mask: KindMask): SeenBuffer | null {
  const elements = BUFFER_ELEMENTS.filter((_, e) => (mask >>> e) & 1);
  const containers = BUFFER_CONTAINERS.filter((_, c) => (mask >>> (CONTAINER_BIT + c)) & 1);
  const [element] = elements;
  const [container] = containers;
  if (!element || !container || elements.length + containers.length > 2) return null;
  return { element, container, isIterator: ((mask >>> ITERATOR_BIT) & 1) === 1 };
}

/** A layout as one number (the immediate of IR ops): container * LAYOUT_RADIX + element. */
export const LAYOUT_RADIX = 16;

export function layoutNumber({ container, element }: BufferLayout): number {
  return BUFFER_CONTAINERS.indexOf(container) * LAYOUT_RADIX + BUFFER_ELEMENTS.indexOf(element);
}

export function elementNumber(element: BufferElement): number {
  return BUFFER_ELEMENTS.indexOf(element);
}

export function isFloatElement(element: BufferElement): boolean {
  return element === 'F32' || element === 'F64';
}

export function canBeWritten(container: BufferContainer): boolean {
  return container !== 'Bytes' && container !== 'ReadOnlyView' && container !== 'ReadOnlyGrid';
}

export function isGrid(container: BufferContainer): boolean {
  return container === 'Grid' || container === 'ReadOnlyGrid';
}
