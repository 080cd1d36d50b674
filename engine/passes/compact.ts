/** Compact: exits and snapshots that nothing refers to any more are not sent; the others are numbered anew, in order. */

import type { ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Region } from '../ir/region.ts';
import { exitsOf } from '../ir/walk.ts';
import type { Pass } from './pass.ts';

export const compact: Pass = {
  name: 'compact',
  run(region) {
    const exits = keptExits(region);
    const snapshots = new Set<number>([...exits].map((exit) => at(region.exits, exit).snapshot));
    const dropped = region.exits.length - exits.size + (region.snapshots.length - snapshots.size);
    if (dropped === 0) return 0;
    const newExit = renumbering(exits);
    const newSnapshot = renumbering(snapshots);
    const keptSnapshots = region.snapshots.filter((_, i) => snapshots.has(i));
    const keptExitRows = region.exits.filter((_, i) => exits.has(i));
    region.snapshots.splice(0, region.snapshots.length, ...keptSnapshots);
    const rows = keptExitRows.map((row) => ({ ...row, snapshot: newSnapshot(row.snapshot) as SnapshotId }));
    region.exits.splice(0, region.exits.length, ...rows);
    renameExits(region, (exit) => newExit(exit) as ExitId);
    return dropped;
  },
};

function keptExits(region: Region): Set<number> {
  const kept = new Set<number>();
  for (const fn of region.functions) for (const block of fn.blocks) for (const exit of exitsOf(block)) kept.add(exit);
  return kept;
}

function renumbering(kept: ReadonlySet<number>): (old: number) => number {
  const numbers = new Map([...kept].sort((a, b) => a - b).map((old, i) => [old, i]));
  return (old) => numbers.get(old) ?? -1;
}

function renameExits(region: Region, rename: (exit: ExitId) => ExitId): void {
  for (const fn of region.functions) {
    for (const block of fn.blocks) {
      block.ops = block.ops.map((op) => (op.exit === null ? op : { ...op, exit: rename(op.exit) }));
      if (block.end.kind === 'exit') block.end = { kind: 'exit', exit: rename(block.end.exit) };
    }
  }
}
