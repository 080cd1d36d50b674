/**
 * Random small regions that end: what a tiny lifter makes of a random program over two ints, two floats and a list.
 * Each exit has a detail of its own, so that it can be found again after any pass.
 */
import * as fc from 'fast-check';
import type { ExitId } from '../../engine/base/ids.ts';
import { at } from '../../engine/base/invariant.ts';
import { RegionBuilder } from '../../engine/ir/builder.ts';
import { type OpName, specOf } from '../../engine/ir/ops.ts';
import type { Block, Edge, IrFunction, Region, Source, Value } from '../../engine/ir/region.ts';
import type { Rep } from '../../engine/ir/reps.ts';

type Var = number;
type Cond = { readonly op: OpName; readonly a: Var; readonly b: Var };

export type Statement =
  | { readonly kind: 'int' | 'float'; readonly op: OpName; readonly to: Var; readonly a: Var; readonly b: Var }
  | { readonly kind: 'by'; readonly op: OpName; readonly to: Var; readonly a: Var; readonly constant: bigint }
  | { readonly kind: 'copy' | 'swap'; readonly rep: 'I64' | 'F64'; readonly to: Var; readonly from: Var }
  | { readonly kind: 'constant'; readonly to: Var; readonly value: bigint }
  | { readonly kind: 'load'; readonly to: Var; readonly index: Var }
  | { readonly kind: 'store'; readonly index: Var; readonly from: Var }
  | { readonly kind: 'append'; readonly from: Var }
  | { readonly kind: 'check'; readonly cond: Cond }
  | { readonly kind: 'recheck' }
  | {
      readonly kind: 'if';
      readonly cond: Cond;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
    }
  | { readonly kind: 'loop'; readonly times: number; readonly body: readonly Statement[] };

const INT_OPS: readonly OpName[] = [
  'I64AddOvf',
  'I64SubOvf',
  'I64MulOvf',
  'I64FloorDiv',
  'I64FloorMod',
  'I64And',
  'I64Xor',
  'I64Shr',
];
/** With a constant on the right. */
const BY_OPS: readonly OpName[] = ['I64AddOvf', 'I64SubOvf', 'I64MulOvf', 'I64ShlOvf', 'I64FloorDiv', 'I64FloorMod'];
const FLOAT_OPS: readonly OpName[] = [
  'F64Add',
  'F64Sub',
  'F64Mul',
  'F64Div',
  'F64FloorDiv',
  'F64Mod',
  'F64Neg',
  'F64Abs',
];
const CONDS: readonly OpName[] = ['I64Eq', 'I64Lt', 'I64Ge', 'F64Lt', 'F64Eq', 'F64Le'];

const variable = fc.nat({ max: 1 });
const cond: fc.Arbitrary<Cond> = fc.record({ op: fc.constantFrom(...CONDS), a: variable, b: variable });

const by: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constant('by' as const),
  op: fc.constantFrom(...BY_OPS),
  to: variable,
  a: variable,
  constant: fc.constantFrom(-3n, -1n, 0n, 1n, 2n, 3n, 8n),
});

const simple: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({
    kind: fc.constant('int' as const),
    op: fc.constantFrom(...INT_OPS),
    to: variable,
    a: variable,
    b: variable,
  }),
  fc.record({
    kind: fc.constant('float' as const),
    op: fc.constantFrom(...FLOAT_OPS),
    to: variable,
    a: variable,
    b: variable,
  }),
  by,
  fc.record({
    kind: fc.constantFrom('copy' as const, 'swap' as const),
    rep: fc.constantFrom('I64' as const, 'F64' as const),
    to: variable,
    from: variable,
  }),
  fc.record({ kind: fc.constant('constant' as const), to: variable, value: fc.bigInt({ min: -2n, max: 5n }) }),
  fc.record({ kind: fc.constant('load' as const), to: variable, index: variable }),
  fc.record({ kind: fc.constant('store' as const), index: variable, from: variable }),
  fc.record({ kind: fc.constant('append' as const), from: variable }),
  fc.record({ kind: fc.constant('check' as const), cond }),
  fc.constant({ kind: 'recheck' as const }),
);

function nested(depth: number): fc.Arbitrary<Statement> {
  if (depth === 0) return simple;
  const body = fc.array(nested(depth - 1), { maxLength: 4 });
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('if' as const), cond, then: body, else: body }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), times: fc.nat({ max: 3 }), body }) },
  );
}

export const programs: fc.Arbitrary<readonly Statement[]> = fc.array(nested(2), { maxLength: 8 });

const arm = fc.array(by, { maxLength: 2 });

/** Branches as short as if-convert looks for, one after the other. */
export const shortBranches: fc.Arbitrary<readonly Statement[]> = fc.array(
  fc.record({ kind: fc.constant('if' as const), cond, then: arm, else: arm }),
  { minLength: 1, maxLength: 4 },
);

/** The region of a program, with bindings and slots as `worlds` fills them. The same program gives the same region. */
export function regionOf(program: readonly Statement[]): Region {
  return new Lifter().lift(program);
}

/** A number: raw value, and the object it came from or NULL. */
interface Pair {
  readonly raw: Value;
  readonly owner: Value;
}

/** Slots 0, 1 ints; 2, 3 floats; 4 list; 5 anything, kept. */
interface Locals {
  readonly ints: readonly Pair[];
  readonly floats: readonly Pair[];
}

class Lifter {
  readonly #builder = new RegionBuilder('random');
  readonly #fn: IrFunction;
  #block: Block;
  #list: Value;
  #locals: Locals = { ints: [], floats: [] };
  #unit = 0;

  constructor() {
    this.#fn = this.#builder.newFunction('entry');
    this.#block = this.#newBlock().block;
    this.#list = this.#value('LoadSlot', [], { imm: { kind: 'slot', value: 4 } });
  }

  lift(program: readonly Statement[]): Region {
    this.#entry();
    for (const statement of program) this.#statement(statement);
    this.#builder.setEnd(this.#block, { kind: 'exit', exit: this.#exit() });
    return this.#builder.finish();
  }

  #entry(): void {
    const guard = this.#value('IsList', [this.#list]);
    this.#emit('Guard', [guard], { exit: this.#exit() });
    const load = (slot: number, name: OpName): Pair => {
      const owner = this.#value('LoadSlot', [], { imm: { kind: 'slot', value: slot } });
      return { raw: this.#value(name, [owner], { exit: this.#exit() }), owner };
    };
    const ints = [load(0, 'UnboxI64'), load(1, 'UnboxI64')];
    this.#locals = { ints, floats: [load(2, 'UnboxF64'), load(3, 'UnboxF64')] };
  }

  #statement(statement: Statement): void {
    this.#unit += 1;
    switch (statement.kind) {
      case 'int':
      case 'float':
        return this.#compute(statement.kind === 'int' ? 'I64' : 'F64', statement.op, statement);
      case 'by':
        return this.#computeBy(statement.op, statement);
      case 'copy':
      case 'swap':
        return this.#move(statement.rep, statement.to, statement.from, statement.kind === 'swap');
      case 'constant':
        return this.#set('I64', statement.to, this.#fresh(this.#builder.constI64(this.#fn, statement.value)));
      case 'load':
        return this.#load(statement.to, statement.index);
      case 'store':
      case 'append':
        return this.#write(statement);
      case 'check':
        this.#emit('Guard', [this.#cond(statement.cond)], { exit: this.#exit() });
        return;
      case 'recheck':
        this.#emit('Guard', [this.#value('IsList', [this.#list])], { exit: this.#exit() });
        return;
      case 'if':
        return this.#if(statement.cond, statement.then, statement.else);
      case 'loop':
        return this.#loop(statement.times, statement.body);
    }
  }

  #compute(rep: 'I64' | 'F64', name: OpName, { to, a, b }: { to: Var; a: Var; b: Var }): void {
    const unary = name === 'F64Neg' || name === 'F64Abs';
    const args = unary ? [this.#raw(rep, a)] : [this.#raw(rep, a), this.#raw(rep, b)];
    this.#set(rep, to, this.#fresh(this.#value(name, args, this.#exitFor(name))));
  }

  #computeBy(name: OpName, { to, a, constant }: { to: Var; a: Var; constant: bigint }): void {
    const args = [this.#raw('I64', a), this.#builder.constI64(this.#fn, constant)];
    this.#set('I64', to, this.#fresh(this.#value(name, args, this.#exitFor(name))));
  }

  #move(rep: 'I64' | 'F64', to: Var, from: Var, both: boolean): void {
    const pairs = rep === 'I64' ? this.#locals.ints : this.#locals.floats;
    const [target, source] = [at(pairs, to), at(pairs, from)];
    this.#set(rep, to, source);
    if (both) this.#set(rep, from, target);
  }

  #load(to: Var, index: Var): void {
    const item = this.#value('ListItem', [this.#list, this.#index(index)]);
    const retained = this.#value('Retain', [item]);
    this.#emit('CellSwap', [retained], { imm: { kind: 'cell', value: this.#builder.newCell() } });
    this.#set('I64', to, { raw: this.#value('UnboxI64', [item], { exit: this.#exit() }), owner: item });
  }

  #write(statement: { kind: 'store'; index: Var; from: Var } | { kind: 'append'; from: Var }): void {
    const index = statement.kind === 'store' ? this.#index(statement.index) : null;
    const { raw, owner } = at(this.#locals.ints, statement.from);
    const box = this.#value('BoxOwnerI64', [raw, owner], { exit: this.#exit() });
    if (index !== null) this.#emit('ListSet', [this.#list, index, box]);
    else this.#emit('ListAppend', [this.#list, box], { exit: this.#exit() });
  }

  #index(index: Var): Value {
    const length = this.#value('ListLen', [this.#list]);
    return this.#value('IndexWrap', [this.#raw('I64', index), length], { exit: this.#exit() });
  }

  #cond({ op, a, b }: Cond): Value {
    const rep = op.startsWith('I64') ? 'I64' : 'F64';
    return this.#value(op, [this.#raw(rep, a), this.#raw(rep, b)]);
  }

  #if(cond: Cond, then: readonly Statement[], other: readonly Statement[]): void {
    const value = this.#cond(cond);
    const [before, from] = [this.#locals, this.#block];
    const sides = [then, other].map((body) => {
      const start = this.#newBlock().block;
      this.#block = start;
      this.#locals = before;
      for (const statement of body) this.#statement(statement);
      return { start, end: this.#block, locals: this.#locals };
    });
    const [yes, no] = [at(sides, 0), at(sides, 1)];
    const ends = { then: { to: yes.start.id, args: [] }, else: { to: no.start.id, args: [] } };
    this.#builder.setEnd(from, { kind: 'branch', cond: value, ...ends, likely: null });
    const join = this.#joinBlock([]);
    for (const side of sides) {
      this.#builder.setEnd(side.end, { kind: 'jump', edge: { to: join.block.id, args: flat(side.locals) } });
    }
    this.#begin(join);
  }

  #loop(times: number, body: readonly Statement[]): void {
    const zero = this.#builder.constI64(this.#fn, 0n);
    const head = this.#joinBlock(['I64']);
    this.#jump({ to: head.block.id, args: [zero, ...flat(this.#locals)] });
    const counter = this.#begin(head, 1);
    this.#emit('Poll', [], { exit: this.#exit() });
    const more = this.#value('I64Lt', [counter, this.#builder.constI64(this.#fn, BigInt(times))]);
    const [inside, after] = [this.#newBlock().block, this.#newBlock().block];
    const ends = { then: { to: inside.id, args: [] }, else: { to: after.id, args: [] } };
    this.#builder.setEnd(this.#block, { kind: 'branch', cond: more, ...ends, likely: 'then' });
    const atHead = this.#locals;
    this.#block = inside;
    for (const statement of body) this.#statement(statement);
    const next = this.#value('I64Add', [counter, this.#builder.constI64(this.#fn, 1n)]);
    this.#jump({ to: head.block.id, args: [next, ...flat(this.#locals)] });
    this.#block = after;
    this.#locals = atHead;
  }

  #joinBlock(first: readonly Rep[]): { block: Block; params: Value[] } {
    const pairs: Rep[] = ['I64', 'Obj', 'I64', 'Obj', 'F64', 'Obj', 'F64', 'Obj'];
    return this.#newBlock([...first, ...pairs]);
  }

  /** Goes on in a join block; returns its first parameter. */
  #begin({ block, params }: { block: Block; params: Value[] }, skip = 0): Value {
    const pair = (i: number): Pair => ({ raw: at(params, skip + 2 * i), owner: at(params, skip + 2 * i + 1) });
    this.#block = block;
    this.#locals = { ints: [pair(0), pair(1)], floats: [pair(2), pair(3)] };
    return at(params, 0);
  }

  #jump(edge: Edge): void {
    this.#builder.setEnd(this.#block, { kind: 'jump', edge });
  }

  #newBlock(reps: readonly Rep[] = []): { block: Block; params: Value[] } {
    return this.#builder.newBlock(this.#fn, `random@${this.#unit}`, reps);
  }

  #raw(rep: 'I64' | 'F64', index: Var): Value {
    return at(rep === 'I64' ? this.#locals.ints : this.#locals.floats, index).raw;
  }

  #fresh(raw: Value): Pair {
    return { raw, owner: this.#builder.constNull(this.#fn) };
  }

  #set(rep: 'I64' | 'F64', to: Var, pair: Pair): void {
    const key = rep === 'I64' ? 'ints' : 'floats';
    this.#locals = { ...this.#locals, [key]: this.#locals[key].map((old, i) => (i === to ? pair : old)) };
  }

  #emit(name: OpName, args: readonly Value[], options: Parameters<RegionBuilder['emit']>[3] = {}): void {
    this.#builder.emit(this.#block, name, args, options);
  }

  #value(name: OpName, args: readonly Value[], options: Parameters<RegionBuilder['emit']>[3] = {}): Value {
    return this.#builder.value(this.#block, name, args, options);
  }

  #exitFor(name: OpName): { exit?: ExitId } {
    return specOf(name).exits ? { exit: this.#exit() } : {};
  }

  #exit(): ExitId {
    const { ints, floats } = this.#locals;
    const source = ({ raw, owner }: Pair): Source => ({ kind: 'OwnerOr', value: raw, owner });
    const started = ints.length > 0;
    const keep: Source = { kind: 'Keep' };
    const locals = started
      ? [...ints.map(source), ...floats.map(source), keep, keep]
      : Array.from({ length: 6 }, () => keep);
    const frame = { function: null, code: 0, unit: this.#unit, waiting: false, locals, stack: [] };
    const snapshot = this.#builder.addSnapshot({ frames: [frame], virtuals: [], names: [] });
    const detail = `#${this.#builder.region.exits.length}`;
    return this.#builder.addExit({ reason: 'NotCompiled', snapshot, code: 0, unit: this.#unit, line: 0, detail });
  }
}

function flat({ ints, floats }: Locals): Value[] {
  return [...ints, ...floats].flatMap(({ raw, owner }) => [raw, owner]);
}
