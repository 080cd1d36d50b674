/**
 * Simplify-cfg: no unreachable blocks, no blocks that only pass on their parameters, no two blocks where one will do.
 */
import { at } from '../base/invariant.ts';
import { reversePostorder } from '../ir/dominators.ts';
import type { Block, Edge, IrFunction, Region, Value } from '../ir/region.ts';
import { edgesOf, endUses, exitsOf, exitUses } from '../ir/walk.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';
import { mapEdges, removeUnreachable } from './unreachable.ts';

export const simplifyCfg: Pass = {
  name: 'simplify-cfg',
  run(region) {
    let changed = 0;
    for (const fn of region.functions) {
      for (let now = -1; now !== 0; changed += now) {
        now = removeUnreachable(fn) + joinBranches(fn) + threadJumps(region, fn) + mergeChains(region, fn);
      }
    }
    return changed;
  },
};

/** A branch whose ways are the same is a jump. */
function joinBranches(fn: IrFunction): number {
  let joined = 0;
  for (const block of fn.blocks) {
    const end = block.end;
    if (end.kind !== 'branch' || end.then.to !== end.else.to) continue;
    if (!end.then.args.every((arg, i) => arg === end.else.args[i])) continue;
    block.end = { kind: 'jump', edge: end.then };
    joined += 1;
  }
  return joined;
}

/** Edges to a block that only jumps on lead to where it jumps. */
function threadJumps(region: Region, fn: IrFunction): number {
  const uses = useCounts(region, fn);
  let threaded = 0;
  const redirect = (edge: Edge): Edge => {
    const through = at(fn.blocks, edge.to);
    const next = through.end.kind === 'jump' ? through.end.edge : null;
    if (next === null || next.to === edge.to || !onlyPassesOn(through, next, uses)) return edge;
    threaded += 1;
    const passed = new Map(through.params.map((param, i) => [param, at(edge.args, i)]));
    return { to: next.to, args: next.args.map((arg) => passed.get(arg) ?? arg) };
  };
  for (const block of fn.blocks) block.end = mapEdges(block.end, redirect);
  return threaded;
}

/** Nothing is computed in the block, and its parameters are read by its own jump alone. */
function onlyPassesOn(block: Block, next: Edge, uses: Map<number, number>): boolean {
  if (block.ops.length > 0 || block.id === 0) return false;
  return block.params.every((param) => {
    const own = next.args.filter((arg) => arg === param).length;
    return (uses.get(param.id) ?? 0) === own;
  });
}

function useCounts(region: Region, fn: IrFunction): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (value: Value): void => {
    counts.set(value.id, (counts.get(value.id) ?? 0) + 1);
  };
  for (const block of fn.blocks) {
    for (const op of block.ops) op.args.forEach(count);
    endUses(block.end).forEach(count);
    for (const edge of edgesOf(block.end)) edge.args.forEach(count);
    for (const exit of exitsOf(block)) exitUses(region, exit).forEach(count);
  }
  return counts;
}

/** A block and the only block that jumps to it become one. */
function mergeChains(region: Region, fn: IrFunction): number {
  const order = reversePostorder(fn);
  const incoming = fn.blocks.map(() => 0);
  for (const b of order)
    for (const edge of edgesOf(at(fn.blocks, b).end)) incoming[edge.to] = at(incoming, edge.to) + 1;
  const replacements = new Replacements();
  const gone = new Set<Block>();
  for (const b of order) {
    const block = at(fn.blocks, b);
    if (gone.has(block)) continue;
    for (let next = soleSuccessor(fn, block, incoming); next !== null; next = soleSuccessor(fn, block, incoming)) {
      const edge = at(edgesOf(block.end), 0);
      next.params.forEach((param, i) => replacements.set(param, at(edge.args, i)));
      block.ops = [...block.ops, ...next.ops];
      block.end = next.end;
      gone.add(next);
    }
  }
  replacements.apply(region);
  return gone.size;
}

function soleSuccessor(fn: IrFunction, block: Block, incoming: readonly number[]): Block | null {
  if (block.end.kind !== 'jump') return null;
  const { to } = block.end.edge;
  return to !== 0 && to !== block.id && incoming[to] === 1 ? at(fn.blocks, to) : null;
}
