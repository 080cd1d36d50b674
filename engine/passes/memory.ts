/**
 * Which reads a write can change. The op table orders reads and writes coarsely; this says what they touch.
 *
 * Native code writes list items, list lengths, elements of buffers, closure cells, slots it takes and reference counts; nothing
 * else of Python's memory. The type of a live object, ints, floats, tuples, ranges, dicts, iterators, and where a buffer lies
 * and how long it is, stay as they are until an exit.
 */
import { type OPS, type OpName, specOf } from '../ir/ops.ts';

/** `fixed`: nothing changes it. `counts`: any op may change it. */
export type Memory = 'fixed' | 'slots' | 'items' | 'length' | 'elements' | 'cells' | 'counts';

type WithEffect<E extends string> = {
  [K in OpName]: (typeof OPS)[K]['effect'] extends E ? K : never;
}[OpName];

const READS = {
  LoadSlot: 'slots',
  ReleaseOk: 'counts',
  ReleaseManyOk: 'counts',
  RefcountIsOne: 'counts',
  DictGet: 'fixed',
  CellGet: 'cells',
  NotNull: 'fixed',
  IsQuiet: 'fixed',
  IsInt: 'fixed',
  IsInt64: 'fixed',
  IsFloat: 'fixed',
  IsBool: 'fixed',
  IsNone: 'fixed',
  IsStr: 'fixed',
  IsList: 'fixed',
  IsTuple: 'fixed',
  IsRange: 'fixed',
  IsRangeIter: 'fixed',
  IsListIter: 'fixed',
  IsTupleIter: 'fixed',
  IsListReverseIter: 'fixed',
  IsEnumerate: 'fixed',
  IsZip: 'fixed',
  IsFunction: 'fixed',
  UnboxI64: 'fixed',
  UnboxF64: 'fixed',
  UnboxI1: 'fixed',
  ListLen: 'length',
  TupleLen: 'fixed',
  ListItem: 'items',
  TupleItem: 'fixed',
  ListSumF64: 'items',
  ListSumI64: 'items',
  ViewColumns: 'items',
  ViewLoadF64: 'items',
  IsBuffer: 'fixed',
  IsBufferIter: 'fixed',
  BufferData: 'fixed',
  BufferLen: 'fixed',
  BufferColumns: 'fixed',
  BufferLoadI64: 'elements',
  BufferLoadF64: 'elements',
  BufferIterBuffer: 'fixed',
  BufferIterIndex: 'fixed',
  RangeIterNext: 'fixed',
  RangeIterLen: 'fixed',
  RangeIterStep: 'fixed',
  RangeStart: 'fixed',
  RangeStop: 'fixed',
  RangeStep: 'fixed',
  SeqIterSeq: 'fixed',
  SeqIterIndex: 'fixed',
  ReverseIterSeq: 'fixed',
  ReverseIterIndex: 'fixed',
  EnumerateIndex: 'fixed',
  EnumerateIter: 'fixed',
  ZipLen: 'fixed',
  ZipIter: 'fixed',
  ItemsApart: 'items',
  TaskCaptureI64: 'fixed',
  TaskCaptureF64: 'fixed',
  TaskCaptureI1: 'fixed',
  TaskCaptureObj: 'fixed',
} as const satisfies Record<WithEffect<'reads'>, Memory>;

const WRITES = {
  CellSwap: [],
  CellClear: [],
  Release: [],
  CellSet: ['cells'],
  ListSet: ['items'],
  ListSetF64: ['items'],
  ListSetI64: ['items'],
  ListSwap: ['items'],
  MatrixView: ['items'],
  ViewStore: [],
  ViewDrop: [],
  ViewsEnd: [],
  ListAppend: ['items', 'length'],
  ListInit: ['items'],
  ListExtend: ['items', 'length'],
  ParallelBegin: [],
  ParallelHold: [],
  CaptureI64: [],
  CaptureF64: [],
  CaptureI1: [],
  CaptureObj: [],
  StateI64: [],
  StateF64: [],
  StateI1: [],
  StateObj: [],
  ResultI64: [],
  ResultF64: [],
  ResultI1: [],
  ResultObj: [],
  TaskStoreI64: [],
  TaskStoreF64: [],
  TaskStoreI1: [],
  TaskStoreObj: [],
  TaskStoreOwnerI64: [],
  TaskStoreOwnerF64: [],
  TaskUndo: [],
  TaskSave: [],
  TaskFold: [],
  TaskMark: [],
  BufferStoreI64: ['elements'], // two buffers may share their memory
  BufferStoreF64: ['elements'],
} as const satisfies Record<WithEffect<'writes'>, readonly Memory[]>;

const EVERYTHING: readonly Memory[] = ['items', 'length', 'elements', 'cells'];
const NOTHING: readonly Memory[] = [];

/** What a `reads` op depends on besides its operands; null for other ops. */
export function memoryRead(name: OpName): Memory | null {
  return Object.hasOwn(READS, name) ? READS[name as keyof typeof READS] : null;
}

/** What an op may change. */
export function memoryWritten(name: OpName): readonly Memory[] {
  if (Object.hasOwn(WRITES, name)) return WRITES[name as keyof typeof WRITES];
  if (name === 'TakeSlot') return ['slots'];
  return name === 'ParallelRun' || specOf(name).in === 'any' ? EVERYTHING : NOTHING;
}
