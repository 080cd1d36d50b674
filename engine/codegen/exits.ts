/**
 * Records of exits: which SSA value lies in which spill word. Native code writes the words (lower.ts) and the Install
 * message names them (install-message.ts): both go by this one layout.
 */

import type { SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Region, Value } from '../ir/region.ts';
import { sourcesOf, valuesOf } from '../ir/walk.ts';

/** The distinct values a snapshot reads, in order of first use: word k holds value k. */
export function spillLayout(region: Region, snapshot: SnapshotId): Value[] {
  const layout = new Map<number, Value>();
  for (const source of sourcesOf(at(region.snapshots, snapshot, 'snapshot'))) {
    for (const value of valuesOf(source)) if (!layout.has(value.id)) layout.set(value.id, value);
  }
  return [...layout.values()];
}

/** Words of the largest record, the exit number included. */
export function largestRecord(region: Region): number {
  const sizes = region.snapshots.map((_, id) => spillLayout(region, id as SnapshotId).length + 1);
  return Math.max(1, ...sizes);
}
