/**
 * The evaluator: runs a region op by op on a heap of JavaScript objects until it takes an exit, with no LLVM and no
 * Python. Slow and literal: the meaning that passes must keep and primitives must have.
 */

import type { ExitId, FunctionId } from '../base/ids.ts';
import { at, InvariantError } from '../base/invariant.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { isTask, valuesOf } from '../ir/walk.ts';
import { BUFFER_OPS } from './buffers.ts';
import { FLOAT_OPS } from './floats.ts';
import { FRAME_OPS } from './frames-and-boxes.ts';
import { INTEGER_OPS } from './integers.ts';
import { type Frame, Materialiser } from './materialise.ts';
import type { BufferObject, Slot } from './objects.ts';
import { type Evaluate, EXIT, type Operand, type Result } from './operand.ts';
import { SEQUENCE_OPS } from './sequences.ts';
import { emptyLoop, type Loop, TASK_OPS } from './tasks.ts';
import { VIEW_OPS, type View } from './views.ts';

const EVALUATORS = {
  ...FRAME_OPS,
  ...INTEGER_OPS,
  ...FLOAT_OPS,
  ...SEQUENCE_OPS,
  ...VIEW_OPS,
  ...TASK_OPS,
  ...BUFFER_OPS,
} satisfies Record<OpName, Evaluate>;

/** What native code finds when it is entered. */
export interface World {
  /** Slots of the entered frame at the entry. */
  readonly slots: readonly Slot[];
  /** Objects by binding number. */
  readonly bindings: readonly Slot[];
  /** Blocks to run before it is called endless. */
  readonly fuel: number;
  /** Depth of native calls before EnterNative exits. */
  readonly depth: number;
  /** Number of polls that let native code go on. */
  readonly polls: number;
  /** An exit that is taken when it can be, but for the first `passes` times; null: none. */
  readonly forced: { readonly exit: ExitId; readonly passes: number } | null;
}

/** How a run ended. */
export interface Outcome {
  /** The exit of function 0 that was taken. */
  readonly exit: ExitId;
  /** Exits of native callees, innermost first, when the first one waited for them. */
  readonly callees: readonly ExitId[];
  /** Frames, outermost first: those of function 0, then those of the native callees. */
  readonly frames: readonly Frame[];
  /** Names stored, in order. */
  readonly names: readonly { readonly dict: number; readonly name: number; readonly value: Slot }[];
}

/** The run took more blocks than its fuel allows. */
export class OutOfFuel extends Error {
  override name = 'OutOfFuel';
}

type Left = { readonly exit: ExitId };
type Returned = { readonly value: Operand };
type Environment = Map<number, Operand>;

export function evaluate(region: Region, world: World): Outcome {
  return new Machine(region, world).run();
}

export class Machine {
  readonly world: World;
  readonly cells: Slot[];
  /** Slots of the entered frame now. */
  readonly slots: Slot[];
  /** The parallel loop about to run, or running. */
  loop: Loop = emptyLoop();
  /** By number. */
  readonly views: (View | undefined)[] = [];
  /** Whose address was asked for. */
  readonly buffers: BufferObject[] = [];
  readonly #region: Region;
  readonly #callees: ExitId[] = [];
  /** Materialised records, innermost first, as on the spill stack. */
  readonly #records: Materialiser[] = [];
  #fuel: number;
  #polls: number;
  #depth: number;
  #passes: number;

  constructor(region: Region, world: World) {
    this.world = world;
    this.#region = region;
    this.#fuel = world.fuel;
    this.#polls = world.polls;
    this.#depth = world.depth;
    this.#passes = world.forced?.passes ?? 0;
    this.slots = [...world.slots];
    this.cells = Array.from({ length: region.cells }, () => null);
  }

  run(): Outcome {
    const end = this.#function(at(this.#region.functions, 0), []);
    if (!('exit' in end)) throw new InvariantError('the entry function returned');
    const records = [...this.#records].reverse();
    for (const record of records) record.updateInPlace();
    return {
      exit: end.exit,
      callees: this.#callees.slice(0, -1),
      frames: records.flatMap((record) => record.frames),
      names: records.flatMap((record) => record.names),
    };
  }

  /** True when the interpreter is asked for. */
  poll(): boolean {
    this.#polls -= 1;
    return this.#polls < 0;
  }

  enter(): boolean {
    return this.#depth >= 0;
  }

  /** Runs a native function; EXIT when it left native code, its record then lies below. */
  call(id: FunctionId, args: readonly Operand[]): Result {
    this.#depth -= 1;
    const end = this.#function(at(this.#region.functions, id), args);
    this.#depth += 1;
    return 'exit' in end ? EXIT : end.value;
  }

  /** Runs a task function: the iterations it did, and the states it left. */
  task(id: FunctionId, args: readonly Operand[]): { done: bigint; states: Operand[] } {
    const values: Environment = new Map();
    const end = this.#function(at(this.#region.functions, id), args, values);
    if (!('exit' in end)) throw new InvariantError('a task returned');
    const [frame] = at(this.#region.snapshots, at(this.#region.exits, end.exit).snapshot).frames;
    const [done, ...states] = [...(frame?.stack ?? []), ...(frame?.locals ?? [])].flatMap(valuesOf);
    if (!done) throw new InvariantError('a task does not say how far it came');
    return { done: read(values, done) as bigint, states: states.map((value) => read(values, value)) };
  }

  #function(fn: IrFunction, args: readonly Operand[], values: Environment = new Map()): Left | Returned {
    for (const [i, param] of fn.params.entries()) values.set(param.id, argument(args, i));
    let block = at(fn.blocks, 0);
    for (;;) {
      const exit = this.#ops(block, values);
      if (exit !== null) return this.#leave(fn, exit, values);
      const { end } = block;
      if (end.kind === 'exit') return this.#leave(fn, end.exit, values);
      if (end.kind === 'return') return { value: read(values, end.value) };
      const edge = end.kind === 'jump' ? end.edge : read(values, end.cond) === true ? end.then : end.else;
      block = pass(fn, edge, values);
    }
  }

  /** The exit taken, or null at the end of the block. */
  #ops(block: Block, values: Environment): ExitId | null {
    this.#fuel -= 1;
    if (this.#fuel < 0) throw new OutOfFuel(`no exit after ${this.world.fuel} blocks`);
    for (const op of block.ops) {
      if (op.exit !== null && this.#isForced(op.exit)) return op.exit;
      const result = evaluateOp(op, values, this);
      if (result === EXIT) {
        if (op.exit === null) throw new InvariantError(`${op.op} exits and has no exit`);
        return op.exit;
      }
      if (op.result !== null && result !== undefined) values.set(op.result.id, result);
    }
    return null;
  }

  #isForced(exit: ExitId): boolean {
    if (exit !== this.world.forced?.exit) return false;
    this.#passes -= 1;
    return this.#passes < 0;
  }

  #leave(fn: IrFunction, exit: ExitId, values: Environment): Left {
    if (isTask(fn)) return { exit };
    const snapshot = at(this.#region.snapshots, at(this.#region.exits, exit).snapshot);
    this.#records.push(new Materialiser(snapshot, this.slots, this.world.bindings, (value) => read(values, value)));
    this.#callees.push(exit);
    return { exit };
  }
}

function evaluateOp(op: Op, values: Environment, machine: Machine): Result {
  const args = op.args.map((arg) => read(values, arg));
  const evaluator: Evaluate = EVALUATORS[op.op];
  const result = evaluator(args, op, machine);
  if (result === undefined && op.result !== null) throw new InvariantError(`${op.op} gave nothing`);
  if (result === EXIT && !specOf(op.op).exits) throw new InvariantError(`${op.op} cannot exit`);
  return result;
}

function read(values: Environment, value: Value): Operand {
  const operand = values.get(value.id);
  if (operand === undefined) throw new InvariantError(`v${value.id} has no value yet`);
  return operand;
}

function argument(args: readonly Operand[], i: number): Operand {
  const arg = args[i];
  if (arg === undefined) throw new InvariantError(`no argument ${i}`);
  return arg;
}

/** All arguments are read before any parameter is set. */
function pass(fn: IrFunction, edge: Edge, values: Environment): Block {
  const target = at(fn.blocks, edge.to);
  const args = edge.args.map((arg) => read(values, arg));
  for (const [i, param] of target.params.entries()) values.set(param.id, argument(args, i));
  return target;
}
