/** The statements of random loops, one row each: what a parallel loop may hold, and what it must stop before or not be made of. */
import type { Kind } from './words.ts';

/** What a row is printed from. */
export interface Parts {
  /** An expression of the loop's kind. */
  readonly e: string;
  /** Another. */
  readonly d: string;
  /** A comparison. */
  readonly c: string;
  /** A small number, such as a distance. */
  readonly k: number;
}

export interface Row {
  readonly lines: (parts: Parts) => readonly string[];
  /** Left out where it does not fit: bit operators for floats. */
  readonly only?: Kind;
}

const row = (...lines: readonly string[]): Row => ({
  lines: ({ e, d, c, k }) =>
    lines.map((line) =>
      line.replaceAll('{e}', e).replaceAll('{d}', d).replaceAll('{c}', c).replaceAll('{k}', String(k)),
    ),
});
const ints = (...lines: readonly string[]): Row => ({ ...row(...lines), only: 'int' });

/** None squares what it wrote an iteration before: numbers stay short. In the lines {e} and {d} are expressions, {c} a comparison, {k} a number from 1 to 4. */
export const STATEMENTS = {
  map: row('out[i] = {e}'),
  mapReversed: row('out[n - 1 - i] = {e}'),
  mapTwice: row('out[i] = {e}', 'out[i] = {d}'),
  mapShared: row('out[i // 2] = {e}'),
  mapConditional: row('if {c}:', '    out[i] = {e}'),
  mapEither: row('if {c}:', '    out[i] = {e}', 'else:', '    out[i] = {d}'),
  inPlace: row('a[i] = {e}'),
  inPlaceAugmented: row('a[i] += {e}'),
  inPlaceConditional: row('if {c}:', '    a[i] = {e}'),
  two: row('out[i] = {e}', 'a[i] = {d}'),
  swap: row('a[i], b[i] = b[i], a[i]'),
  stencil: row('out[i] = a[i - 1] + {e}'),
  stencilWide: row('out[i] = a[i - {k}] - b[i - 1] + {e}'),
  ahead: row('a[i] = a[i + 1] + {e}'),
  beyond: row('out[i] = a[i + {k}]'),
  prefix: row('a[i] = a[i - 1] + {e}'),
  distance: row('out[i] = out[i - {k}] + {e}'),
  storeAhead: row('out[i] = {e}', 'a[i + {k}] = b[i]'),
  scatter: ints('out[a[i] % n] = i'),
  gather: ints('s += b[a[i] % n]'),
  append: row('out.append({e})'),
  appendConditional: row('if {c}:', '    out.append({e})'),
  appendSelf: row('a.append({e})'),
  ownRow: row('r = rows[i]', 'r[0] = {e}'),
  rowSum: row('for item in rows[i]:', '    s += item'),
  sum: row('s += {e}'),
  sumItems: row('s += a[i]'),
  difference: row('s -= {e}'),
  sumRight: row('s = {e} + s'),
  sumConditional: row('if {c}:', '    s += {e}'),
  product: row('p *= {e}'),
  bitAnd: ints('p &= {e}'),
  bitOr: ints('p |= {e}'),
  bitXor: ints('p ^= {e}'),
  least: row('m = min(m, {e})'),
  greatest: row('m = max(m, {e})'),
  leastBranch: row('if {e} < m:', '    m = {e}'),
  leastItem: row('if a[i] < m:', '    m = a[i]', '    at = i'),
  greatestItem: row('if a[i] > m:', '    m = a[i]', '    at = i'),
  lastGreatest: row('if a[i] >= m:', '    m = a[i]', '    at = i'),
  greatestTurned: row('if m < a[i]:', '    at = i', '    m = a[i]'),
  count: row('if {c}:', '    c += 1'),
  countBool: row('c += {c}'),
  any: row('found = found or {c}'),
  every: row('found = found and {c}'),
  anyBranch: row('if {c}:', '    found = True'),
  last: row('last = {e}'),
  lastConditional: row('if {c}:', '    last = i'),
  private: row('t = {e}', 's += t'),
  privateLater: row('s += t', 't = {e}'),
  inner: row('for j in range({k}):', '    s += {e}'),
  innerPrivate: row('t = z', 'for j in range({k}):', '    t += {e}', 'out[i] = t'),
  triangle: row('for j in range(i):', '    s += a[j]'),
  innerWrite: row('for j in range({k}):', '    out[i] = {e}'),
  breakAt: row('if i == stop:', '    break'),
  breakItem: row('if a[i] == {k}:', '    break'),
  returnAt: row('if i == stop:', '    return i, {e}'),
  raiseAt: row('if i == stop:', '    raise ValueError(i, s)'),
  continueAt: row('if {c}:', '    continue'),
  divide: row('s += {e} / (i - stop)'),
  divideWhole: row('s += {e} // (i - stop)'),
  outOfRange: row('s += a[i + n - stop]'),
  overflow: ints('s += a[i] * 1000000007 * 1000000007'),
  called: row('s += helper({e})'),
} as const satisfies Record<string, Row>;

export type StatementName = keyof typeof STATEMENTS;
export const STATEMENT_NAMES = Object.keys(STATEMENTS) as StatementName[];
