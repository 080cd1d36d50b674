/**
 * Strip-polls: a counted innermost loop asks for the interpreter once in 1024 rounds instead of in each.
 *
 * A poll is a load, a compare and a branch LLVM can neither hoist nor unroll over. A loop whose header tests
 * `i < end`, `i` growing by 1, becomes: test `i < chunk end`; when that fails and `i < end` still holds, poll, and go on
 * with the next chunk. The end may be the length of a list: native code never shortens one, so a length read at the
 * head of a chunk holds all through it.
 *
 * The poll's snapshot is that of the back edge, told in terms of the header: each value passed to the header is the
 * parameter it is passed for; one that is not passed gets a parameter of its own.
 *
 * Not for loops that contain loops, native calls or allocations of unknown size: a round of those may take long.
 */
import type { ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { definitions, edgesOf, exitUses, predecessors } from '../ir/walk.ts';
import { bodyOf, valuesDefinedIn } from './loops.ts';
import { Maker } from './maker.ts';
import type { Pass } from './pass.ts';
import { redirect } from './redirect.ts';
import { renameSnapshot } from './rename.ts';

/** Rounds between polls: at most 0.1 ms of the longest bodies that qualify, far below the 50 ms Ctrl-C may take. */
const CHUNK = 1024n;

const LONG: ReadonlySet<OpName> = new Set<OpName>([
  'CallNative',
  'ListRepeat',
  'ListSlice',
  'ListSliceStep',
  'ListConcat',
  'ListExtend',
  'ListToTuple',
  'ListSumF64',
  'ListSumI64',
]);

interface Loop {
  readonly header: Block;
  /** The one block that jumps back, its last op the poll. */
  readonly latch: Block;
  readonly poll: Op;
  /** Index of the counter among the header's parameters. */
  readonly counter: number;
  /** The test of the header. */
  readonly test: Op;
}

export const stripPolls: Pass = {
  name: 'strip-polls',
  run(region) {
    let stripped = 0;
    for (const fn of region.functions) {
      let defined = definitions(region);
      let dominators = dominatorsOf(fn);
      for (const header of [...fn.blocks]) {
        const loop = candidate(fn, header, defined, dominators);
        if (!loop || !strip(region, fn, loop, defined, dominators)) continue;
        stripped += 1;
        // the new blocks may be where another loop is entered from
        defined = definitions(region);
        dominators = dominatorsOf(fn);
      }
    }
    return stripped;
  },
};

/** The loop of a header, if it has the form; null otherwise. */
function candidate(
  fn: IrFunction,
  header: Block,
  defined: ReadonlyMap<number, Op>,
  dominators: Dominators,
): Loop | null {
  if (!dominators.isReachable(header.id) || header.end.kind !== 'branch') return null;
  const latches = at(predecessors(fn), header.id).filter(
    (from) => dominators.isReachable(from) && dominators.dominates(header.id, from),
  );
  const [only] = latches;
  if (only === undefined || latches.length !== 1) return null;
  const latch = at(fn.blocks, only);
  const poll = latch.ops.at(-1);
  if (latch.end.kind !== 'jump' || poll?.op !== 'Poll') return null;
  const test = defined.get(header.end.cond.id);
  if (test?.op !== 'I64Lt' || !header.ops.includes(test)) return null;
  const counter = header.params.findIndex((param) => param === test.args[0]);
  const next = defined.get(latch.end.edge.args[counter]?.id ?? -1);
  const one = defined.get(next?.args[1]?.id ?? -1)?.imm;
  if (
    counter < 0 ||
    next?.op !== 'I64Add' ||
    next.args[0] !== header.params[counter] ||
    one?.kind !== 'int' ||
    one.value !== 1n
  )
    return null;
  return isShort(fn, header, latch, dominators) ? { header, latch, poll, counter, test } : null;
}

/** No loop and nothing long inside. */
function isShort(fn: IrFunction, header: Block, latch: Block, dominators: Dominators): boolean {
  const inside = bodyOf(fn, header, [latch]);
  for (const number of inside) {
    const block = at(fn.blocks, number);
    if (block.ops.some((op) => LONG.has(op.op) || (op.op === 'Poll' && block !== latch))) return false;
    for (const edge of edgesOf(block.end)) {
      const back = inside.has(edge.to) && dominators.dominates(edge.to, number);
      if (back && (edge.to !== header.id || number !== latch.id)) return false;
    }
  }
  return true;
}

function strip(
  region: Region,
  fn: IrFunction,
  loop: Loop,
  defined: ReadonlyMap<number, Op>,
  dominators: Dominators,
): boolean {
  const { header, latch, poll, test } = loop;
  if (poll.exit === null || header.end.kind !== 'branch' || latch.end.kind !== 'jump') return false;
  const end = endOf(fn, loop, at(test.args, 1), defined);
  if (!end) return false;
  const outside = at(predecessors(fn), header.id).filter((from) => from !== latch.id && dominators.isReachable(from));
  const maker = new Maker(region, fn);
  const chunk = maker.constant(CHUNK);
  carryForPoll(region, fn, loop, maker, outside);
  const head = chunkHead(fn, loop, maker, end, chunk, outside);
  const limit = maker.value('I64');
  header.params.push(limit);
  latch.end.edge.args.push(limit);
  latch.ops.pop();
  test.args[1] = limit;
  const { otherwise, more } = betweenChunks(maker, loop, end, head);
  header.end = { ...header.end, else: { to: otherwise.id, args: [] } };
  more.ops.push({ ...poll, exit: exitAtHeader(region, poll, header, latch) });
  return true;
}

/** The head of the outer loop, where a chunk's end is set; the loop is entered here now. */
function chunkHead(
  fn: IrFunction,
  loop: Loop,
  maker: Maker,
  end: End,
  chunk: Value,
  outside: readonly number[],
): Block {
  const { header, counter } = loop;
  const head = maker.block(`${header.note} chunk`);
  head.params = header.params.map((param) => maker.value(param.rep));
  const last = readEnd(head, end, maker);
  const limit = chunkEnd(maker, head, at(head.params, counter), last, chunk);
  head.end = { kind: 'jump', edge: { to: header.id, args: [...head.params, limit] } };
  for (const from of outside) redirect(at(fn.blocks, from), header.id, head.id);
  return head;
}

/** min(first + CHUNK, end) without leaving 64 bits: end - first is no less than 0 here, or the chunk is empty. */
function chunkEnd(maker: Maker, block: Block, first: Value, end: Value, chunk: Value): Value {
  const left = maker.value('I64');
  const long = maker.value('I1');
  const step = maker.value('I64');
  const result = maker.value('I64');
  block.ops.push(
    maker.op('I64Sub', [end, first], left),
    maker.op('I64Gt', [left, chunk], long),
    maker.op('SelectI64', [long, chunk, left], step),
    maker.op('I64Add', [first, step], result),
  );
  return result;
}

/** What the counter is compared with: how to have it again outside the header. */
type End = { readonly value: Value } | { readonly length: Op };

function endOf(fn: IrFunction, { header, latch }: Loop, end: Value, defined: ReadonlyMap<number, Op>): End | null {
  const inside = valuesDefinedIn(fn, bodyOf(fn, header, [latch]));
  if (!inside.has(end.id)) return { value: end };
  const op = defined.get(end.id);
  const isLength = op?.op === 'ListLen' || op?.op === 'TupleLen';
  return op && isLength && op.args.every((arg) => !inside.has(arg.id)) ? { length: op } : null;
}

function readEnd(block: Block, end: End, maker: Maker): Value {
  if ('value' in end) return end.value;
  const again = maker.value('I64');
  block.ops.push({ ...end.length, args: [...end.length.args], result: again });
  return again;
}

/** Values the poll's exit shows that the header does not get yet: parameters of their own. */
function carryForPoll(region: Region, fn: IrFunction, loop: Loop, maker: Maker, outside: readonly number[]): void {
  const { header, latch, poll } = loop;
  if (poll.exit === null || latch.end.kind !== 'jump') return;
  const inside = valuesDefinedIn(fn, bodyOf(fn, header, [latch]));
  for (const value of exitUses(region, poll.exit)) {
    if (!inside.has(value.id) || latch.end.edge.args.includes(value)) continue;
    header.params.push(maker.value(value.rep));
    latch.end.edge.args.push(value);
    const nothing = maker.anything(value.rep);
    for (const from of outside)
      for (const edge of edgesOf(at(fn.blocks, from).end)) if (edge.to === header.id) edge.args.push(nothing);
  }
}

/** Behind the header's failed test: the loop's end, or the poll and the next chunk. */
function betweenChunks(maker: Maker, loop: Loop, end: End, head: Block): { otherwise: Block; more: Block } {
  const { header, counter } = loop;
  const otherwise = maker.block(`${header.note} end`);
  const more = maker.block(`${header.note} poll`);
  const now = at(header.params, counter);
  const last = readEnd(otherwise, end, maker);
  const left = maker.value('I1');
  otherwise.ops.push(maker.op('I64Lt', [now, last], left));
  if (header.end.kind === 'branch') {
    otherwise.end = {
      kind: 'branch',
      cond: left,
      then: { to: more.id, args: [] },
      else: { to: header.end.else.to, args: [...header.end.else.args] },
      likely: null,
    };
  }
  more.end = { kind: 'jump', edge: { to: head.id, args: header.params.slice(0, -1) } };
  return { otherwise, more };
}

/** The poll's exit, its snapshot told with the header's parameters in place of what is passed for them. */
function exitAtHeader(region: Region, poll: Op, header: Block, latch: Block): ExitId {
  const exit = at(region.exits, poll.exit ?? -1, 'exit');
  const renamed = new Map<number, Value>();
  if (latch.end.kind === 'jump') latch.end.edge.args.forEach((arg, i) => renamed.set(arg.id, at(header.params, i)));
  const snapshot = renameSnapshot(at(region.snapshots, exit.snapshot, 'snapshot'), renamed);
  const id = (region.snapshots.push(snapshot) - 1) as SnapshotId;
  return (region.exits.push({ ...exit, snapshot: id }) - 1) as ExitId;
}
