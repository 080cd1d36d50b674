/** The meaning of the ops on lists, tuples, iterators and ranges. */
import { at, InvariantError } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import { fits, type PyKind, type PyObject, type Slot } from './objects.ts';
import { type Evaluate, EXIT, type Operand, type Result } from './operand.ts';

type OfKind<K extends PyKind> = Extract<PyObject, { kind: K }>;
type SequenceIterator = Extract<PyObject, { sequence: Slot }>;

/** The operand as an object of that kind: a guard promised it. */
export function expectKind<K extends PyKind>(operand: Operand | undefined, kind: K): OfKind<K> {
  const object = operand as Slot | undefined;
  if (object === null || object === undefined || object.kind !== kind) {
    throw new InvariantError(`expected ${kind}, found ${object?.kind ?? 'NULL'}`);
  }
  return object as OfKind<K>;
}

const list = (operand: Operand | undefined) => expectKind(operand, 'list');
const obj = (operand: Operand | undefined) => operand as Slot;
const int = (operand: Operand | undefined) => operand as bigint;

/** An item at an index promised to be inside. */
function item(items: readonly Slot[], index: bigint): Slot {
  return items[place(items, index)] ?? null;
}

function place(items: readonly Slot[], index: bigint): number {
  if (index < 0n || index >= BigInt(items.length)) throw new InvariantError(`index ${index} outside ${items.length}`);
  return Number(index);
}

/** Longest list the evaluator makes; beyond it memory is "out". */
const LONGEST = 10_000n;

function newList(items: readonly Slot[]): PyObject {
  return { kind: 'list', items: [...items] };
}

function repeat(items: readonly Slot[], times: bigint): Result {
  const count = times < 0n ? 0n : times;
  if (count * BigInt(items.length) > LONGEST) return EXIT;
  return newList(Array.from({ length: Number(count) }, () => items).flat());
}

/** A bound of a slice with step 1: counted from the end if negative, then inside. */
function clamp(bound: bigint, length: number): number {
  const wrapped = bound < 0n ? bound + BigInt(length) : bound;
  if (wrapped < 0n) return 0;
  return wrapped > BigInt(length) ? length : Number(wrapped);
}

/** list[start:stop:step]; `absent`: bit 0 start, bit 1 stop. CPython: Objects/sliceobject.c PySlice_AdjustIndices. */
function sliceStep(items: readonly Slot[], bounds: readonly [bigint, bigint, bigint], absent: bigint): Result {
  const [start, stop, step] = bounds;
  if (step === 0n) return EXIT;
  const length = BigInt(items.length);
  const [low, high] = step > 0n ? [0n, length] : [-1n, length - 1n];
  const adjust = (bound: bigint): bigint => {
    const wrapped = bound < 0n ? bound + length : bound;
    if (wrapped < low) return low;
    return wrapped > high ? high : wrapped;
  };
  const first = absent & 1n ? (step > 0n ? low : high) : adjust(start);
  const end = absent & 2n ? (step > 0n ? high : low) : adjust(stop);
  const taken: Slot[] = [];
  for (let i = first; step > 0n ? i < end : i > end; i += step) taken.push(item(items, i));
  return newList(taken);
}

function sumInts(items: readonly Slot[], start: bigint): Result {
  let sum = start;
  for (const element of items) {
    if (element?.kind !== 'int' || !fits(element.value)) return EXIT;
    sum += element.value;
    if (!fits(sum)) return EXIT;
  }
  return sum;
}

/** Compensated as CPython's sum of floats has been since 3.12 (bltinmodule.c, Neumaier's variant of Kahan's). */
function sumFloats(items: readonly Slot[], start: number): Result {
  let sum = start;
  let lost = 0;
  for (const element of items) {
    if (element?.kind !== 'float') return EXIT;
    const next = sum + element.value;
    const sumIsLarger = Math.abs(sum) >= Math.abs(element.value);
    lost += sumIsLarger ? sum - next + element.value : element.value - next + sum;
    sum = next;
  }
  return lost !== 0 && Number.isFinite(lost) ? sum + lost : sum;
}

const rangePart =
  (part: 'start' | 'stop' | 'step'): Evaluate =>
  (args) => {
    const value = expectKind(args[0], 'range')[part];
    return fits(value) ? value : EXIT;
  };

function zipIterator(operand: Operand | undefined, index: bigint): Slot {
  const { iterators } = expectKind(operand, 'zip');
  return at(iterators, Number(index), 'zip iterator');
}

function sequenceIterator(
  operand: Operand | undefined,
  ...kinds: readonly SequenceIterator['kind'][]
): SequenceIterator {
  const object = operand as Slot | undefined;
  const found = object === null || object === undefined ? undefined : kinds.find((kind) => kind === object.kind);
  if (found === undefined) throw new InvariantError(`expected ${kinds.join(' or ')}, found ${object?.kind ?? 'NULL'}`);
  return object as SequenceIterator;
}

export const SEQUENCE_OPS = {
  ListLen: (args) => BigInt(list(args[0]).items.length),
  TupleLen: (args) => BigInt(expectKind(args[0], 'tuple').items.length),
  ListItem: (args) => item(list(args[0]).items, int(args[1])),
  TupleItem: (args) => item(expectKind(args[0], 'tuple').items, int(args[1])),
  ListSet: (args) => {
    const { items } = list(args[0]);
    items[place(items, int(args[1]))] = obj(args[2]);
    return undefined;
  },
  ListSetF64: (args) => {
    const { items } = list(args[0]);
    items[place(items, int(args[1]))] = { kind: 'float', value: args[2] as number };
    return undefined;
  },
  ListSetI64: (args) => {
    const { items } = list(args[0]);
    items[place(items, int(args[1]))] = { kind: 'int', value: int(args[2]) };
    return undefined;
  },
  ListSwap: (args) => {
    const { items } = list(args[0]);
    const [i, j] = [place(items, int(args[1])), place(items, int(args[2]))];
    [items[i], items[j]] = [items[j] ?? null, items[i] ?? null];
    return undefined;
  },
  ListAppend: (args) => {
    list(args[0]).items.push(obj(args[1]));
    return undefined;
  },
  ListNew: (args) => {
    const length = int(args[0]);
    return length > LONGEST ? EXIT : newList(Array.from({ length: Number(length) }, () => null));
  },
  ListInit: (args) => {
    const { items } = list(args[0]);
    items[place(items, int(args[1]))] = obj(args[2]);
    return undefined;
  },
  ListRepeat: (args) => repeat(list(args[0]).items, int(args[1])),
  ListSlice: (args) => {
    const { items } = list(args[0]);
    return newList(items.slice(clamp(int(args[1]), items.length), clamp(int(args[2]), items.length)));
  },
  ListToTuple: (args) => ({ kind: 'tuple', items: [...list(args[0]).items] }),
  ListExtend: (args) => {
    const { items } = list(args[0]);
    items.push(...list(args[1]).items);
    return undefined;
  },
  ListSliceStep: (args) => sliceStep(list(args[0]).items, [int(args[1]), int(args[2]), int(args[3])], int(args[4])),
  ListConcat: (args) => newList([...list(args[0]).items, ...list(args[1]).items]),
  ListSumF64: (args) => sumFloats(list(args[0]).items, args[1] as number),
  ListSumI64: (args) => sumInts(list(args[0]).items, int(args[1])),
  RangeIterNext: (args) => expectKind(args[0], 'rangeIter').next,
  RangeIterLen: (args) => expectKind(args[0], 'rangeIter').remaining,
  RangeIterStep: (args) => expectKind(args[0], 'rangeIter').step,
  RangeStart: rangePart('start'),
  RangeStop: rangePart('stop'),
  RangeStep: rangePart('step'),
  SeqIterSeq: (args) => sequenceIterator(args[0], 'listIter', 'tupleIter').sequence,
  SeqIterIndex: (args) => sequenceIterator(args[0], 'listIter', 'tupleIter').index,
  ReverseIterSeq: (args) => sequenceIterator(args[0], 'listReverseIter').sequence,
  ReverseIterIndex: (args) => sequenceIterator(args[0], 'listReverseIter').index,
  EnumerateIndex: (args) => {
    const { index } = expectKind(args[0], 'enumerate');
    return fits(index) ? index : EXIT;
  },
  EnumerateIter: (args) => expectKind(args[0], 'enumerate').iterator,
  ZipLen: (args) => {
    const zip = expectKind(args[0], 'zip');
    return zip.strict ? -1n : BigInt(zip.iterators.length);
  },
  ZipIter: (args) => zipIterator(args[0], int(args[1])),
} satisfies Partial<Record<OpName, Evaluate>>;
