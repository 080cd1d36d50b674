/** Mutants that let the wrong thing be watched: what was compiled outlives what it leaned on. */

import type { Region } from '../../engine/ir/region.ts';

/** The kinds of bindings that look a name up, and have that name watched. */
const NAMED: ReadonlySet<string> = new Set(['Global', 'Attr']);

/** What a name stands for is looked up, and watched, by the name it was defined by. */
export function watchByOwnName(region: Region): number {
  let count = 0;
  region.bindings.forEach((binding, id) => {
    const own = binding.expect?.name ?? '';
    if (!NAMED.has(binding.kind) || own === '' || own === binding.name) return;
    region.bindings[id] = { ...binding, name: own };
    count += 1;
  });
  return count;
}
