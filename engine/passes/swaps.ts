/**
 * Swaps: `a[i], a[j] = a[j], a[i]` exchanges two items of one list; nothing is taken, dropped or asked.
 *
 * The lifter stores one item after the other, each store a reference taken, one dropped and asked for its finaliser
 * (`ReleaseOk`), and pins what the first store might free. When both items were loaded in the same block, with no store
 * between, and nothing but such questions lies between the two stores, the list holds the same objects after as before.
 *
 * Not where anything can leave native code between the stores, or where a second list is involved.
 */
import { at } from '../base/invariant.ts';
import { specOf } from '../ir/ops.ts';
import type { Block, Op, Value } from '../ir/region.ts';
import { memoryRead, memoryWritten } from './memory.ts';
import type { Pass } from './pass.ts';

export const swaps: Pass = {
  name: 'swaps',
  run(region) {
    let found = 0;
    for (const fn of region.functions) for (const block of fn.blocks) while (exchange(block)) found += 1;
    return found;
  },
};

/** A store of an item of the same list, the reference just taken. */
interface Move {
  readonly store: Op;
  readonly retain: Op;
  readonly load: Op;
  readonly at: number;
}

/** Replaces the first swap of the block; false: there is none. */
function exchange(block: Block): boolean {
  const moves = block.ops.flatMap((op, index) => moveOf(block, op, index) ?? []);
  for (const second of moves) {
    for (const first of moves) {
      if (first.at >= second.at || !isCrossed(first, second)) continue;
      const gone = superfluous(block, first, second);
      if (gone === null) continue;
      const swap: Op = {
        ...second.store,
        op: 'ListSwap',
        args: [at(first.store.args, 0), at(first.store.args, 1), at(second.store.args, 1)],
      };
      const ops = block.ops.map((op) => (op === second.store ? swap : op));
      block.ops = ops.filter((op) => !gone.has(op));
      return true;
    }
  }
  return false;
}

function definedBy(block: Block, value: Value | undefined, name: Op['op']): Op | null {
  return block.ops.find((op) => op.op === name && op.result !== null && op.result === value) ?? null;
}

function moveOf(block: Block, store: Op, index: number): Move | null {
  if (store.op !== 'ListSet') return null;
  const retain = definedBy(block, store.args[2], 'Retain');
  const load = retain && definedBy(block, retain.args[0], 'ListItem');
  if (!retain || !load || load.args[0] !== store.args[0]) return null;
  return { store, retain, load, at: index };
}

/** Each stores what lay where the other stores. */
function isCrossed(first: Move, second: Move): boolean {
  return (
    first.store.args[0] === second.store.args[0] &&
    first.load.args[1] === second.store.args[1] &&
    second.load.args[1] === first.store.args[1]
  );
}

/** What goes with the two stores; null: they are not alone. */
function superfluous(block: Block, first: Move, second: Move): Set<Op> | null {
  const gone = new Set<Op>([first.store, first.retain, second.retain]);
  const start = Math.min(block.ops.indexOf(first.load), block.ops.indexOf(second.load));
  const asked = new Set<Value | null>([first.load.result, second.load.result]);
  for (let k = start; k < second.at; k += 1) {
    const op = at(block.ops, k);
    const between = k > first.at;
    if (between && isReadAnew(op, second)) asked.add(op.result);
    else if (between && memoryRead(op.op) === 'items') return null;
    if (isQuestion(block, op, asked)) gone.add(op);
    else if (op !== first.store && memoryWritten(op.op).length > 0) return null;
    else if (between && !isHarmless(op)) return null;
  }
  removePin(block, second, gone);
  return gone;
}

/** The item to be overwritten second, read after the first store: that object, be it two places or one. */
function isReadAnew(op: Op, second: Move): boolean {
  return op.op === 'ListItem' && op.args[0] === second.store.args[0] && op.args[1] === second.store.args[1];
}

/** Whether one of the two may be dropped: the list goes on holding both. */
function isQuestion(block: Block, op: Op, asked: ReadonlySet<Value | null>): boolean {
  const cond = op.op === 'Guard' && definedBy(block, op.args[0], 'ReleaseOk');
  return cond ? asked.has(at(cond.args, 0)) : false;
}

function isHarmless(op: Op): boolean {
  const { effect } = specOf(op.op);
  return op.exit === null && (effect === 'pure' || effect === 'reads' || op.op === 'Retain');
}

/** The item the first store would have dropped is kept alive up to the end of the second: the list does so now. */
function removePin(block: Block, second: Move, gone: Set<Op>): void {
  const after = block.ops.slice(second.at + 1);
  const clear = after.findIndex((op) => op.op === 'CellClear');
  const cell = after[clear]?.imm?.value;
  if (clear < 0 || after.slice(0, clear).some((op) => !isHarmless(op))) return;
  const touching = block.ops
    .slice(0, second.at)
    .filter((op) => (op.op === 'CellSwap' || op.op === 'CellClear') && op.imm?.value === cell);
  const [swap, other] = touching;
  const retain = swap?.op === 'CellSwap' ? definedBy(block, swap.args[0], 'Retain') : null;
  if (!swap || !retain || other || retain.args[0] !== second.load.result) return;
  if (block.ops.indexOf(retain) < block.ops.indexOf(second.load)) return;
  gone.add(swap).add(retain).add(at(after, clear));
}
