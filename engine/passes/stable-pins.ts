/**
 * Stable-pins: what lives until native code ends needs no keep-alive reference.
 *
 * The lifter pins a borrowed object before anything that could free it, and cannot see through block parameters: the
 * object a loop variable had when native code was entered, or NULL for a number computed since, is held by its frame
 * slot anyway. Pins of values that are nothing but such go.
 *
 * After: guard-elim and prune-params, which leave fewer parameters to look through.
 */
import type { OpName } from '../ir/ops.ts';
import type { IrFunction, Op } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import type { Pass } from './pass.ts';

/** Held by the install, the entered frame, its dicts or its iterators until the exit. */
const STABLE: ReadonlySet<OpName> = new Set<OpName>([
  'ConstNull',
  'ConstObj',
  'NoneObj',
  'LoadSlot',
  'DictGet',
  'SeqIterSeq',
  'ReverseIterSeq',
  'EnumerateIter',
  'ZipIter',
]);

export const stablePins: Pass = {
  name: 'stable-pins',
  run(region) {
    let removed = 0;
    for (const fn of region.functions) removed += unpin(fn, volatileValues(fn));
    return removed;
  },
};

/** Ids of object values that something else may free: found by spreading from their definitions over block arguments. */
function volatileValues(fn: IrFunction): Set<number> {
  const found = new Set<number>(fn.params.map((param) => param.id));
  const feeds = new Map<number, number[]>();
  const feed = (from: number, to: number): void => {
    const list = feeds.get(from);
    if (list) list.push(to);
    else feeds.set(from, [to]);
  };
  for (const block of fn.blocks) {
    for (const op of block.ops) noteOp(op, found, feed);
    for (const edge of edgesOf(block.end)) {
      fn.blocks[edge.to]?.params.forEach((param, i) => {
        const arg = edge.args[i];
        if (arg && param.rep === 'Obj') feed(arg.id, param.id);
      });
    }
  }
  const work = [...found];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    for (const to of feeds.get(id) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      work.push(to);
    }
  }
  return found;
}

function noteOp(op: Op, found: Set<number>, feed: (from: number, to: number) => void): void {
  const { result } = op;
  if (result?.rep !== 'Obj' || STABLE.has(op.op)) return;
  if (op.op === 'SelectObj') for (const arg of op.args.slice(1)) feed(arg.id, result.id);
  else found.add(result.id);
}

function unpin(fn: IrFunction, volatile: ReadonlySet<number>): number {
  const retained = new Set<number>();
  for (const block of fn.blocks) {
    const swapped = new Set(block.ops.filter((op) => op.op === 'CellSwap').map((op) => op.args[0]?.id));
    for (const op of block.ops) {
      const [object] = op.args;
      if (op.op === 'Retain' && object && op.result && swapped.has(op.result.id) && !volatile.has(object.id))
        retained.add(op.result.id);
    }
  }
  if (retained.size === 0) return 0;
  for (const block of fn.blocks) {
    block.ops = block.ops.filter((op) => {
      if (op.op === 'Retain') return !(op.result && retained.has(op.result.id));
      if (op.op === 'CellSwap') return !retained.has(op.args[0]?.id ?? -1);
      return true;
    });
  }
  return retained.size;
}
