/** Lists and tuples: subscripts, stores, slices, building, unpacking. */

import { type KindMask, kindsOf } from '../../traces/format/kinds.ts';
import type { Value } from '../ir/region.ts';
import { type Av, borrowed, isNone, NONE, type Obj, virtual } from './abstract-value.ts';
import { storeIntoBuffer, subscriptOfBuffer } from './buffers.ts';
import { onlyKind } from './entry.ts';
import type { Lifting } from './lifting.ts';
import { asInt, asNumber, boxed, operandMask } from './numbers.ts';
import { own, planPins, release, releaseStored, releaseWith, stillNamed } from './ownership.ts';

/** Whether an operand is, or was only seen as, a list. */
export function isListOperand(av: Av, mask: KindMask): boolean {
  return av.kind === 'obj' && (av.type === 'List' || (av.type === null && onlyKind(mask) === 'List'));
}

/** The slot as an exact list or tuple, guarded if need be. */
export function asSequence(lifting: Lifting, av: Av, mask: KindMask): Obj & { type: 'List' | 'Tuple' } {
  if (av.kind === 'const' && av.constant.kind === 'Tuple' && av.binding !== null) {
    return {
      kind: 'obj',
      value: lifting.builder.constObj(lifting.fn, av.binding),
      type: 'Tuple',
      cell: null,
      stable: true,
    };
  }
  if (av.kind !== 'obj')
    return lifting.notCompiled(`${lifting.instruction.op} on ${av.kind === 'virtual' ? av.virtual : av.kind}`);
  if (av.type === 'List' || av.type === 'Tuple') return { ...av, type: av.type };
  if (av.type === 'Buffer') return lifting.notCompiled(`${lifting.instruction.op} on a buffer`);
  const kind = onlyKind(mask);
  if (mask === 0) return lifting.leave('NeverSeen', 'the kind of its operand');
  if (kind !== 'List' && kind !== 'Tuple')
    return lifting.notCompiled(`${lifting.instruction.op} on ${kindsOf(mask).join(' or ')}`);
  lifting.guard(lifting.op(kind === 'List' ? 'IsList' : 'IsTuple', [av.value]), 'TypeChanged');
  lifting.refine(av.value, (known) => ({ ...known, type: kind }));
  return { ...av, type: kind };
}

export function lengthOf(lifting: Lifting, sequence: Obj): Value {
  return lifting.op(sequence.type === 'List' ? 'ListLen' : 'TupleLen', [sequence.value]);
}

export function itemAt(lifting: Lifting, sequence: Obj, index: Value): Value {
  return lifting.op(sequence.type === 'List' ? 'ListItem' : 'TupleItem', [sequence.value, index]);
}

export function binarySubscr(lifting: Lifting): void {
  const container = lifting.peek(2);
  if (subscriptOfTupleMadeHere(lifting, container) || subscriptBySlice(lifting) || subscriptOfBuffer(lifting)) return;
  const index = asNumber(lifting, lifting.peek(1), operandMask(lifting, 1));
  if (index.rep === 'F64') lifting.notCompiled('a float index');
  const sequence = asSequence(lifting, container, operandMask(lifting, 0));
  const wrapped = lifting.opExit('IndexWrap', [asInt(lifting, index), lengthOf(lifting, sequence)], 'IndexOutOfRange');
  const item = borrowed(itemAt(lifting, sequence, wrapped));
  lifting.pop();
  const dropped = lifting.pop();
  lifting.push(item);
  release(lifting, dropped)();
}

/** A constant index into a tuple that was never built. */
function subscriptOfTupleMadeHere(lifting: Lifting, container: Av): boolean {
  const index = lifting.peek(1);
  if (
    container.kind !== 'virtual' ||
    container.virtual !== 'Tuple' ||
    index.kind !== 'const' ||
    index.constant.kind !== 'Int'
  )
    return false;
  const { value } = index.constant;
  const part = container.parts[Number(value < 0n ? value + BigInt(container.parts.length) : value)];
  if (!part) return lifting.leave('IndexOutOfRange');
  lifting.pop();
  lifting.pop();
  lifting.push(part);
  release(lifting, ...container.parts.filter((other) => other !== part))();
  return true;
}

export function storeSubscr(lifting: Lifting): void {
  if (storeIntoBuffer(lifting)) return;
  const value = lifting.peek(3);
  const list = asSequence(lifting, lifting.peek(2), operandMask(lifting, 1));
  if (list.type !== 'List') lifting.notCompiled('a store into a tuple');
  const index = asNumber(lifting, lifting.peek(1), operandMask(lifting, 2));
  if (index.rep === 'F64') lifting.notCompiled('a float index');
  const wrapped = lifting.opExit('IndexWrap', [asInt(lifting, index), lengthOf(lifting, list)], 'IndexOutOfRange');
  const old = itemAt(lifting, list, wrapped);
  const [indexAv, listAv, stored] = [lifting.pop(), lifting.pop(), lifting.pop()];
  // The list holds what it is given, unless it goes itself.
  const stays = list.cell === null || stillNamed(lifting, list);
  const dropped = stays ? [indexAv, listAv] : [indexAv, listAv, stored];
  const drop = releaseWith(lifting, old, ...dropped);
  const dropStored = stays ? releaseStored(lifting, stored) : () => undefined;
  storeItem(lifting, list, wrapped, value);
  drop();
  dropStored();
}

/** A computed number may overwrite the old one in place; what came from an object stays that object. */
function storeItem(lifting: Lifting, list: Obj, index: Value, value: Av): void {
  const pin = planPins(lifting);
  if (value.kind === 'num' && value.owner === null && value.rep !== 'I1') {
    const op = value.rep === 'F64' ? 'ListSetF64' : 'ListSetI64';
    pin();
    lifting.effectExit(op, [list.value, index, value.value], 'NoMemory');
    return;
  }
  const stored = boxed(lifting, value);
  pin();
  lifting.effect('ListSet', [list.value, index, stored]);
}

/** A bound of list[lo:hi]: None stands for the end of its side. */
function sliceBound(lifting: Lifting, av: Av, mask: KindMask, none: bigint): Value {
  if (av.kind === 'const' && av.constant.kind === 'None') return lifting.i64(none);
  const num = asNumber(lifting, av, mask);
  if (num.rep === 'F64') lifting.notCompiled('a float slice bound');
  return asInt(lifting, num);
}

/** BUILD_SLICE: made only where an exit needs it. */
export function buildSlice(lifting: Lifting): void {
  const step: Av = lifting.instruction.arg === 3 ? lifting.pop() : NONE;
  const stop = lifting.pop();
  lifting.push(virtual('Slice', [lifting.pop(), stop, step]));
}

/** list[start:stop:step] with a slice that was never built; its parts are numbers or None. */
function subscriptBySlice(lifting: Lifting): boolean {
  const slice = lifting.peek(1);
  if (slice.kind !== 'virtual' || slice.virtual !== 'Slice') return false;
  const list = asSequence(lifting, lifting.peek(2), operandMask(lifting, 0));
  if (list.type !== 'List') lifting.notCompiled('a slice of a tuple');
  const [start, stop, step] = slice.parts as readonly [Av, Av, Av];
  const bounds = [
    sliceBound(lifting, start, 0, 0n),
    sliceBound(lifting, stop, 0, 0n),
    sliceBound(lifting, step, 0, 1n),
  ];
  const absent = lifting.i64((isNone(start) ? 1n : 0n) + (isNone(stop) ? 2n : 0n));
  finishAllocation(lifting, 2, () => lifting.opExit('ListSliceStep', [list.value, ...bounds, absent], 'NoMemory'));
  return true;
}

export function binarySlice(lifting: Lifting): void {
  const list = asSequence(lifting, lifting.peek(3), operandMask(lifting, 0));
  if (list.type !== 'List') lifting.notCompiled('a slice of a tuple');
  const low = sliceBound(lifting, lifting.peek(2), operandMask(lifting, 1), 0n);
  const high = sliceBound(lifting, lifting.peek(1), operandMask(lifting, 2), (1n << 63n) - 1n);
  finishAllocation(lifting, 3, () => lifting.opExit('ListSlice', [list.value, low, high], 'NoMemory'));
}

/** Replaces the `count` topmost operands by a list just made from them. */
function finishAllocation(lifting: Lifting, count: number, make: () => Value): void {
  const dropped = Array.from({ length: count }, () => lifting.pop());
  const drop = release(lifting, ...dropped);
  const list = own(lifting, 'List', () => {
    const fresh = make();
    drop();
    return fresh;
  });
  lifting.push(list);
}

/** list * int and list + list. */
export function listBinary(lifting: Lifting, operator: string, leftMask: KindMask, rightMask: KindMask): void {
  const list = asSequence(lifting, lifting.peek(2), leftMask);
  if (operator === '*') {
    const count = asNumber(lifting, lifting.peek(1), rightMask);
    if (count.rep === 'F64') lifting.notCompiled('list * float');
    const times = asInt(lifting, count);
    finishAllocation(lifting, 2, () => lifting.opExit('ListRepeat', [list.value, times], 'NoMemory'));
    return;
  }
  if (operator !== '+' || !isListOperand(lifting.peek(1), rightMask)) lifting.notCompiled(`${operator} on a list`);
  const other = asSequence(lifting, lifting.peek(1), rightMask);
  if (isInPlace(lifting)) {
    extendInPlace(lifting, list, other);
    return;
  }
  finishAllocation(lifting, 2, () => lifting.opExit('ListConcat', [list.value, other.value], 'NoMemory'));
}

/** `a += b`: the list itself grows, and is the result. */
function extendInPlace(lifting: Lifting, list: Obj, other: Obj): void {
  const dropped = lifting.pop();
  const drop = release(lifting, dropped);
  lifting.effectExit('ListExtend', [list.value, other.value], 'NoMemory');
  drop();
}

/** `a += b` on lists changes the list itself (BINARY_OP's second half is in place). */
function isInPlace(lifting: Lifting): boolean {
  return lifting.instruction.arg >= 13;
}

/** Items are appended one by one, so that an allocation that fails on the way leaves nothing but the unfinished list. */
export function buildList(lifting: Lifting): void {
  const count = lifting.instruction.arg;
  const items = Array.from({ length: count }, (_, i) => lifting.peek(count - i));
  const dropped = items.map(() => lifting.pop());
  const drop = release(lifting, ...dropped);
  const list = own(lifting, 'List', () => lifting.opExit('ListNew', [lifting.i64(0)], 'NoMemory'));
  for (const item of items) appendTo(lifting, list, item);
  drop();
  lifting.push(list);
}

export function listAppend(lifting: Lifting): void {
  const { arg } = lifting.instruction;
  const value = lifting.peek(1);
  const list = asSequence(lifting, lifting.peek(arg + 1), 0);
  const drop = releaseStored(lifting, lifting.pop());
  appendTo(lifting, list, value);
  drop();
}

/** Appends one item; nothing may have changed before in this instruction, and nothing may exit after: it would be done again. */
export function appendTo(lifting: Lifting, list: Obj, value: Av): void {
  lifting.effectExit('ListAppend', [list.value, boxed(lifting, value)], 'NoMemory');
}

/** Only the literal form: an empty list and a constant tuple of numbers. */
export function listExtend(lifting: Lifting): void {
  const source = lifting.peek(1);
  const list = asSequence(lifting, lifting.peek(lifting.instruction.arg + 1), 0);
  if (source.kind !== 'const' || source.constant.kind !== 'Tuple' || source.binding === null)
    return lifting.notCompiled('extending a list');
  const tuple = lifting.builder.constObj(lifting.fn, source.binding);
  source.constant.items.forEach((_, i) => {
    const item = lifting.op('TupleItem', [tuple, lifting.i64(i)]);
    lifting.effectExit('ListAppend', [list.value, lifting.op('Retain', [item])], 'NoMemory');
  });
  lifting.pop();
}

export function buildTuple(lifting: Lifting): void {
  const count = lifting.instruction.arg;
  const items = Array.from({ length: count }, () => lifting.pop()).reverse();
  lifting.push(virtual('Tuple', items));
}

export function unpackSequence(lifting: Lifting): void {
  const count = lifting.instruction.arg;
  const av = lifting.peek(1);
  if (av.kind === 'virtual' && av.virtual === 'Tuple') {
    if (av.parts.length !== count) lifting.leave('ModifiedLength');
    lifting.pop();
    lifting.push(...[...av.parts].reverse());
    return;
  }
  const sequence = asSequence(lifting, av, operandMask(lifting, 0));
  const rightLength = lifting.op('I64Eq', [lengthOf(lifting, sequence), lifting.i64(count)]);
  lifting.guard(rightLength, 'ModifiedLength');
  const items = Array.from({ length: count }, (_, i) => borrowed(itemAt(lifting, sequence, lifting.i64(i))));
  const dropped = lifting.pop();
  lifting.push(...items.reverse());
  release(lifting, dropped)();
}
