/** Natural loops, for passes: which blocks a loop has and what is defined in it. */
import { at } from '../base/invariant.ts';
import type { Block, IrFunction } from '../ir/region.ts';
import { predecessors } from '../ir/walk.ts';

/** The blocks of the loop of a header and the blocks that jump back to it. */
export function bodyOf(fn: IrFunction, header: Block, latches: readonly Block[]): Set<number> {
  const before = predecessors(fn);
  const inside = new Set<number>([header.id]);
  const work: number[] = [];
  const add = (number: number): void => {
    if (inside.has(number)) return;
    inside.add(number);
    work.push(number);
  };
  for (const latch of latches) add(latch.id);
  for (let number = work.pop(); number !== undefined; number = work.pop())
    for (const from of at(before, number)) add(from);
  return inside;
}

/** Ids of the values defined in some of the blocks. */
export function valuesDefinedIn(fn: IrFunction, blocks: ReadonlySet<number>): Set<number> {
  const ids = new Set<number>();
  for (const number of blocks) {
    const block = at(fn.blocks, number);
    for (const param of block.params) ids.add(param.id);
    for (const op of block.ops) if (op.result) ids.add(op.result.id);
  }
  return ids;
}
