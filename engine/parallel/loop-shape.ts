/** Loops that go round a number of times known before they start: a counter in the header, one test, one way out of it. */
import { at } from '../base/invariant.ts';
import type { Dominators } from '../ir/dominators.ts';
import type { Block, Edge, IrFunction, Op, Value } from '../ir/region.ts';
import { edgesOf, predecessors } from '../ir/walk.ts';
import { bodyOf, valuesDefinedIn } from '../passes/loops.ts';

export interface CountedLoop {
  readonly header: Block;
  /** Numbers of its blocks, each after those that dominate it. */
  readonly blocks: readonly number[];
  /** Ids of the values defined in them. */
  readonly inside: ReadonlySet<number>;
  /** The edges back into the header. */
  readonly back: readonly Edge[];
  /** Blocks outside from which the header is entered. */
  readonly outside: readonly number[];
  /** Index of the counter among the header's parameters; it goes up by one (to `limit`) or down (to it). */
  readonly counter: number;
  readonly up: boolean;
  /** The header's test: counter < limit, or counter > limit. */
  readonly test: Op;
  /** An op of the header that gives the limit: the length of something outside. Null: the limit is defined outside. */
  readonly length: Op | null;
  /** Whether a block lies in a loop inside this one. */
  isNested(block: number): boolean;
}

/** Why a loop is none of these; a sentence's end. */
export interface NotCounted {
  readonly why: string;
}

type Definitions = ReadonlyMap<number, Op>;

/** The loop of a header; null if nothing jumps back to it. */
export function countedLoop(
  fn: IrFunction,
  header: Block,
  defined: Definitions,
  dominators: Dominators,
): CountedLoop | NotCounted | null {
  const before = predecessors(fn);
  const from = at(before, header.id).filter((block) => dominators.isReachable(block));
  const latches = [...new Set(from.filter((block) => dominators.dominates(header.id, block)))];
  if (latches.length === 0) return null;
  const body = bodyOf(
    fn,
    header,
    latches.map((block) => at(fn.blocks, block)),
  );
  const blocks = dominators.order.filter((block) => body.has(block));
  const inside = valuesDefinedIn(fn, body);
  const back = latches.flatMap((block) => edgesOf(at(fn.blocks, block).end).filter((edge) => edge.to === header.id));
  const outside = [...new Set(from.filter((block) => !dominators.dominates(header.id, block)))];
  const count = counterOf(header, body, inside, back, defined);
  if ('why' in count) return count;
  const heads = nestedHeads(fn, blocks, header.id, dominators);
  const nested = new Set([...heads].flatMap((head) => [...bodyOf(fn, at(fn.blocks, head.header), head.latches)]));
  return { header, blocks, inside, back, outside, ...count, isNested: (block) => nested.has(block) };
}

type Count = Pick<CountedLoop, 'counter' | 'up' | 'test' | 'length'>;

function counterOf(
  header: Block,
  body: ReadonlySet<number>,
  inside: ReadonlySet<number>,
  back: readonly Edge[],
  defined: Definitions,
): Count | NotCounted {
  const { end } = header;
  const leaves = end.kind === 'branch' && body.has(end.then.to) && !body.has(end.else.to);
  const test = end.kind === 'branch' ? defined.get(end.cond.id) : undefined;
  if (!leaves || !test || !header.ops.includes(test) || (test.op !== 'I64Lt' && test.op !== 'I64Gt'))
    return { why: 'its number of iterations is not known before it starts' };
  const [now, limit] = [at(test.args, 0), at(test.args, 1)];
  const up = test.op === 'I64Lt';
  const counter = header.params.indexOf(now);
  const steps = back.map((edge) => stepOf(edge.args[counter], now, defined));
  if (counter < 0 || steps.some((step) => step !== (up ? 1n : -1n)))
    return { why: 'its counter does not go by one from the first iteration to the last' };
  if (!inside.has(limit.id)) return { counter, up, test, length: null };
  const length = defined.get(limit.id);
  const isLength = length?.op === 'ListLen' || length?.op === 'TupleLen';
  if (!length || !isLength || length.args.some((arg) => inside.has(arg.id)))
    return { why: 'the end of its counter changes from iteration to iteration' };
  return { counter, up, test, length };
}

/** What `next` has over `now`: a constant, or null. */
function stepOf(next: Value | undefined, now: Value, defined: Definitions): bigint | null {
  const op = next && defined.get(next.id);
  const by = defined.get(op?.args[1]?.id ?? -1)?.imm;
  if (!op || op.args[0] !== now || by?.kind !== 'int') return null;
  if (op.op === 'I64Add' || op.op === 'I64AddOvf') return by.value;
  return op.op === 'I64Sub' || op.op === 'I64SubOvf' ? -by.value : null;
}

interface Nested {
  readonly header: number;
  readonly latches: Block[];
}

function nestedHeads(fn: IrFunction, blocks: readonly number[], header: number, dominators: Dominators): Nested[] {
  const found = new Map<number, Nested>();
  for (const number of blocks)
    for (const { to } of edgesOf(at(fn.blocks, number).end)) {
      if (to === header || !blocks.includes(to) || !dominators.dominates(to, number)) continue;
      const nested = found.get(to) ?? { header: to, latches: [] };
      nested.latches.push(at(fn.blocks, number));
      found.set(to, nested);
    }
  return [...found.values()];
}
