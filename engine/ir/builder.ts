/**
 * RegionBuilder: how a region comes to be. Every op is typed by the op table as it is emitted, so a wrong operand is
 * reported where it was written; what needs the whole region (dominance, stealing) is the verifier's business.
 */

import type { BindingId, BlockId, CellId, ExitId, FunctionId, SnapshotId, ValueId } from '../base/ids.ts';
import { at, invariant } from '../base/invariant.ts';
import type { Binding } from '../deopt/bindings.ts';
import { type OpName, specOf } from './ops.ts';
import {
  type Block,
  type Exit,
  emptyRegion,
  type Imm,
  type IrFunction,
  type Op,
  type Region,
  type Snapshot,
  type Terminator,
  type Value,
} from './region.ts';
import type { Rep } from './reps.ts';

/** What an op may need besides its operands; `exit` is required exactly where the op table says `exits`. */
export interface EmitOptions {
  readonly imm?: Imm;
  readonly exit?: ExitId | null;
  readonly line?: number;
}

/** The end of a block that has none yet; `finish` refuses it. */
const OPEN_END: Terminator = { kind: 'exit', exit: -1 as ExitId };

export class RegionBuilder {
  readonly region: Region;
  readonly #bindings = new Map<string, BindingId>();
  /** Per function: constants by key, put at the head of its first block by `finish`. */
  readonly #constants: Map<string, Op>[] = [];

  constructor(name: string) {
    this.region = emptyRegion(name);
  }

  /** Function 0, made first, is the entry: no parameters, no result. */
  newFunction(name: string, paramReps: readonly Rep[] = [], result: Rep | null = null): IrFunction {
    const id = this.region.functions.length as FunctionId;
    invariant(id !== 0 || (paramReps.length === 0 && result === null), 'the entry function takes and returns nothing');
    const fn: IrFunction = { id, name, params: paramReps.map((rep) => this.#newValue(rep)), result, blocks: [] };
    this.region.functions.push(fn);
    this.#constants.push(new Map());
    return fn;
  }

  /** The first block made of a function is the one entered; it takes no parameters. */
  newBlock(fn: IrFunction, note: string, paramReps: readonly Rep[] = []): { block: Block; params: Value[] } {
    const id = fn.blocks.length as BlockId;
    invariant(id !== 0 || paramReps.length === 0, `the first block of ${fn.name} takes no parameters`);
    const params = paramReps.map((rep) => this.#newValue(rep));
    const block: Block = { id, params, ops: [], end: OPEN_END, note };
    fn.blocks.push(block);
    return { block, params };
  }

  /** One more parameter of a block, last; the edges to it must be given an argument each. */
  addParam(block: Block, rep: Rep): Value {
    const value = this.#newValue(rep);
    block.params.push(value);
    return value;
  }

  /** Appends an op. Returns its result, or null where the table says `None` (or a called function returns nothing). */
  emit(block: Block, name: OpName, args: readonly Value[] = [], options: EmitOptions = {}): Value | null {
    invariant(block.end === OPEN_END, `${name} after the end of block ${block.id} ${block.note}`);
    const op = this.#makeOp(name, args, options);
    block.ops.push(op);
    return op.result;
  }

  /** As `emit`, for ops that have a result. */
  value(block: Block, name: OpName, args: readonly Value[] = [], options: EmitOptions = {}): Value {
    const result = this.emit(block, name, args, options);
    invariant(result !== null, `${name} has no result`);
    return result;
  }

  constI64(fn: IrFunction, value: bigint): Value {
    invariant(BigInt.asIntN(64, value) === value, `${value} does not fit 64 bits`);
    return this.#constant(fn, 'ConstI64', { kind: 'int', value }, String(value));
  }

  constF64(fn: IrFunction, value: number): Value {
    return this.#constant(fn, 'ConstF64', { kind: 'float', value }, Object.is(value, -0) ? '-0' : String(value));
  }

  constI1(fn: IrFunction, value: boolean): Value {
    return this.#constant(fn, 'ConstI1', { kind: 'bool', value }, String(value));
  }

  constObj(fn: IrFunction, binding: BindingId): Value {
    at(this.region.bindings, binding, 'binding');
    return this.#constant(fn, 'ConstObj', { kind: 'binding', value: binding }, String(binding));
  }

  constNull(fn: IrFunction): Value {
    return this.#constant(fn, 'ConstNull', null, '');
  }

  noneObj(fn: IrFunction): Value {
    return this.#constant(fn, 'NoneObj', null, '');
  }

  addSnapshot(snapshot: Snapshot): SnapshotId {
    return (this.region.snapshots.push(snapshot) - 1) as SnapshotId;
  }

  addExit(exit: Exit): ExitId {
    at(this.region.snapshots, exit.snapshot, 'snapshot');
    return (this.region.exits.push(exit) - 1) as ExitId;
  }

  /** The number of an equal binding if there is one, else a new one. */
  addBinding(binding: Binding): BindingId {
    invariant(binding.parent < this.region.bindings.length, `binding parent ${binding.parent} comes later`);
    const key = JSON.stringify(binding);
    const known = this.#bindings.get(key);
    if (known !== undefined) return known;
    const id = (this.region.bindings.push(binding) - 1) as BindingId;
    this.#bindings.set(key, id);
    return id;
  }

  newCell(): CellId {
    const cell = this.region.cells as CellId;
    this.region.cells += 1;
    return cell;
  }

  /** Ends a block, once. */
  setEnd(block: Block, end: Terminator): void {
    invariant(block.end === OPEN_END, `block ${block.id} ${block.note} has an end already`);
    block.end = end;
  }

  isOpen(block: Block): boolean {
    return block.end === OPEN_END;
  }

  /** The region, whole. The builder must not be used afterwards. */
  finish(): Region {
    for (const fn of this.region.functions) {
      for (const block of fn.blocks) {
        invariant(block.end !== OPEN_END, `block ${block.id} ${block.note} of ${fn.name} has no end`);
      }
      const first = at(fn.blocks, 0, 'first block of ' + fn.name);
      const constants = at(this.#constants, fn.id).values();
      const head = first.ops[0]?.op === 'EnterNative' || first.ops[0]?.op === 'EnterTask' ? 1 : 0;
      first.ops = [...first.ops.slice(0, head), ...constants, ...first.ops.slice(head)];
    }
    return this.region;
  }

  #newValue(rep: Rep): Value {
    const id = this.region.nextValue as ValueId;
    this.region.nextValue += 1;
    return { id, rep };
  }

  #constant(fn: IrFunction, name: OpName, imm: Imm | null, text: string): Value {
    const known = at(this.#constants, fn.id, 'function');
    const key = `${name} ${text}`;
    let op = known.get(key);
    if (op === undefined) {
      op = this.#makeOp(name, [], imm === null ? {} : { imm });
      known.set(key, op);
    }
    invariant(op.result !== null, name);
    return op.result;
  }

  #makeOp(name: OpName, args: readonly Value[], options: EmitOptions): Op {
    const spec = specOf(name);
    const { imm = null, exit = null, line = 0 } = options;
    invariant((imm?.kind ?? null) === spec.imm, `${name} takes immediate ${spec.imm}, got ${imm?.kind ?? null}`);
    invariant((exit !== null) === spec.exits, `${name} ${spec.exits ? 'needs an exit' : 'has no exit'}`);
    const called = imm?.kind === 'function' ? at(this.region.functions, imm.value, 'function') : null;
    const wanted = spec.in === 'any' ? called?.params.map((param) => param.rep) : spec.in;
    checkReps(name, args, wanted ?? []);
    const out = spec.out === 'any' ? (called?.result ?? 'None') : spec.out;
    return { op: name, args: [...args], imm, result: out === 'None' ? null : this.#newValue(out), exit, line };
  }
}

function checkReps(name: OpName, args: readonly Value[], wanted: readonly Rep[]): void {
  invariant(args.length === wanted.length, `${name} takes ${wanted.length} operands, got ${args.length}`);
  for (let i = 0; i < wanted.length; i++) {
    const rep = at(args, i).rep;
    invariant(rep === wanted[i], `${name} operand ${i} is ${wanted[i]}, got ${rep}`);
  }
}
