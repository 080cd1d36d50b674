/** The block before a parallel loop: is it worth it and allowed, run the tasks, go on with the loop where they ended. */
import { LAYOUT_RADIX } from '../../traces/format/buffers.ts';
import { at, invariant } from '../base/invariant.ts';
import { LIMITS, type Rule, stateImm } from '../ir/combine.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';
import { Maker } from '../passes/maker.ts';
import { redirect } from '../passes/redirect.ts';
import { ConditionWriter } from './guards.ts';
import type { Independence } from './independence.ts';
import type { Plan, Task } from './task.ts';

const CAPTURE = { I64: 'CaptureI64', F64: 'CaptureF64', I1: 'CaptureI1', Obj: 'CaptureObj' } as const;
const STATE = { I64: 'StateI64', F64: 'StateF64', I1: 'StateI1', Obj: 'StateObj' } as const;
const RESULT = { I64: 'ResultI64', F64: 'ResultF64', I1: 'ResultI1', Obj: 'ResultObj' } as const;

export interface Launch {
  /** Number of the loop in its region. */
  readonly number: number;
  /** RUN_FLAGS. */
  readonly flags: bigint;
  /** Buffers known before the loop. */
  readonly held: readonly Value[];
  /** The blocks from which the loop, or its next iteration, is come to by way of the question. */
  readonly entries: readonly number[];
}

export class LaunchBuilder {
  readonly #fn: IrFunction;
  readonly #plan: Plan;
  readonly #task: Task;
  readonly #maker: Maker;
  /** Header's parameters as the launching block gets them. */
  readonly #now = new Map<number, Value>();

  constructor(region: Region, fn: IrFunction, plan: Plan, task: Task) {
    this.#fn = fn;
    this.#plan = plan;
    this.#task = task;
    this.#maker = new Maker(region, fn);
  }

  build(independence: Independence, launch: Launch): void {
    const { loop } = this.#plan;
    const { onGrid } = this.#plan.states;
    const before = this.#maker.block(`${loop.header.note} parallel?`);
    const params = loop.header.params.map((param) => {
      const now = this.#maker.value(param.rep);
      this.#now.set(param.id, now);
      return now;
    });
    before.params = params;
    for (const from of launch.entries) redirect(at(this.#fn.blocks, from), loop.header.id, before.id);
    const question = onGrid ? this.#atGridLine(before, params) : before;
    const count = this.#count(question);
    const imm = { kind: 'int', value: BigInt(launch.number) } as const;
    const worth = this.#emit(question, 'ParallelBegin', [count], 'I1', imm);
    const run = this.#maker.block(`${loop.header.note} parallel`);
    const go: Edge = { to: loop.header.id, args: [...params] };
    const allowed = this.#allowed(run, independence);
    let last = run;
    if (allowed) {
      last = this.#maker.block(`${loop.header.note} independent`);
      const otherwise = { ...go, args: [...params] };
      run.end = { kind: 'branch', cond: allowed, then: { to: last.id, args: [] }, else: otherwise, likely: 'then' };
    }
    question.end = { kind: 'branch', cond: worth, then: { to: run.id, args: [] }, else: go, likely: null };
    this.#run(last, count, launch);
  }

  /** Only where the counter is a multiple of the grid's step: so it does not matter where the loop was entered, or left. */
  #atGridLine(before: Block, params: Value[]): Block {
    const { loop } = this.#plan;
    const mask = this.#maker.constant(BigInt(LIMITS.GRID - 1));
    const rest = this.#emit(before, 'I64And', [this.#value(at(loop.header.params, loop.counter)), mask], 'I64');
    const onLine = this.#emit(before, 'I64Eq', [rest, this.#zero], 'I1');
    const question = this.#maker.block(`${loop.header.note} grid`);
    const otherwise = { to: loop.header.id, args: [...params] };
    before.end = { kind: 'branch', cond: onLine, then: { to: question.id, args: [] }, else: otherwise, likely: 'else' };
    return question;
  }

  #value(value: Value): Value {
    return this.#now.get(value.id) ?? value;
  }

  #emit(block: Block, name: Op['op'], args: Value[], rep: Rep, imm: Op['imm'] = null): Value {
    const result = this.#maker.value(rep);
    block.ops.push(this.#maker.op(name, args, result, imm));
    return result;
  }

  #do(block: Block, name: Op['op'], args: Value[]): void {
    block.ops.push({ op: name, args, imm: null, result: null, exit: null, line: 0 });
  }

  #put(block: Block, name: Op['op'], args: Value[], imm: bigint): void {
    block.ops.push({ op: name, args, imm: { kind: 'int', value: imm }, result: null, exit: null, line: 0 });
  }

  #count(block: Block): Value {
    const { loop } = this.#plan;
    const now = this.#value(at(loop.header.params, loop.counter));
    let limit = at(loop.test.args, 1);
    if (loop.length) limit = this.#emit(block, loop.length.op, [...loop.length.args], 'I64');
    return this.#emit(block, 'I64Sub', loop.up ? [limit, now] : [now, limit], 'I64');
  }

  /** Whether what must hold does; null if nothing must. */
  #allowed(block: Block, { distinct, apart, buffers, notNegative, conditions: asked }: Independence): Value | null {
    const writer = new ConditionWriter({
      op: (name, args, rep) => this.#emit(block, name, args, rep),
      constant: (value) => this.#maker.constant(value),
      now: (value) => this.#value(value),
    });
    const conditions = [
      ...distinct.map(([a, b]) => this.#emit(block, 'I1Not', [this.#emit(block, 'ObjIs', [a, b], 'I1')], 'I1')),
      ...[...this.#plan.body.dropped].map((object) => this.#emit(block, 'ReleaseOk', [this.#value(object)], 'I1')),
      ...notNegative.map((value) => this.#emit(block, 'I64Ge', [this.#value(value), this.#zero], 'I1')),
      ...asked.map((condition) => writer.write(condition)),
      ...buffers.map(([a, b]) => this.#apart(block, a, b)),
      ...apart.map(([rows, list]) => this.#emit(block, 'ItemsApart', [rows, list], 'I1')),
    ];
    return conditions.reduce<Value | null>(
      (all, one) => (all ? this.#emit(block, 'I1And', [all, one], 'I1') : one),
      null,
    );
  }

  #apart(block: Block, a: Op, b: Op): Value {
    const parts = [a, b].flatMap((data) => {
      const length = this.#emit(block, 'BufferLen', [...data.args], 'I64', data.imm);
      return data.result ? [data.result, length] : [];
    });
    const [first, second] = [elementOfLayout(a), elementOfLayout(b)];
    return this.#emit(block, 'BuffersApart', parts, 'I1', { kind: 'int', value: first | (second << 8n) });
  }

  get #zero(): Value {
    return this.#maker.constant(0n);
  }

  #run(block: Block, count: Value, { number, flags, held }: Launch): void {
    const { loop, states } = this.#plan;
    for (const buffer of held) this.#do(block, 'ParallelHold', [buffer]);
    for (const [k, value] of this.#task.captures.entries())
      this.#put(block, CAPTURE[value.rep], [this.#value(value)], BigInt(k));
    const { noted } = this.#task;
    for (const [k, { param, rule }] of states.states.entries()) {
      const mark = noted.findIndex((state) => state.param === param);
      const full: Rule = mark < 0 ? rule : { ...rule, aux: states.states.length + mark };
      this.#put(block, STATE[param.rep], [this.#value(param)], stateImm(k, full));
    }
    const unset = this.#emit(block, 'ConstI1', [], 'I1', { kind: 'bool', value: false });
    for (const k of noted.keys())
      this.#put(block, 'StateI1', [unset], stateImm(states.states.length + k, { combine: 'Any', aux: 0 }));
    const nothing = this.#emit(block, 'ConstNull', [], 'Obj');
    const pinned = states.states.length + noted.length;
    for (const k of this.#task.pinned.keys())
      this.#put(block, 'StateObj', [nothing], stateImm(pinned + k, { combine: 'Last', aux: 0 }));
    const task = { kind: 'function', value: this.#task.fn.id } as const;
    const constants = [BigInt(number), flags].map((value) => this.#maker.constant(value));
    const done = this.#emit(block, 'ParallelRun', [count, ...constants], 'I64', task);
    const results = states.states.map(({ param }, k) =>
      this.#emit(block, RESULT[param.rep], [], param.rep, { kind: 'int', value: BigInt(k) }),
    );
    invariant(results.length === loop.header.params.length, 'a state for each parameter');
    const go: Edge = { to: loop.header.id, args: results };
    block.end = { kind: 'jump', edge: go };
    if (this.#plan.body.pins.length > 0) this.#pin(block, done, go, pinned);
  }

  /** Cells as the last iteration left them, if there was one. */
  #pin(block: Block, done: Value, go: Edge, first: number): void {
    const some = this.#emit(block, 'I64Gt', [done, this.#zero], 'I1');
    const cells = this.#maker.block(`${block.note} cells`);
    for (const { cell, value } of this.#plan.body.pins) {
      const imm = { kind: 'cell', value: cell } as const;
      const nothing = { imm, result: null, exit: null, line: 0 };
      if (value === null) {
        cells.ops.push({ ...nothing, op: 'CellClear', args: [] });
        continue;
      }
      const number = first + this.#task.pinned.findIndex((pin) => pin.cell === cell);
      const object = this.#emit(cells, 'ResultObj', [], 'Obj', { kind: 'int', value: BigInt(number) });
      const kept = this.#emit(cells, 'Retain', [object], 'Obj');
      cells.ops.push({ ...nothing, op: 'CellSwap', args: [kept] });
    }
    cells.end = { kind: 'jump', edge: { to: go.to, args: [...go.args] } };
    block.end = { kind: 'branch', cond: some, then: { to: cells.id, args: [] }, else: go, likely: 'then' };
  }
}

/** The number of the element of the layout that BufferData's immediate names. */
function elementOfLayout({ imm }: Op): bigint {
  invariant(imm?.kind === 'int', 'a buffer has a layout');
  return imm.value % BigInt(LAYOUT_RADIX);
}
