/** The loops inside a parallel loop, and in which order blocks are done in one round of the innermost loop around both. */
import { at } from '../base/invariant.ts';
import type { IrFunction } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import type { CountedLoop } from './loop-shape.ts';

/** A natural loop inside. */
export interface Inner {
  readonly header: number;
  readonly blocks: ReadonlySet<number>;
  /** The blocks from which it goes back to the header. */
  readonly latches: readonly number[];
}

export class Nest {
  /** Whether each loop inside has one way in; if not, nothing else here means much. */
  readonly isReducible: boolean;
  readonly #header: number;
  /** Without the ways back to the parallel loop's header. */
  readonly #after = new Map<number, readonly number[]>();
  readonly #dominated = new Map<number, ReadonlySet<number>>();
  readonly #inner = new Map<number, Inner>();
  readonly #order = new Map<number, number>();

  constructor(fn: IrFunction, { header, blocks }: Pick<CountedLoop, 'header' | 'blocks'>) {
    this.#header = header.id;
    const body = new Set(blocks);
    for (const block of blocks)
      this.#after.set(
        block,
        edgesOf(at(fn.blocks, block).end)
          .map(({ to }) => to as number)
          .filter((to) => body.has(to) && to !== header.id),
      );
    for (const block of blocks) {
      const without = this.#reached(this.#header, block);
      this.#dominated.set(block, new Set(blocks.filter((other) => !without.has(other))));
    }
    for (const block of blocks) this.#findLoop(block);
    this.isReducible = this.#sort();
  }

  /** Whether each way from the start of an iteration to `b` goes through `a`. A block dominates itself. */
  dominates(a: number, b: number): boolean {
    return this.#dominated.get(a)?.has(b) === true;
  }

  /** The loop that begins at a block. */
  at(header: number): Inner | null {
    return this.#inner.get(header) ?? null;
  }

  /** Loops around a block, outermost first. */
  around(block: number): readonly Inner[] {
    return [...this.#inner.values()]
      .filter((inner) => inner.blocks.has(block))
      .toSorted((a, b) => b.blocks.size - a.blocks.size);
  }

  /** What is done later in one round of the innermost loop around two blocks has the greater number. */
  order(block: number): number {
    return this.#order.get(block) ?? 0;
  }

  /** Blocks that a way through `inner` can lead to only past an edge: whether `block` is one. */
  isBehind(from: number, to: number, block: number): boolean {
    const others = [...this.#after].filter(([source, next]) => source !== from && next.includes(to));
    return others.length === 0 && this.dominates(to, block);
  }

  /** Whether each round of the innermost loop around a block comes through it. */
  isAlways(block: number): boolean {
    const inner = this.around(block).at(-1);
    return inner?.latches.every((latch) => this.dominates(block, latch)) === true;
  }

  /** Blocks that ways from `start` lead to without one block. */
  #reached(start: number, without: number): Set<number> {
    const seen = new Set<number>();
    const work = start === without ? [] : [start];
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      if (seen.has(block) || block === without) continue;
      seen.add(block);
      work.push(...(this.#after.get(block) ?? []));
    }
    return seen;
  }

  #findLoop(header: number): void {
    const latches = [...this.#after]
      .filter(([from, next]) => next.includes(header) && this.dominates(header, from))
      .map(([from]) => from);
    if (latches.length === 0) return;
    const blocks = new Set([header]);
    const work = [...latches];
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      if (blocks.has(block)) continue;
      blocks.add(block);
      for (const [from, next] of this.#after) if (next.includes(block)) work.push(from);
    }
    this.#inner.set(header, { header, blocks, latches });
  }

  /** Where an edge leads to in the order: one back to the start of a round, to what follows the loop. */
  #next(from: number, to: number, seen = new Set<number>()): readonly number[] {
    const inner = this.#inner.get(to);
    if (!inner?.blocks.has(from)) return [to];
    if (seen.has(to)) return [];
    seen.add(to);
    const leaving = [...inner.blocks].flatMap((block) =>
      (this.#after.get(block) ?? []).filter((next) => !inner.blocks.has(next)),
    );
    return [...new Set(leaving)].flatMap((next) => this.#next(from, next, seen));
  }

  /** Topological order; false if there is none. */
  #sort(): boolean {
    const edges = new Map([...this.#after].map(([from, next]) => [from, next.flatMap((to) => this.#next(from, to))]));
    const missing = new Map([...edges.keys()].map((block) => [block, 0]));
    for (const next of edges.values()) for (const to of next) missing.set(to, (missing.get(to) ?? 0) + 1);
    const ready = [this.#header];
    for (let block = ready.pop(); block !== undefined; block = ready.pop()) {
      this.#order.set(block, this.#order.size);
      for (const to of edges.get(block) ?? []) {
        const left = (missing.get(to) ?? 0) - 1;
        missing.set(to, left);
        if (left === 0) ready.push(to);
      }
    }
    return this.#order.size === edges.size;
  }
}
