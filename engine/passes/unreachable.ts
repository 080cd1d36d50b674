/** Removal of blocks that nothing leads to: part of every pass that cuts edges, since what defined their values may be gone. */
import type { BlockId } from '../base/ids.ts';
import { reversePostorder } from '../ir/dominators.ts';
import type { Edge, IrFunction, Terminator } from '../ir/region.ts';

/** The same end with other edges. */
export function mapEdges(end: Terminator, map: (edge: Edge) => Edge): Terminator {
  if (end.kind === 'jump') return { kind: 'jump', edge: map(end.edge) };
  return end.kind === 'branch' ? { ...end, then: map(end.then), else: map(end.else) } : end;
}

/** Renumbers the blocks that stay. Returns how many went. */
export function removeUnreachable(fn: IrFunction): number {
  const reached = new Set(reversePostorder(fn));
  if (reached.size === fn.blocks.length) return 0;
  const kept = fn.blocks.filter((_, b) => reached.has(b));
  const numbers = new Map(kept.map((block, b) => [block.id as number, b as BlockId]));
  const removed = fn.blocks.length - kept.length;
  for (const [b, block] of kept.entries()) {
    const end = mapEdges(block.end, (edge) => ({ to: numbers.get(edge.to) ?? edge.to, args: edge.args }));
    fn.blocks[b] = { ...block, id: b as BlockId, end };
  }
  fn.blocks.length = kept.length;
  return removed;
}
