/** The closed list of rows, by sort. */
import { BUFFERS } from './buffers.ts';
import { CALLS } from './calls.ts';
import { CLOSURES } from './closures.ts';
import { EFFECTS } from './effects.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { EXPRESSIONS } from './expressions.ts';
import { FLOATS } from './floats.ts';
import { GENERATORS } from './generators.ts';
import { LATE } from './late.ts';
import { LISTS } from './lists.ts';
import { LOOPS } from './loops.ts';
import { STATEMENTS } from './statements.ts';
import type { Row, Sort } from './tree.ts';
import { UNCOMMON } from './uncommon.ts';

export const GRAMMAR: readonly Row[] = [
  ...[...EXPRESSIONS, ...FLOATS, ...LISTS],
  ...[...STATEMENTS, ...UNCOMMON, ...EXCEPTIONS, ...LOOPS],
  ...[...EFFECTS, ...GENERATORS, ...CLOSURES, ...CALLS, ...LATE, ...BUFFERS],
];

const BY_SORT = new Map<Sort, Row[]>();
for (const row of GRAMMAR) BY_SORT.set(row.sort, [...(BY_SORT.get(row.sort) ?? []), row]);

/** The smallest first. Empty for a terminal. */
export function rowsOfSort(sort: Sort): readonly Row[] {
  return BY_SORT.get(sort) ?? [];
}
