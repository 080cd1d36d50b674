/** Real iterators met when a loop is entered: taken over, and brought up to date at the exits. */
import { bufferSeen, type SeenBuffer } from '../../traces/format/buffers.ts';
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Value } from '../ir/region.ts';
import { computed, type VirtualAv, virtual } from './abstract-value.ts';
import { guardBuffer, layoutImm } from './buffer-guard.ts';
import type { Lifting } from './lifting.ts';

/** The real iterator in a slot of the entered frame, taken over: nobody else may hold it. */
export function takeOverIterator(lifting: Lifting, slot: number): VirtualAv | null {
  const { entry, trace } = lifting;
  const { kind, step } = at(trace.slots, slot, 'entry slot');
  const object = entry.read('LoadSlot', [], { kind: 'slot', value: slot });
  const make = {
    RangeIter: rangeIterator,
    ListIter: listIterator,
    TupleIter: tupleIterator,
    ListReverseIter: reverseIterator,
  } as const;
  if (kind in make) {
    const taken = make[kind as keyof typeof make](lifting, object, step);
    return { ...taken, target: slot };
  }
  if (kind === 'Buffer') {
    const taken = bufferIterator(lifting, object, bufferSeen(at(trace.slots, slot, 'entry slot').elements));
    return taken && { ...taken, target: slot };
  }
  if (kind === 'Enumerate') return { ...enumerateIterator(lifting, object, step), target: slot };
  if (kind === 'Zip') {
    const zip = zipIterator(lifting, object, step);
    return zip && { ...zip, target: slot };
  }
  return null;
}

function guardIterator(lifting: Lifting, test: OpName, object: Value): void {
  lifting.entry.guard(lifting.entry.read(test, [object]));
  lifting.entry.guard(lifting.entry.read('RefcountIsOne', [object]));
}

function rangeIterator(lifting: Lifting, object: Value, step: bigint): VirtualAv {
  const { entry, builder, fn } = lifting;
  guardIterator(lifting, 'IsRangeIter', object);
  const next = entry.read('RangeIterNext', [object]);
  const left = entry.read('RangeIterLen', [object]);
  const real = entry.read('RangeIterStep', [object]);
  if (step !== 1n) return virtual('RangeIter', [computed(next), computed(left), computed(real)]);
  const one = builder.constI64(fn, 1n);
  entry.guard(entry.read('I64Eq', [real, one]));
  const end = entry.read('I64Add', [next, left]);
  return virtual('RangeIterEnd', [computed(next), computed(end), computed(one)]);
}

function sequenceIterator(lifting: Lifting, object: Value, test: OpName, kind: 'ListIter' | 'TupleIter'): VirtualAv {
  const { entry } = lifting;
  guardIterator(lifting, test, object);
  const sequence = entry.read('SeqIterSeq', [object]);
  entry.guard(entry.read(kind === 'ListIter' ? 'IsList' : 'IsTuple', [sequence]));
  const type = kind === 'ListIter' ? 'List' : 'Tuple';
  return virtual(kind, [
    { kind: 'obj', value: sequence, type, cell: null, stable: true },
    computed(entry.read('SeqIterIndex', [object])),
  ]);
}

const listIterator = (lifting: Lifting, object: Value): VirtualAv =>
  sequenceIterator(lifting, object, 'IsListIter', 'ListIter');
const tupleIterator = (lifting: Lifting, object: Value): VirtualAv =>
  sequenceIterator(lifting, object, 'IsTupleIter', 'TupleIter');

function bufferIterator(lifting: Lifting, object: Value, layout: SeenBuffer | null): VirtualAv | null {
  const { entry } = lifting;
  if (!layout?.isIterator) return null;
  entry.guard(entry.read('IsBufferIter', [object], layoutImm(layout)));
  entry.guard(entry.read('RefcountIsOne', [object]));
  const value = entry.read('BufferIterBuffer', [object]);
  const buffer = guardBuffer(entry, value, layout);
  return virtual('BufferIter', [
    { kind: 'obj', value, type: 'Buffer', buffer, cell: null, stable: true },
    computed(entry.read('BufferIterIndex', [object])),
  ]);
}

/** One of the iterators inside another: over a buffer if it was seen to be, else over a list. */
function innerIterator(lifting: Lifting, object: Value, masks: bigint, index: number): VirtualAv {
  const mask = index < 2 ? Number((masks >> BigInt(32 * index)) & 0xffff_ffffn) : 0;
  return bufferIterator(lifting, object, bufferSeen(mask)) ?? listIterator(lifting, object);
}

function reverseIterator(lifting: Lifting, object: Value): VirtualAv {
  const { entry } = lifting;
  guardIterator(lifting, 'IsListReverseIter', object);
  const list = entry.read('ReverseIterSeq', [object]);
  entry.guard(entry.read('IsList', [list]));
  return virtual('ListReverseIter', [
    { kind: 'obj', value: list, type: 'List', cell: null, stable: true },
    computed(entry.read('ReverseIterIndex', [object])),
  ]);
}

/** Of a list or a buffer: other inner iterators refuse the entry. */
function enumerateIterator(lifting: Lifting, object: Value, masks: bigint): VirtualAv {
  const { entry } = lifting;
  guardIterator(lifting, 'IsEnumerate', object);
  const count = entry.readExit('EnumerateIndex', [object]);
  return virtual('Enumerate', [
    computed(count),
    innerIterator(lifting, entry.read('EnumerateIter', [object]), masks, 0),
  ]);
}

/** Of lists and buffers, as many as the loop unpacks. */
function zipIterator(lifting: Lifting, object: Value, masks: bigint): VirtualAv | null {
  const { entry, builder, fn, trace } = lifting;
  const context = lifting.context(trace.code);
  const header = context.byStart.get(trace.unit);
  const unpack = header && context.byStart.get(header.next);
  if (unpack?.op !== 'UNPACK_SEQUENCE') return null;
  guardIterator(lifting, 'IsZip', object);
  entry.guard(entry.read('I64Eq', [entry.read('ZipLen', [object]), builder.constI64(fn, BigInt(unpack.arg))]));
  const inner = Array.from({ length: unpack.arg }, (_, i) =>
    entry.read('ZipIter', [object, builder.constI64(fn, BigInt(i))]),
  );
  return virtual(
    'Zip',
    inner.map((it, i) => innerIterator(lifting, it, masks, i)),
  );
}
