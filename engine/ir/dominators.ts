/**
 * Which blocks every way to a block goes through. Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
 */
import { at } from '../base/invariant.ts';
import type { IrFunction } from './region.ts';
import { edgesOf, predecessors } from './walk.ts';

export interface Dominators {
  /** Reachable blocks, each after its dominators (reverse postorder). */
  readonly order: readonly number[];
  isReachable(block: number): boolean;
  /** Whether each way from the first block to `b` goes through `a`; both reachable. A block dominates itself. */
  dominates(a: number, b: number): boolean;
  /** Immediate dominator; -1 for the first block. */
  parent(block: number): number;
}

export function dominatorsOf(fn: IrFunction): Dominators {
  const order = reversePostorder(fn);
  const position = new Map(order.map((block, i) => [block, i]));
  const parents = immediateDominators(fn, order, position);
  return {
    order,
    isReachable: (block) => position.has(block),
    parent: (block) => at(parents, block, 'block'),
    dominates(a, b) {
      const wanted = position.get(a) ?? -1;
      let walker = b;
      while (walker !== -1 && (position.get(walker) ?? -1) > wanted) walker = at(parents, walker);
      return walker === a;
    },
  };
}

/**
 * Walks the dominator tree from the first block: `enter` before what the block dominates, `leave` after it. Without
 * recursion, for the same reason as below.
 */
export function walkTree(dominators: Dominators, enter: (block: number) => void, leave: (block: number) => void): void {
  const children = new Map<number, number[]>();
  for (const block of dominators.order) {
    const parent = dominators.parent(block);
    children.set(block, []);
    children.get(parent)?.push(block);
  }
  const stack: { readonly block: number; next: number }[] = [{ block: 0, next: 0 }];
  enter(0);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = children.get(top.block)?.[top.next];
    top.next += 1;
    if (child === undefined) {
      leave(top.block);
      stack.pop();
    } else {
      enter(child);
      stack.push({ block: child, next: 0 });
    }
  }
}

/** Reachable blocks, successors after predecessors but for back edges. Without recursion: regions may be deep. */
export function reversePostorder(fn: IrFunction): number[] {
  const seen = new Set([0]);
  const done: number[] = [];
  const stack = [{ block: 0, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const edge = edgesOf(at(fn.blocks, top.block).end)[top.next];
    top.next += 1;
    if (edge === undefined) {
      done.push(top.block);
      stack.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      stack.push({ block: edge.to, next: 0 });
    }
  }
  return done.reverse();
}

function immediateDominators(fn: IrFunction, order: readonly number[], position: Map<number, number>): number[] {
  const incoming = predecessors(fn);
  const parents: number[] = fn.blocks.map(() => -1);
  parents[0] = 0;
  const meet = (first: number, second: number): number => {
    let [a, b] = [first, second];
    while (a !== b) {
      if ((position.get(a) ?? 0) > (position.get(b) ?? 0)) a = at(parents, a);
      else b = at(parents, b);
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      if (block === 0) continue;
      const known = at(incoming, block).filter((from) => position.has(from) && parents[from] !== -1);
      const parent = known.reduce(meet);
      if (parents[block] !== parent) {
        parents[block] = parent;
        changed = true;
      }
    }
  }
  parents[0] = -1;
  return parents;
}
