/** Rewriting ops one at a time, for mutants. */

import type { Op, Region } from '../../engine/ir/region.ts';
import { Maker } from '../../engine/passes/maker.ts';

/** What stands in place of an op; null: the op itself. */
export type Rewrite = (op: Op, make: Maker) => readonly Op[] | null;

/** Returns how many ops were rewritten. */
export function rewriteOps(region: Region, rewrite: Rewrite): number {
  let count = 0;
  for (const fn of region.functions) {
    const make = new Maker(region, fn);
    for (const block of fn.blocks) {
      block.ops = block.ops.flatMap((op) => {
        const instead = rewrite(op, make);
        if (instead === null) return [op];
        count += 1;
        return instead;
      });
    }
  }
  return count;
}
