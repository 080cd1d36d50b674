/**
 * Rows of the op table for parallel loops (engine/parallel). The serial function fills a `tj_loop` (native/primitives/abi.h)
 * and runs it; the task function, whose first op is `EnterTask`, does some of its iterations on any thread.
 */
import { type OpSpec, op } from './op-spec.ts';
import type { Rep } from './reps.ts';

/** The C name of a row for one rep. */
const put = <R extends Rep>(rep: R, prim: string) =>
  op({ in: [rep], out: 'None', imm: 'int', effect: 'writes', exits: false, lower: { prim, act: true } });
const get = <R extends Rep, E extends 'reads' | 'writes'>(rep: R, prim: string, effect: E) =>
  op({ in: [], out: rep, imm: 'int', effect, exits: false, lower: { prim, act: true } });
const store = <R extends Rep>(rep: R, prim: string) =>
  op({ in: ['Obj', 'I64', rep], out: 'None', imm: null, effect: 'writes', exits: true, lower: { prim, act: true } });
const storeOwned = <R extends Rep>(rep: R, prim: string) =>
  op({
    in: ['Obj', 'I64', rep, 'Obj'],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: true,
    lower: { prim, act: true },
  });

export const TASK_OPS = {
  // ---- in the function of the loop ----
  /** Whether loop `imm` of the region is worth running on several threads, given the number of its iterations. */
  ParallelBegin: op({
    in: ['I64'],
    out: 'I1',
    imm: 'int',
    effect: 'writes',
    exits: false,
    lower: { prim: 'parallel_begin', act: true },
  }),
  /** Whether no item of the first list is that list, the second, or an item of the second. */
  ItemsApart: op({
    in: ['Obj', 'Obj'],
    out: 'I1',
    imm: null,
    effect: 'reads',
    exits: false,
    lower: { prim: 'items_apart' },
  }),
  /** (address, length) of two buffers: whether no byte belongs to both. Immediate: the numbers of their elements, element | other << 8. */
  BuffersApart: op({
    in: ['I64', 'I64', 'I64', 'I64'],
    out: 'I1',
    imm: 'int',
    effect: 'pure',
    exits: false,
    lower: { prim: 'buffers_apart' },
  }),
  /** A buffer that must keep its place and size while the tasks run, also without the GIL. */
  ParallelHold: op({
    in: ['Obj'],
    out: 'None',
    imm: null,
    effect: 'writes',
    exits: false,
    lower: { prim: 'parallel_hold', act: true },
  }),
  /** Word `imm` of what tasks may read. */
  CaptureI64: put('I64', 'capture_i64'),
  CaptureF64: put('F64', 'capture_f64'),
  CaptureI1: put('I1', 'capture_i1'),
  CaptureObj: put('Obj', 'capture_obj'),
  /** State number `imm & 255` at the loop's start, and what becomes of it: see `stateImm` (engine/parallel/states.ts). */
  StateI64: put('I64', 'state_i64'),
  StateF64: put('F64', 'state_f64'),
  StateI1: put('I1', 'state_i1'),
  StateObj: put('Obj', 'state_obj'),
  /**
   * Runs task function `imm` over (number of iterations, loop number, flags), on several threads; as many iterations as
   * it says are done then, the first ones, their writes to lists and buffers with them. Never sets an exception.
   */
  ParallelRun: op({
    in: ['I64', 'I64', 'I64'],
    out: 'I64',
    imm: 'function',
    effect: 'control',
    exits: false,
    lower: 'custom',
  }),
  /** State number `imm` after them. */
  ResultI64: get('I64', 'result_i64', 'writes'),
  ResultF64: get('F64', 'result_f64', 'writes'),
  ResultI1: get('I1', 'result_i1', 'writes'),
  ResultObj: get('Obj', 'result_obj', 'writes'),

  // ---- in the task function ----
  /** First op of a task function. */
  EnterTask: op({ in: [], out: 'None', imm: null, effect: 'control', exits: false, lower: 'custom' }),
  TaskCaptureI64: get('I64', 'task_capture_i64', 'reads'),
  TaskCaptureF64: get('F64', 'task_capture_f64', 'reads'),
  TaskCaptureI1: get('I1', 'task_capture_i1', 'reads'),
  TaskCaptureObj: get('Obj', 'task_capture_obj', 'reads'),
  /** The item to be stored in a list when the iteration counts: (list, index inside it, or -1: append; value). */
  TaskStoreI64: store('I64', 'task_store_i64'),
  TaskStoreF64: store('F64', 'task_store_f64'),
  TaskStoreI1: store('I1', 'task_store_i1'),
  /** An object that something else keeps alive until then. */
  TaskStoreObj: store('Obj', 'task_store_obj'),
  /** The owner if it is not NULL, which something else keeps alive until then, else a new number. */
  TaskStoreOwnerI64: storeOwned('I64', 'task_store_owner_i64'),
  TaskStoreOwnerF64: storeOwned('F64', 'task_store_owner_f64'),
  /** (address, index): what an element (its number: `imm`) is before it is written, so that it can be taken back. */
  TaskUndo: op({
    in: ['I64', 'I64'],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: true,
    lower: { prim: 'task_undo', act: true },
  }),
  /** (address, length, first, count): likewise of all elements from `first` on that lie inside, at once. */
  TaskSave: op({
    in: ['I64', 'I64', 'I64', 'I64'],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: true,
    lower: { prim: 'task_save', act: true },
  }),
  /** Next number of stream `imm`. */
  TaskFold: op({
    in: ['F64'],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: true,
    lower: { prim: 'task_fold', act: true },
  }),
  /** An iteration begins: what was stored and folded so far counts. Immediate: 1 in a loop that stores. */
  TaskMark: op({
    in: [],
    out: 'None',
    imm: 'int',
    effect: 'writes',
    exits: true,
    lower: { prim: 'task_mark', act: true },
  }),
} as const satisfies Record<string, OpSpec>;
