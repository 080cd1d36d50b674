/**
 * Dce: what no exit, no write and no control flow needs is not computed; parameters nobody reads are not passed.
 *
 * An op that can exit stays, used or not: its exit may be where the interpreter raises.
 */
import { at } from '../base/invariant.ts';
import { specOf } from '../ir/ops.ts';
import type { IrFunction, Op, Region, Value } from '../ir/region.ts';
import { edgesOf, endUses, exitUses } from '../ir/walk.ts';
import type { Pass } from './pass.ts';

export const dce: Pass = {
  name: 'dce',
  run(region) {
    let removed = 0;
    for (const fn of region.functions) removed += sweep(fn, mark(region, fn));
    return removed;
  },
};

function isRoot(op: Op): boolean {
  const { effect } = specOf(op.op);
  return op.exit !== null || (effect !== 'pure' && effect !== 'reads');
}

/** Ids of the values needed. */
function mark(region: Region, fn: IrFunction): Set<number> {
  const feeds = feedersOf(fn);
  const live = new Set<number>();
  const work: Value[] = [];
  const need = (value: Value): void => {
    if (live.has(value.id)) return;
    live.add(value.id);
    work.push(value);
  };
  for (const block of fn.blocks) {
    for (const op of block.ops) {
      if (isRoot(op)) op.args.forEach(need);
      if (op.exit !== null) exitUses(region, op.exit).forEach(need);
    }
    endUses(block.end).forEach(need);
    if (block.end.kind === 'exit') exitUses(region, block.end.exit).forEach(need);
  }
  for (let value = work.pop(); value !== undefined; value = work.pop()) feeds.get(value.id)?.forEach(need);
  return live;
}

/** What each value is made of: the operands of its op, the arguments passed for a parameter. */
function feedersOf(fn: IrFunction): Map<number, Value[]> {
  const feeds = new Map<number, Value[]>();
  for (const block of fn.blocks) {
    for (const op of block.ops) if (op.result !== null) feeds.set(op.result.id, op.args);
    for (const edge of edgesOf(block.end)) {
      for (const [i, param] of at(fn.blocks, edge.to).params.entries()) {
        const known = feeds.get(param.id);
        if (known === undefined) feeds.set(param.id, [at(edge.args, i)]);
        else known.push(at(edge.args, i));
      }
    }
  }
  return feeds;
}

function sweep(fn: IrFunction, live: Set<number>): number {
  let removed = 0;
  const kept = fn.blocks.map((block) => block.params.map((param) => live.has(param.id)));
  for (const [b, block] of fn.blocks.entries()) {
    for (const edge of edgesOf(block.end)) edge.args = edge.args.filter((_, i) => at(kept, edge.to)[i]);
    const ops = block.ops.filter((op) => isRoot(op) || (op.result !== null && live.has(op.result.id)));
    const params = block.params.filter((_, i) => at(kept, b)[i]);
    removed += block.ops.length - ops.length + (block.params.length - params.length);
    block.ops = ops;
    block.params = params;
  }
  return removed;
}
