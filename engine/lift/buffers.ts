/** Buffers of numbers: array.array, bytearray, bytes, memoryview. Where one lies and how long it is hold until native code ends. */
import { type BufferLayout, canBeWritten, elementNumber, isFloatElement } from '../../traces/format/buffers.ts';
import type { KindMask } from '../../traces/format/kinds.ts';
import type { Imm, Value } from '../ir/region.ts';
import { type Av, type Buffer, type BufferAv, computed, isBuffer, type Num } from './abstract-value.ts';
import { guardBuffer, layoutSeen, type Site } from './buffer-guard.ts';
import type { Lifting } from './lifting.ts';
import { asFloat, asInt, asNumber, operandMask } from './numbers.ts';
import { release } from './ownership.ts';

/** The kinds inside operand `index` of this instruction as observed. */
export function operandElements(lifting: Lifting, index: number): KindMask {
  return lifting.observation?.elements[index] ?? 0;
}

function elementImm({ element }: BufferLayout): Imm {
  return { kind: 'int', value: BigInt(elementNumber(element)) };
}

/** The slot as a buffer, guarded if need be; null: it is none, or was not seen to be of one layout. */
export function asBuffer(lifting: Lifting, av: Av, kinds: KindMask, elements: KindMask): BufferAv | null {
  if (isBuffer(av)) return av;
  if (av.kind !== 'obj' || (av.type !== null && av.type !== 'NotNone')) return null;
  const layout = layoutSeen(kinds, elements);
  if (layout === null) return null;
  const here: Site = {
    read: (op, args, imm) => lifting.op(op, args, imm),
    guard: (condition) => lifting.guard(condition, 'TypeChanged'),
  };
  const buffer = lifting.entry.buffer(av.value, layout) ?? guardBuffer(here, av.value, layout);
  lifting.refine(av.value, (known) => ({ ...known, type: 'Buffer', buffer }));
  return { ...av, type: 'Buffer', buffer };
}

/** The element at an index already inside, as Python gives it; ints above 2^63 - 1 are left to the interpreter. */
export function loadElement(lifting: Lifting, { layout, data }: Buffer, index: Value): Num {
  const imm = elementImm(layout);
  if (isFloatElement(layout.element)) return computed(lifting.op('BufferLoadF64', [data, index], imm));
  const value = lifting.op('BufferLoadI64', [data, index], imm);
  if (layout.element === 'U64') lifting.guard(lifting.op('I64Ge', [value, lifting.i64(0)]), 'IntOverflow');
  return computed(value);
}

function checkedIndex(lifting: Lifting, length: Value, index: Av, mask: KindMask): Value {
  const num = asNumber(lifting, index, mask);
  if (num.rep === 'F64') lifting.notCompiled('a float index');
  return lifting.opExit('IndexWrap', [asInt(lifting, num), length], 'IndexOutOfRange');
}

/** Which element `buffer[index]` means: of a grid the index is a pair. */
function placeOf(lifting: Lifting, { length, columns }: Buffer, index: Av, mask: KindMask): Value {
  if (columns === null) return checkedIndex(lifting, length, index, mask);
  const [row, column, more] = pairOf(index);
  if (!row || !column || more) return lifting.notCompiled('an index of a view of two dimensions that is no pair');
  const first = lifting.op('I64Mul', [checkedIndex(lifting, length, row, 0), columns]);
  return lifting.op('I64Add', [first, checkedIndex(lifting, columns, column, 0)]);
}

function pairOf(index: Av): readonly Av[] {
  if (index.kind === 'virtual' && index.virtual === 'Tuple') return index.parts;
  if (index.kind !== 'const' || index.constant.kind !== 'Tuple') return [];
  return index.constant.items.map((constant) => ({ kind: 'const', constant, binding: null }));
}

/** buffer[index]. False: the container is no buffer. */
export function subscriptOfBuffer(lifting: Lifting): boolean {
  const container = asBuffer(lifting, lifting.peek(2), operandMask(lifting, 0), operandElements(lifting, 0));
  if (!container) return false;
  const index = placeOf(lifting, container.buffer, lifting.peek(1), operandMask(lifting, 1));
  const item = loadElement(lifting, container.buffer, index);
  const dropped = [lifting.pop(), lifting.pop()];
  lifting.push(item);
  release(lifting, ...dropped)();
  return true;
}

/** buffer[index] = value. False: the container is no buffer. */
export function storeIntoBuffer(lifting: Lifting): boolean {
  const container = asBuffer(lifting, lifting.peek(2), operandMask(lifting, 1), operandElements(lifting, 1));
  if (!container) return false;
  const { buffer } = container;
  if (!canBeWritten(buffer.layout.container)) lifting.notCompiled('a store into a read-only buffer');
  const num = asNumber(lifting, lifting.peek(3), operandMask(lifting, 0));
  const index = placeOf(lifting, buffer, lifting.peek(1), operandMask(lifting, 2));
  const value = storable(lifting, buffer, num);
  const drop = release(lifting, lifting.pop(), lifting.pop(), lifting.pop());
  const op = value.rep === 'F64' ? 'BufferStoreF64' : 'BufferStoreI64';
  lifting.effect(op, [buffer.data, index, value], elementImm(buffer.layout));
  drop();
  return true;
}

/** The number as an element takes it. What does not fit raises OverflowError or ValueError, a float for an int TypeError. */
function storable(lifting: Lifting, { layout }: Buffer, num: Num): Value {
  if (isFloatElement(layout.element)) return asFloat(lifting, num);
  if (num.rep === 'F64') lifting.notCompiled('a float stored in a buffer of ints');
  const value = asInt(lifting, num);
  if (layout.element !== 'I64') lifting.guard(lifting.op('I64Fits', [value], elementImm(layout)), 'IntOverflow');
  return value;
}
