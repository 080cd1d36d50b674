/**
 * Bounds: a counted loop that reads or writes at places its counter tells asks once a chunk whether they lie inside.
 *
 * LLVM neither unrolls nor vectorises a loop that can leave in the middle of a round. After strip-polls a loop does chunks of
 * rounds `i < limit`. It gets a copy without the checks of indices that are `i + invariant + constant` in something whose length
 * does not change: where a chunk begins, the rounds that are inside for certain are counted, and the copy does those. Then the
 * loop itself goes on: with the next chunk, or with the round that leaves, by its own exit. Arithmetic that makes an invariant of
 * others (`row * width`) is done where the chunk begins, if it stays inside 64 bits.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import { specOf } from '../ir/ops.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { definitions, edgesOf, predecessors } from '../ir/walk.ts';
import { type CheckedIndex, checkedIndex } from './counted-access.ts';
import { EXACT, FITS, InvariantSums, isChecked } from './invariant-sums.ts';
import { LoopCopy } from './loop-copy.ts';
import { bodyOf, valuesDefinedIn } from './loops.ts';
import { Maker } from './maker.ts';
import type { Pass } from './pass.ts';

/** Ops beyond which a second copy of a loop is not worth its compile time. */
const MOST_OPS = 150;

export const bounds: Pass = {
  name: 'bounds',
  run(region) {
    let made = 0;
    for (const fn of region.functions) {
      const defined = definitions(region);
      const dominators = dominatorsOf(fn);
      const before = predecessors(fn);
      const plans = fn.blocks.flatMap((header) => planFor(fn, header, defined, dominators, before) ?? []);
      for (const plan of plans) build(region, fn, plan);
      made += plans.length;
    }
    return made;
  },
};

interface Plan {
  readonly header: Block;
  /** Where a chunk's end is set; it alone enters the header. */
  readonly head: Block;
  /** Which parameters of the header are the counter and the chunk's end. */
  readonly counter: number;
  readonly limit: number;
  readonly test: Op;
  /** Blocks to copy, definitions before uses. */
  readonly inside: readonly number[];
  readonly checks: readonly CheckedIndex[];
  /** What makes the invariants of the checks, inside the loop. */
  readonly sums: readonly Op[];
}

function planFor(
  fn: IrFunction,
  header: Block,
  defined: ReadonlyMap<number, Op>,
  dominators: Dominators,
  before: readonly number[][],
): Plan | null {
  if (!dominators.isReachable(header.id) || header.end.kind !== 'branch') return null;
  const from = at(before, header.id).filter((block) => dominators.isReachable(block));
  const [latch, second] = from.filter((block) => dominators.dominates(header.id, block));
  const [head, third] = from.filter((block) => block !== latch);
  if (latch === undefined || head === undefined || second !== undefined || third !== undefined) return null;
  if (at(fn.blocks, head).end.kind !== 'jump' || !header.ops.every(isRepeatable)) return null;
  const test = defined.get(header.end.cond.id);
  const counted = test && counterOf(header, at(fn.blocks, latch), test, defined);
  const inside = counted && wholeLoop(fn, header, at(fn.blocks, latch), dominators, before);
  if (!inside) return null;
  const ops = inside.flatMap((number) => at(fn.blocks, number).ops);
  const invariants = new InvariantSums(valuesDefinedIn(fn, new Set(inside)), ops);
  const base = at(header.params, counted.counter);
  const checks = ops.flatMap((op) => checkedIndex(op, base, (value) => invariants.has(value), defined) ?? []);
  // a loop over lists has exits enough besides
  if (checks.every(({ length }) => isListLength(defined.get(length.id)))) return null;
  const sums = invariants.madeFor(
    checks.flatMap(({ invariant, length }) => (invariant ? [invariant, length] : [length])),
  );
  return { header, head: at(fn.blocks, head), ...counted, test, inside, checks, sums };
}

function isListLength(op: Op | undefined): boolean {
  return op?.op === 'ListLen' || op?.op === 'TupleLen';
}

/** The copy's header does it, and the loop's again when the copy is done. */
function isRepeatable(op: Op): boolean {
  const { effect } = specOf(op.op);
  return effect === 'pure' || effect === 'reads' || op.op === 'Guard';
}

/** `i < limit`, i growing by 1 and the limit passed along: what strip-polls makes. */
function counterOf(header: Block, latch: Block, test: Op, defined: ReadonlyMap<number, Op>) {
  const { end } = latch;
  if (test.op !== 'I64Lt' || !header.ops.includes(test) || end.kind !== 'jump') return null;
  const [counter, limit] = test.args.map((arg) => header.params.indexOf(arg));
  if (counter === undefined || limit === undefined || counter < 0 || limit < 0) return null;
  const next = defined.get(at(end.edge.args, counter).id);
  const one = defined.get(next?.args[1]?.id ?? -1)?.imm;
  const grows = next?.op === 'I64Add' && next.args[0] === header.params[counter];
  if (!grows || one?.kind !== 'int' || one.value !== 1n) return null;
  return at(end.edge.args, limit) === header.params[limit] ? { counter, limit } : null;
}

/**
 * The blocks of an innermost loop that is left by its test, and by ways that end in an exit at once, which belong to it here.
 * Null: it has loops inside, is left in other ways, or is large.
 */
function wholeLoop(
  fn: IrFunction,
  header: Block,
  latch: Block,
  dominators: Dominators,
  before: readonly number[][],
): number[] | null {
  const body = bodyOf(fn, header, [latch]);
  const inside = new Set(body);
  let ops = 0;
  for (const number of body) {
    const block = at(fn.blocks, number);
    ops += block.ops.length;
    for (const edge of edgesOf(block.end)) {
      const goesBack = body.has(edge.to) && dominators.dominates(edge.to, number);
      if (goesBack && edge.to !== header.id) return null;
      if (body.has(edge.to) || (block === header && header.end.kind === 'branch' && edge === header.end.else)) continue;
      const leaves = at(fn.blocks, edge.to).end.kind === 'exit' && at(before, edge.to).every((from) => body.has(from));
      if (!leaves) return null;
      inside.add(edge.to);
    }
  }
  return ops > MOST_OPS ? null : dominators.order.filter((number) => inside.has(number));
}

function build(region: Region, fn: IrFunction, plan: Plan): void {
  const { header, head, counter, limit, test, inside, checks, sums } = plan;
  if (head.end.kind !== 'jump' || header.end.kind !== 'branch') return;
  const maker = new Maker(region, fn);
  const { args } = head.end.edge;
  const straight = (): Edge => ({ to: header.id, args: [...args] });
  const made = new Map<number, Value>();
  const last = sums.reduce((block, sum) => makeSum(maker, block, sum, made, straight()), head);
  const { usable, end } = roundsInside(maker, last, at(args, counter), at(args, limit), checks, made);
  const copy = new LoopCopy(region, fn, maker, inside, 'inside');
  const byOp = new Map(checks.map((check) => [check.op, check.index]));
  for (const sum of sums) if (sum.result) byOp.set(sum, made.get(sum.result.id) ?? sum.result);
  const exact = new Set(checks.map((check) => check.sum));
  copy.fill(fn, maker, inside, (op) => {
    const known = byOp.get(op);
    if (known) return { insteadOfResult: known };
    if (op === test) return { ...op, args: [at(op.args, 0), end] };
    return exact.has(op) && isChecked(op) ? { ...op, op: EXACT[op.op], exit: null } : op;
  });
  const into = copy.blockOf(header.id);
  if (into.end.kind === 'branch') into.end = { ...into.end, else: { to: header.id, args: [...into.params] } };
  const then = { to: into.id, args: [...args] };
  last.end = { kind: 'branch', cond: usable, then, else: straight(), likely: 'then' };
}

/** Does the arithmetic of `sum` at the end of a block, and goes on in a new one; what leaves 64 bits goes `straight`. */
function makeSum(maker: Maker, block: Block, sum: Op, made: Map<number, Value>, straight: Edge): Block {
  if (!isChecked(sum) || !sum.result) return block;
  const args = sum.args.map((arg) => made.get(arg.id) ?? arg);
  const fits = maker.value('I1');
  const value = maker.value('I64');
  const next = maker.block(block.note);
  block.ops.push(maker.op(FITS[sum.op], args, fits));
  block.end = { kind: 'branch', cond: fits, then: { to: next.id, args: [] }, else: straight, likely: 'then' };
  next.ops.push(maker.op(EXACT[sum.op], args, value));
  made.set(sum.result.id, value);
  return next;
}

/** Whether a chunk that begins at `first` is inside at its start, and the first round from which on it may not be. */
function roundsInside(
  maker: Maker,
  head: Block,
  first: Value,
  limit: Value,
  checks: readonly CheckedIndex[],
  made: ReadonlyMap<number, Value>,
): { readonly usable: Value; readonly end: Value } {
  const emit = (op: Parameters<Maker['op']>[0], args: Value[], rep: 'I64' | 'I1'): Value => {
    const result = maker.value(rep);
    head.ops.push(maker.op(op, args, result));
    return result;
  };
  let end = limit;
  let usable: Value | null = null;
  const also = (condition: Value): void => {
    usable = usable === null ? condition : emit('I1And', [usable, condition], 'I1');
  };
  const seen = new Set<string>();
  for (const check of checks) {
    const { offset } = check;
    const length = made.get(check.length.id) ?? check.length;
    const invariant = check.invariant && (made.get(check.invariant.id) ?? check.invariant);
    const key = `${length.id} ${offset} ${invariant?.id} ${check.counts}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (invariant) also(emit('I64Ge', [invariant, maker.constant(0n)], 'I1'));
    if (invariant && !check.counts) {
      also(emit('I64Lt', [invariant, length], 'I1'));
      continue;
    }
    also(emit('I64Ge', [first, maker.constant(-offset)], 'I1'));
    let room = length;
    if (invariant) {
      // what lies beyond the length leaves no room, and no difference overflows
      const short = emit('SelectI64', [emit('I64Lt', [invariant, length], 'I1'), invariant, length], 'I64');
      room = emit('I64Sub', [length, short], 'I64');
    }
    if (offset !== 0n) room = emit('I64Sub', [room, maker.constant(offset)], 'I64');
    end = emit('SelectI64', [emit('I64Lt', [room, end], 'I1'), room, end], 'I64');
  }
  also(emit('I64Lt', [first, end], 'I1'));
  if (usable === null) throw new Error('a loop without checks');
  return { usable, end };
}
