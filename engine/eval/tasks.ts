/** The meaning of parallel loops: the tasks one after the other, a few iterations each, put together as native/parallel does. */
import { at, InvariantError } from '../base/invariant.ts';
import { type Rule, stateOf } from '../ir/combine.ts';
import type { OpName } from '../ir/ops.ts';
import type { Op } from '../ir/region.ts';
import type { Machine } from './machine.ts';
import { boolObject, fits, type PyObject, type Slot } from './objects.ts';
import { type Evaluate, EXIT, type Operand } from './operand.ts';
import { expectKind } from './sequences.ts';

/** Iterations of a task. */
const CHUNK = 3n;

/** A store to come: to `index`, or an append. */
interface Store {
  readonly list: Slot;
  readonly index: bigint;
  readonly item: PyObject;
}

/** What one task has left so far, and how much of it belongs to iterations that are done. */
interface Running {
  readonly stores: Store[];
  readonly streams: number[][];
  markedStores: number;
  markedStreams: number[];
}

export interface Loop {
  readonly captures: Operand[];
  readonly states: { value: Operand; rule: Rule }[];
  task: Running | null;
}

export function emptyLoop(): Loop {
  return { captures: [], states: [], task: null };
}

function number(op: Op): number {
  if (op.imm?.kind !== 'int') throw new InvariantError(`${op.op} without its number`);
  return Number(op.imm.value);
}

function running(machine: Machine): Running {
  if (machine.loop.task === null) throw new InvariantError('no task runs');
  return machine.loop.task;
}

const capture: Evaluate = (args, op, machine) => {
  machine.loop.captures[number(op)] = args[0] as Operand;
  return undefined;
};
const captured: Evaluate = (_, op, machine) => at(machine.loop.captures, number(op), 'capture');
const state: Evaluate = (args, op, machine) => {
  if (op.imm?.kind !== 'int') throw new InvariantError(`${op.op} without its rule`);
  const { number: k, combine, aux } = stateOf(op.imm.value);
  machine.loop.states[k] = { value: args[0] as Operand, rule: { combine, aux } };
  return undefined;
};
const result: Evaluate = (_, op, machine) => at(machine.loop.states, number(op), 'state').value;

const store =
  (box: (args: readonly Operand[]) => PyObject): Evaluate =>
  (args, _, machine) => {
    running(machine).stores.push({ list: args[0] as Slot, index: args[1] as bigint, item: box(args) });
    return undefined;
  };
const int = (args: readonly Operand[]): PyObject => ({ kind: 'int', value: args[2] as bigint });
const float = (args: readonly Operand[]): PyObject => ({ kind: 'float', value: args[2] as number });

export const TASK_OPS = {
  ParallelBegin: (args, _, machine) => {
    machine.loop = emptyLoop();
    return (args[0] as bigint) > 0n;
  },
  ItemsApart: (args) => {
    const [rows, list] = [expectKind(args[0], 'list'), expectKind(args[1], 'list')];
    return rows.items.every((row) => row !== rows && row !== list && !list.items.includes(row));
  },
  ParallelHold: () => undefined,
  BuffersApart: (args, _, machine) => {
    const [a, b] = [args[0], args[2]].map((address) => machine.buffers[Number(address) - 1]?.memory.buffer);
    return a !== b;
  },
  CaptureI64: capture,
  CaptureF64: capture,
  CaptureI1: capture,
  CaptureObj: capture,
  StateI64: state,
  StateF64: state,
  StateI1: state,
  StateObj: state,
  ParallelRun: (args, op, machine) => runLoop(machine, op, args[0] as bigint),
  ResultI64: result,
  ResultF64: result,
  ResultI1: result,
  ResultObj: result,
  EnterTask: () => undefined,
  TaskCaptureI64: captured,
  TaskCaptureF64: captured,
  TaskCaptureI1: captured,
  TaskCaptureObj: captured,
  TaskStoreI64: store(int),
  TaskStoreF64: store(float),
  TaskStoreI1: store((args) => boolObject(args[2] as boolean)),
  TaskStoreObj: store((args) => args[2] as PyObject),
  TaskStoreOwnerI64: store((args) => (args[3] as Slot) ?? int(args)),
  TaskStoreOwnerF64: store((args) => (args[3] as Slot) ?? float(args)),
  TaskUndo: () => undefined, // a task that stops here has done nothing that must be taken back: chunks run in order
  TaskSave: () => undefined,
  TaskFold: (args, op, machine) => {
    const { streams } = running(machine);
    const stream = streams[number(op)] ?? [];
    streams[number(op)] = stream;
    stream.push(args[0] as number);
    return undefined;
  },
  TaskMark: (_, __, machine) => {
    const task = running(machine);
    task.markedStores = task.stores.length;
    task.markedStreams = task.streams.map((stream) => stream.length);
    return undefined;
  },
} satisfies Partial<Record<OpName, Evaluate>>;

/** Chunks in order until one of them ends early; returns the iterations done. */
function runLoop(machine: Machine, op: Op, count: bigint): bigint {
  if (op.imm?.kind !== 'function') throw new InvariantError('ParallelRun without its task');
  const { loop } = machine;
  let done = 0n;
  while (done < count) {
    const size = count - done < CHUNK ? count - done : CHUNK;
    const task: Running = { stores: [], streams: [], markedStores: 0, markedStreams: [] };
    loop.task = task;
    const end = machine.task(op.imm.value, [done, size]);
    loop.task = null;
    if (end.done === 0n || !combine(loop, end.states, task)) return done;
    for (const each of task.stores.slice(0, task.markedStores)) apply(each);
    done += end.done;
    if (end.done < size) return done;
  }
  return done;
}

function apply({ list, index, item }: Store): void {
  const { items } = expectKind(list, 'list');
  if (index < 0n) items.push(item);
  else items[Number(index)] = item;
}

/** False, and nothing changed, if an int leaves 64 bits. */
function combine(loop: Loop, found: readonly Operand[], task: Running): boolean {
  const taken = new Set<number>();
  const next = loop.states.map(({ value, rule }, k) => {
    const now = combined(rule, value, at(found, k), found, task);
    if (!Object.is(now, value) && /^M(in|ax)/.test(rule.combine)) taken.add(k);
    return now;
  });
  if (next.some((value) => value === EXIT)) return false;
  for (const [k, row] of loop.states.entries()) {
    const isWith = row.rule.combine === 'With';
    if (!isWith) row.value = next[k] as Operand;
    else if (taken.has(row.rule.aux)) row.value = at(found, k);
  }
  return true;
}

function wide(value: bigint): Operand | typeof EXIT {
  return fits(value) ? value : EXIT;
}

function combined(
  { combine: rule, aux }: Rule,
  now: Operand,
  chunk: Operand,
  found: readonly Operand[],
  task: Running,
): Operand | typeof EXIT {
  const [a, b] = [now as bigint, chunk as bigint];
  const [x, y] = [now as number, chunk as number];
  const stream = () => (task.streams[aux] ?? []).slice(0, task.markedStreams[aux] ?? 0);
  switch (rule) {
    case 'Last':
      return chunk;
    case 'LastIf':
      return found[aux] === true ? chunk : now;
    case 'Any':
      return now === true || chunk === true;
    case 'AddI64':
      return wide(a + b);
    case 'MulI64':
      return wide(a * b);
    case 'AndI64':
      return a & b;
    case 'OrI64':
      return a | b;
    case 'XorI64':
      return a ^ b;
    case 'MinI64':
    case 'MinF64':
      return y < x ? chunk : now;
    case 'MaxI64':
    case 'MaxF64':
      return y > x ? chunk : now;
    case 'AddF64':
      return x + y;
    case 'MulF64':
      return x * y;
    case 'FoldAdd':
      return stream().reduce((sum, value) => sum + value, x);
    case 'FoldSub':
      return stream().reduce((sum, value) => sum - value, x);
    case 'FoldMul':
      return stream().reduce((product, value) => product * value, x);
    case 'With':
    case 'Fixed':
      return now;
  }
}
