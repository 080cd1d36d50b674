/** Takes the edges of a block to another target, with the arguments they have. */
import type { BlockId } from '../base/ids.ts';
import type { Block, Edge } from '../ir/region.ts';

export function redirect(block: Block, from: number, to: BlockId): void {
  const move = (edge: Edge): Edge => (edge.to === from ? { to, args: edge.args } : edge);
  if (block.end.kind === 'jump') block.end = { kind: 'jump', edge: move(block.end.edge) };
  else if (block.end.kind === 'branch')
    block.end = { ...block.end, then: move(block.end.then), else: move(block.end.else) };
}
