/**
 * Hoist-pins: an object that is pinned anew in each round of a loop, but comes from outside it, is pinned once, before.
 *
 * The lifter pins before each operation that can free something, without knowing of earlier pins. Where the pinned value
 * is defined outside the loop, one pin at the entry keeps it alive as well. It gets a cell of its own: the one it had may
 * still hold something else there.
 */
import type { BlockId, CellId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Region } from '../ir/region.ts';
import { predecessors } from '../ir/walk.ts';
import { bodyOf, valuesDefinedIn } from './loops.ts';
import type { Pass } from './pass.ts';

interface Pin {
  readonly block: Block;
  readonly retain: Op;
  readonly swap: Op;
}

export const hoistPins: Pass = {
  name: 'hoist-pins',
  run(region) {
    let hoisted = 0;
    for (const fn of region.functions) {
      const dominators = dominatorsOf(fn);
      const before = predecessors(fn);
      for (const number of [...dominators.order].reverse())
        hoisted += hoistAt(region, fn, at(fn.blocks, number), before, dominators);
    }
    return hoisted;
  },
};

function hoistAt(
  region: Region,
  fn: IrFunction,
  header: Block,
  before: readonly number[][],
  dominators: Dominators,
): number {
  const from = at(before, header.id).filter((block) => dominators.isReachable(block));
  const latches = from.filter((block) => dominators.dominates(header.id, block));
  const [outside, second] = from.filter((block) => !latches.includes(block));
  if (latches.length === 0 || outside === undefined || second !== undefined) return 0;
  const inside = bodyOf(
    fn,
    header,
    latches.map((latch) => at(fn.blocks, latch)),
  );
  const defined = valuesDefinedIn(fn, inside);
  const pins = [...inside]
    .flatMap((number) => pinsOf(at(fn.blocks, number)))
    .filter((pin) => !defined.has(at(pin.retain.args, 0).id));
  if (pins.length === 0) return 0;
  const entry = entryOf(fn, at(fn.blocks, outside), header.id);
  for (const { block, retain, swap } of pins) {
    block.ops = block.ops.filter((op) => op !== retain && op !== swap);
    entry.ops.push(retain, { ...swap, imm: { kind: 'cell', value: region.cells as CellId } });
    region.cells += 1;
  }
  return pins.length;
}

/** Where to put what is done once before the loop: a block of its own on the edge, if the loop may be passed by. */
function entryOf(fn: IrFunction, from: Block, header: BlockId): Block {
  if (from.end.kind !== 'branch') return from;
  const { then, else: otherwise } = from.end;
  const edge = then.to === header ? then : otherwise;
  const block: Block = {
    id: fn.blocks.length as BlockId,
    params: [],
    ops: [],
    end: { kind: 'jump', edge },
    note: `${from.note} into loop`,
  };
  fn.blocks.push(block);
  const around = { to: block.id, args: [] };
  from.end = { ...from.end, then: edge === then ? around : then, else: edge === then ? otherwise : around };
  return block;
}

function pinsOf(block: Block): Pin[] {
  return block.ops.flatMap((swap) => {
    if (swap.op !== 'CellSwap') return [];
    const retain = block.ops.find((op) => op.op === 'Retain' && op.result !== null && op.result === swap.args[0]);
    return retain ? [{ block, retain, swap }] : [];
  });
}
