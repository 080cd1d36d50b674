/**
 * If-convert: of a short branch both arms are computed and the results selected, so that nothing has to be predicted.
 *
 * LLVM does that by itself unless an arm may exit. So this is for arms of cheap ops whose overflow checks ask for ranges
 * of values known before the branch (linear.ts). One compare asks for all of them: inside, both arms are computed
 * unchecked (arm-plan.ts) and selected from; outside, the branch is taken as it was, each exit at its place and with its
 * snapshot. That an arm not taken would overflow costs this way round, no exit.
 *
 * Not for branches whose way the profile knows, arms that read or write objects, poll, or cost more than a wrong guess;
 * and not where the ranges are so narrow that numbers will often be outside.
 */
import type { BlockId, ValueId } from '../base/ids.ts';
import { at, invariant } from '../base/invariant.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, Edge, IrFunction, Op, Region, Terminator, Value } from '../ir/region.ts';
import { predecessors } from '../ir/walk.ts';
import { type Plan, planFor } from './arm-plan.ts';
import { ConstantPool } from './constants.ts';
import { INT64 } from './linear.ts';
import type { Pass } from './pass.ts';

export const ifConvert: Pass = {
  name: 'if-convert',
  run(region) {
    let changed = 0;
    for (const fn of region.functions) {
      const constants = new ConstantPool(region, fn);
      const incoming = predecessors(fn).map((from) => from.length);
      for (const block of [...fn.blocks]) {
        const plan = planFor(fn, block, incoming, constants);
        if (plan === null) continue;
        new Conversion(region, fn, constants).convert(block, plan);
        changed += 1;
      }
    }
    return changed;
  },
};

const SELECTS: Readonly<Partial<Record<Value['rep'], OpName>>> = {
  I64: 'SelectI64',
  F64: 'SelectF64',
  Obj: 'SelectObj',
};

/** What computes the same where the range was asked for. */
const UNCHECKED: Partial<Record<OpName, OpName>> = {
  I64AddOvf: 'I64Add',
  I64SubOvf: 'I64Sub',
  I64MulOvf: 'I64Mul',
};

class Conversion {
  readonly #region: Region;
  readonly #fn: IrFunction;
  readonly #constants: ConstantPool;
  /** What stands on the fast way for the results of the arms. */
  readonly #copies = new Map<number, Value>();

  constructor(region: Region, fn: IrFunction, constants: ConstantPool) {
    this.#region = region;
    this.#fn = fn;
    this.#constants = constants;
  }

  convert(block: Block, plan: Plan): void {
    const slow = this.#block(`${block.note} branch`, block.end);
    const fast = this.#block(`${block.note} both`, block.end);
    const cond = this.#inRange(block, plan);
    for (const op of plan.ops) this.#copy(fast, op);
    fast.end = { kind: 'jump', edge: this.#selected(fast, plan) };
    const ways = { then: { to: fast.id, args: [] }, else: { to: slow.id, args: [] } };
    block.end = { kind: 'branch', cond, ...ways, likely: 'then' };
  }

  #block(note: string, end: Terminator): Block {
    const block: Block = { id: this.#fn.blocks.length as BlockId, params: [], ops: [], end, note };
    this.#fn.blocks.push(block);
    return block;
  }

  /** Whether all bases are where nothing overflows. */
  #inRange(block: Block, { ranges }: Plan): Value {
    const tests: Value[] = [];
    for (const { base, low, high } of ranges) {
      if (low > INT64.low) tests.push(this.#emit(block, 'I64Ge', [base, this.#int(low)]));
      if (high < INT64.high) tests.push(this.#emit(block, 'I64Le', [base, this.#int(high)]));
    }
    return tests.reduce((all, test) => this.#emit(block, 'I1And', [all, test]));
  }

  #copy(block: Block, op: Op): void {
    if (op.result === null) return;
    this.#copies.set(op.result.id, this.#computed(block, op));
  }

  #computed(block: Block, op: Op): Value {
    const args = op.args.map((arg) => this.#now(arg));
    if (op.op === 'I64NegOvf') return this.#emit(block, 'I64Sub', [this.#int(0n), ...args]);
    if (op.op !== 'I64ShlOvf') return this.#emit(block, UNCHECKED[op.op] ?? op.op, args, op.line);
    const count = this.#constants.constantOf(at(op.args, 1));
    const factor = count?.rep === 'I64' ? this.#int(1n << count.value) : at(args, 1);
    return this.#emit(block, 'I64Mul', [at(args, 0), factor], op.line);
  }

  #selected(block: Block, { cond, then, otherwise }: Plan): Edge {
    const args = then.args.map((arg, i) => {
      const [a, b] = [this.#now(arg), this.#now(at(otherwise.args, i))];
      const select = SELECTS[a.rep];
      return a === b || select === undefined ? a : this.#emit(block, select, [cond, a, b]);
    });
    return { to: then.to, args };
  }

  #now(value: Value): Value {
    return this.#copies.get(value.id) ?? value;
  }

  #int(value: bigint): Value {
    return this.#constants.get({ rep: 'I64', value });
  }

  #emit(block: Block, name: OpName, args: Value[], line = 0): Value {
    const rep = specOf(name).out;
    invariant(rep !== 'None' && rep !== 'any', `${name} has no result to select`);
    const result: Value = { id: this.#region.nextValue as ValueId, rep };
    this.#region.nextValue += 1;
    block.ops.push({ op: name, args, imm: null, result, exit: null, line });
    return result;
  }
}
