/**
 * One function on its way to LLVM: which LLVM value stands for each SSA value, where instructions go, and the blocks
 * of its exits. lower.ts drives it; lower-custom.ts has the ops that are neither instruction nor primitive.
 */

import type { BindingId, ExitId, SnapshotId } from '../base/ids.ts';
import { at, invariant } from '../base/invariant.ts';
import type { IrFunction, Op, Region, Value } from '../ir/region.ts';
import { isTask, valuesOf } from '../ir/walk.ts';
import { largestRecord, spillLayout } from './exits.ts';
import type { LlvmBlock, LlvmFunction, LlvmModule, LlvmPhi, LlvmValue } from './llvm.ts';
import { LOWERING_PRIMS } from './primitives.ts';

/** What the functions of a region share. */
export interface RegionContext {
  readonly region: Region;
  readonly llvm: LlvmModule;
  /** By function id. */
  readonly functions: readonly LlvmFunction[];
  readonly definitions: ReadonlyMap<number, Op>;
}

const SPILL = {
  Obj: LOWERING_PRIMS.spillObj,
  I64: LOWERING_PRIMS.spillI64,
  F64: LOWERING_PRIMS.spillF64,
  I1: LOWERING_PRIMS.spillI1,
} as const;

/** One block for the exits of a snapshot, and the number of the exit taken. */
interface ExitBlock {
  readonly block: LlvmBlock;
  readonly number: LlvmPhi;
}

export class FunctionLowering {
  readonly context: RegionContext;
  readonly fn: IrFunction;
  readonly llvm: LlvmModule;
  readonly target: LlvmFunction;
  /** Where the function finds everything: its activation, or its `tj_task`. */
  readonly act: LlvmValue;
  readonly isTask: boolean;
  readonly #values = new Map<number, LlvmValue>();
  readonly #bindings = new Map<BindingId, LlvmValue>();
  readonly #exitBlocks = new Map<SnapshotId, ExitBlock>();
  #breaker: { readonly pointer: LlvmValue; readonly value: LlvmValue } | null = null;
  #depth: LlvmValue | null = null;
  #block: LlvmBlock;

  /** Starts the function with a block of its own: what is loaded once goes there. */
  constructor(context: RegionContext, fn: IrFunction) {
    this.context = context;
    this.fn = fn;
    this.llvm = context.llvm;
    this.target = at(context.functions, fn.id, 'function');
    this.act = this.target.getArg(fn.id === 0 ? 1 : 0);
    this.isTask = isTask(fn);
    this.#block = this.llvm.addBlock(this.target, 'prologue');
    this.moveTo(this.#block);
    if (fn.id !== 0) this.#depth = this.target.getArg(1);
    fn.params.forEach((param, k) => this.define(param, this.target.getArg(k + 2)));
    this.#loadOnce();
  }

  /** Objects and the breaker do not change during a run: one load each, before every loop. */
  #loadOnce(): void {
    for (const { ops } of this.fn.blocks) {
      for (const op of ops) {
        if (op.op === 'ConstObj' && op.imm?.kind === 'binding') this.#loadBinding(op.imm.value);
        if (op.op === 'Poll' && !this.isTask && !this.#breaker) this.#breaker = this.#loadBreaker();
        if (op.op === 'CallNative' && !this.#depth) this.#depth = this.#loadDepth();
      }
    }
  }

  #loadBinding(binding: BindingId): void {
    if (this.#bindings.has(binding)) return;
    const number = this.llvm.constI64(BigInt(binding));
    this.#bindings.set(binding, this.llvm.callPrimitive(LOWERING_PRIMS.binding, [this.act, number]));
  }

  #loadBreaker(): { pointer: LlvmValue; value: LlvmValue } {
    const pointer = this.llvm.callPrimitive(LOWERING_PRIMS.breaker, [this.act]);
    return { pointer, value: this.llvm.callPrimitive(LOWERING_PRIMS.breakerValue, [this.act]) };
  }

  #loadDepth(): LlvmValue {
    const words = this.llvm.constI64(BigInt(largestRecord(this.context.region)));
    return this.llvm.callPrimitive(LOWERING_PRIMS.depthLeft, [this.act, words]);
  }

  binding(id: BindingId): LlvmValue {
    const value = this.#bindings.get(id);
    invariant(value, `binding ${id} was not loaded`);
    return value;
  }

  get breaker(): { readonly pointer: LlvmValue; readonly value: LlvmValue } {
    invariant(this.#breaker, 'no poll in this function');
    return this.#breaker;
  }

  get depth(): LlvmValue {
    invariant(this.#depth, 'no native call in this function');
    return this.#depth;
  }

  define(value: Value, as: LlvmValue): void {
    this.#values.set(value.id, as);
  }

  use(value: Value): LlvmValue {
    const found = this.#values.get(value.id);
    invariant(found, `v${value.id} is used before it is defined`);
    return found;
  }

  /** The block instructions are added to: not the one the IR block began with, once a guard lies between. */
  get block(): LlvmBlock {
    return this.#block;
  }

  moveTo(block: LlvmBlock): void {
    this.#block = block;
    this.llvm.builder.SetInsertPoint(block);
  }

  /** Leaves by the exit if the condition (i1) holds, which is seldom. */
  exitIf(failed: LlvmValue, exit: ExitId): void {
    const next = this.llvm.addBlock(this.target, '');
    this.llvm.builder.CreateCondBr(this.expect(failed, false), this.exitBlock(exit), next);
    this.moveTo(next);
  }

  /** The same condition, with what is expected of it; the branch must test just this. */
  expect(condition: LlvmValue, likely: boolean): LlvmValue {
    const { builder } = this.llvm;
    const wide = builder.CreateZExt(condition, builder.getInt64Ty());
    const expected = this.llvm.callPrimitive(likely ? LOWERING_PRIMS.likely : LOWERING_PRIMS.unlikely, [wide]);
    return builder.CreateICmpNE(expected, this.llvm.constI64(0n));
  }

  /** i1: a flag of a primitive or of a native function says failed. */
  isSet(flag: LlvmValue): LlvmValue {
    const { builder } = this.llvm;
    return builder.CreateTrunc(flag, builder.getInt1Ty());
  }

  /**
   * Where to jump from the current block to leave by an exit. Exits with one snapshot share a block: they differ in
   * their number only. A block may jump there once.
   */
  exitBlock(exit: ExitId): LlvmBlock {
    const { snapshot } = at(this.context.region.exits, exit, 'exit');
    const { builder } = this.llvm;
    let shared = this.#exitBlocks.get(snapshot);
    if (!shared) {
      const from = this.#block;
      const block = this.llvm.addBlock(this.target, `exit${snapshot}`);
      this.moveTo(block);
      shared = { block, number: builder.CreatePHI(builder.getInt64Ty(), 2) };
      this.moveTo(from);
      this.#exitBlocks.set(snapshot, shared);
    }
    shared.number.addIncoming(this.llvm.constI64(BigInt(exit)), this.#block);
    return shared.block;
  }

  /** Fills the exit blocks; last, when every value is defined. */
  finish(): void {
    for (const [snapshot, { block, number }] of this.#exitBlocks) {
      this.moveTo(block);
      if (this.isTask) this.#endTask(snapshot, number);
      else {
        this.#spill(snapshot, number);
        this.#leave(number);
      }
    }
  }

  #spill(snapshot: SnapshotId, exit: LlvmValue): void {
    const layout = spillLayout(this.context.region, snapshot);
    const word = (value: number): LlvmValue => this.llvm.constI64(BigInt(value));
    const start = this.llvm.callPrimitive(LOWERING_PRIMS.spillStart, [this.act]);
    layout.forEach((value, k) => this.llvm.callPrimitive(SPILL[value.rep], [start, word(k), this.use(value)]));
    this.llvm.callPrimitive(LOWERING_PRIMS.spillEnd, [this.act, start, word(layout.length), exit]);
  }

  /** Leaves the states where they are looked for, and returns how many iterations are done. */
  #endTask(snapshot: SnapshotId, exit: LlvmValue): void {
    const { region } = this.context;
    const [frame] = at(region.snapshots, snapshot, 'snapshot').frames;
    const [states, [done]] = [frame?.locals ?? [], (frame?.stack ?? []).flatMap(valuesOf)];
    invariant(done, 'a task does not say how many iterations it has done');
    const start = this.llvm.callPrimitive(LOWERING_PRIMS.taskResults, [this.act]);
    for (const [k, value] of states.flatMap(valuesOf).entries())
      this.llvm.callPrimitive(SPILL[value.rep], [start, this.llvm.constI64(BigInt(k)), this.use(value)]);
    const whole = region.exits.findIndex((row) => row.snapshot === snapshot && row.reason === 'Finished');
    const failed = this.llvm.builder.CreateICmpNE(exit, this.llvm.constI64(BigInt(whole)));
    const flag = this.llvm.builder.CreateZExt(failed, this.llvm.builder.getInt8Ty());
    this.llvm.builder.CreateRet(this.#outcome(this.use(done), flag));
  }

  #leave(exit: LlvmValue): void {
    const { builder } = this.llvm;
    if (this.fn.id === 0) {
      builder.CreateRet(builder.CreateTrunc(exit, builder.getInt32Ty()));
      return;
    }
    const failed = builder.getInt8(1);
    const { result } = this.fn;
    builder.CreateRet(result === null ? failed : this.#outcome(this.llvm.undef(this.llvm.typeOf(result)), failed));
  }

  #outcome(value: LlvmValue, failed: LlvmValue): LlvmValue {
    const { builder } = this.llvm;
    const empty = this.llvm.undef(this.llvm.outcomeType(this.fn.result));
    return builder.CreateInsertValue(builder.CreateInsertValue(empty, value, [0]), failed, [1]);
  }

  return(value: Value): void {
    invariant(this.fn.id !== 0 && this.fn.result !== null, `${this.fn.name} returns nothing`);
    this.llvm.builder.CreateRet(this.#outcome(this.use(value), this.llvm.builder.getInt8(0)));
  }
}
