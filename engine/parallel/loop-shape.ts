/**
 * Loops that go round a number of times known before they start: one test of a counter, between two iterations.
 *
 * The test need not stand at the loop's head. A loop of which the first iteration is another version comes in at its
 * middle, often by the head of a loop inside, and is tested at its end: what goes round from test to test is the same.
 */
import { at } from '../base/invariant.ts';
import type { Dominators } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import { edgesOf, predecessors } from '../ir/walk.ts';
import { bodyOf, valuesDefinedIn } from '../passes/loops.ts';
import { LoopUses } from './uses.ts';

export interface CountedLoop {
  /** The block of the test. Its parameters are what goes from one iteration to the next. */
  readonly header: Block;
  /** Numbers of its blocks, the header first. */
  readonly blocks: readonly number[];
  /** Ids of the values defined in them. */
  readonly inside: ReadonlySet<number>;
  readonly uses: LoopUses;
  /** Index of the counter among the header's parameters; it goes up by one (to `limit`) or down (to it). */
  readonly counter: number;
  readonly up: boolean;
  /** The header's test: counter < limit, or counter > limit. */
  readonly test: Op;
  /** An op of the header that gives the limit: the length of something outside. Null: the limit is defined outside. */
  readonly length: Op | null;
  /** Whether a block lies in a loop inside this one. */
  isNested(block: number): boolean;
  /** Whether each iteration goes through a block just once. */
  isAlways(block: number): boolean;
}

/** Why a loop is none of these; a sentence's end. */
export interface NotCounted {
  readonly why: string;
}

/** Where a loop is cut into iterations. */
export interface Cut {
  readonly header: Block;
  /** Blocks that go round, as far as is known: the natural loop around. */
  readonly around: ReadonlySet<number>;
  /** Whether the natural loop begins elsewhere. */
  readonly rotated: boolean;
}

type Definitions = ReadonlyMap<number, Op>;

/** Blocks beyond which a loop is not looked at: some questions are asked of each block about each. */
const LARGEST = 400;

/** The loop that a block's test ends, if there is one. */
export function cutAt(fn: IrFunction, header: Block, dominators: Dominators): Cut | null {
  const { end } = header;
  if (end.kind !== 'branch') return null;
  const latches = at(predecessors(fn), header.id).filter(
    (from) => dominators.isReachable(from) && dominators.dominates(header.id, from),
  );
  const own = latches.map((latch) => bodyOf(fn, header, [at(fn.blocks, latch)]));
  const leaving = own.filter((body) => !body.has(end.else.to));
  if (own.length > 0 && leaving.length === 0) return null;
  const natural =
    own.length > 0 ? new Set(leaving.flatMap((body) => [...body])) : smallestAround(fn, header, dominators);
  if (natural === null || natural.has(end.else.to) || !natural.has(end.then.to)) return null;
  return { header, around: natural, rotated: own.length === 0 };
}

function smallestAround(fn: IrFunction, block: Block, dominators: Dominators): Set<number> | null {
  let smallest: Set<number> | null = null;
  const before = predecessors(fn);
  for (const head of dominators.order) {
    const latches = at(before, head).filter((from) => dominators.isReachable(from) && dominators.dominates(head, from));
    if (latches.length === 0 || !dominators.dominates(head, block.id)) continue;
    const body = bodyOf(
      fn,
      at(fn.blocks, head),
      latches.map((latch) => at(fn.blocks, latch)),
    );
    if (body.has(block.id) && (smallest === null || body.size < smallest.size)) smallest = body;
  }
  return smallest;
}

/** The loop of a cut whose header has its parameters. */
export function countedLoop(fn: IrFunction, { header, around }: Cut, defined: Definitions): CountedLoop | NotCounted {
  if (around.size > LARGEST) return { why: 'it is too large' };
  const graph = new Rounds(fn, header.id, around);
  const { blocks } = graph;
  const body = new Set(blocks);
  const inside = valuesDefinedIn(fn, body);
  if (blocks.length < 2) return { why: 'it does not go round' };
  const uses = new LoopUses(fn, blocks);
  const count = counterOf(header, body, inside, uses, defined);
  if ('why' in count) return count;
  return {
    ...{ header, blocks, inside, uses, ...count },
    isNested: (block) => graph.isNested(block),
    isAlways: (block) => !graph.isNested(block) && graph.isAlways(block),
  };
}

/** The blocks between one test and the next. */
class Rounds {
  readonly blocks: readonly number[];
  readonly #after = new Map<number, readonly number[]>();
  readonly #header: number;
  readonly #nested = new Map<number, boolean>();
  readonly #always = new Map<number, boolean>();

  constructor(fn: IrFunction, header: number, around: ReadonlySet<number>) {
    this.#header = header;
    for (const block of around)
      this.#after.set(
        block,
        edgesOf(at(fn.blocks, block).end)
          .map((edge) => edge.to)
          .filter((to) => around.has(to)),
      );
    const returning = [...around].filter((block) => block === header || this.#reaches(block, header, -1));
    const kept = new Set(returning.filter((block) => block === header || this.#reaches(header, block, -1)));
    for (const [block, next] of this.#after)
      if (kept.has(block))
        this.#after.set(
          block,
          next.filter((to) => kept.has(to)),
        );
      else this.#after.delete(block);
    this.blocks = this.#inOrder();
  }

  isNested(block: number): boolean {
    return this.#memo(this.#nested, block, () => block !== this.#header && this.#reaches(block, block, this.#header));
  }

  isAlways(block: number): boolean {
    return this.#memo(
      this.#always,
      block,
      () => block === this.#header || !this.#reaches(this.#header, this.#header, block),
    );
  }

  #memo(known: Map<number, boolean>, block: number, find: () => boolean): boolean {
    const answer = known.get(block) ?? find();
    known.set(block, answer);
    return answer;
  }

  /** Whether a way of at least one edge leads from one block to the other without a third. */
  #reaches(from: number, to: number, without: number): boolean {
    const seen = new Set<number>();
    const work = [...(this.#after.get(from) ?? [])];
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      if (block === without || seen.has(block)) continue;
      if (block === to) return true;
      seen.add(block);
      work.push(...(this.#after.get(block) ?? []));
    }
    return false;
  }

  /** Reverse postorder from the header. */
  #inOrder(): number[] {
    const seen = new Set([this.#header]);
    const done: number[] = [];
    const stack = [{ block: this.#header, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = this.#after.get(top.block)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        done.push(top.block);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ block: to, next: 0 });
      }
    }
    return done.reverse();
  }
}

type Count = Pick<CountedLoop, 'counter' | 'up' | 'test' | 'length'>;

function counterOf(
  header: Block,
  body: ReadonlySet<number>,
  inside: ReadonlySet<number>,
  uses: LoopUses,
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
  const step = counter < 0 ? null : stepOf(now, uses, defined);
  if (step !== (up ? 1n : -1n)) return { why: 'its counter does not go by one from the first iteration to the last' };
  if (!inside.has(limit.id)) return { counter, up, test, length: null };
  const length = defined.get(limit.id);
  const isLength = length?.op === 'ListLen' || length?.op === 'TupleLen';
  if (!length || !isLength || length.args.some((arg) => inside.has(arg.id)))
    return { why: 'the end of its counter changes from iteration to iteration' };
  return { counter, up, test, length };
}

/** What the counter goes up by in each iteration; null: not by a constant. */
function stepOf(now: Value, uses: LoopUses, defined: Definitions): bigint | null {
  let found: bigint | null = null;
  for (const { value } of uses.passedFor(now)) {
    const op = defined.get(uses.origin(value).id);
    const by = defined.get(op?.args[1]?.id ?? -1)?.imm;
    if (!op || op.args[0] !== now || by?.kind !== 'int') return null;
    const isSum = op.op === 'I64Add' || op.op === 'I64AddOvf';
    const isDifference = op.op === 'I64Sub' || op.op === 'I64SubOvf';
    if (!isSum && !isDifference) return null;
    const step = isSum ? by.value : -by.value;
    if (found !== null && found !== step) return null;
    found = step;
  }
  return found;
}
