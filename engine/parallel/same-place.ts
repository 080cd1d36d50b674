/** Whether two accesses, at two moments, never touch one place. */
import { afresh, bestWays, type Effort, isOutright, isShown, type System, type Way, waysToShow } from './bounds.ts';
import { instancesOf, type Moment } from './instances.ts';
import type { Access, LoopDescription } from './loop.ts';
import { constant, minus, type Polynomial, plus, scaled } from './polynomial.ts';
import { refutations } from './refute.ts';

/** A dimension of both accesses, in the system's names. */
interface Dimension {
  readonly first: Polynomial;
  readonly second: Polynomial;
  readonly length: Polynomial | null;
}

/** Conditions under which two places differ. */
export interface Clause {
  /** One of them must hold; none: this is not known to be possible. */
  readonly ways: readonly Way[];
  /** It is about a subscript that counts from the end of a container whose length is not known. */
  readonly wrapped: boolean;
}

/**
 * When `first` and, at `moment`, `second` are never at one place of one object: all clauses must hold; none: always.
 * Subscripts are compared dimension by dimension; a negative one counts from the end, so each of the two may have wrapped.
 * @param lengths of the container, outermost first
 * @param from the first dimension that tells places apart: not 0 where rows may be one object
 */
export function clausesApart(
  loop: LoopDescription,
  first: Access,
  second: Access,
  moment: Moment,
  lengths: readonly (Polynomial | null)[],
  from: number,
  effort: Effort,
): readonly Clause[] {
  const instances = instancesOf(loop, first, second, moment, effort);
  const dimensions: Dimension[] = [];
  const depth = Math.min(first.subscripts.length, second.subscripts.length);
  for (let k = from; k < depth; k++) {
    const [a, b] = [first.subscripts[k], second.subscripts[k]];
    if (!a || !b) continue;
    dimensions.push({ first: instances.first(a), second: instances.second(b), length: lengths[k] ?? null });
  }
  const wraps = choices(dimensions.map((dimension) => wrapsOf(dimension, instances.system)));
  const clauses: Clause[] = [];
  for (const wrap of wraps) {
    const ways = waysApart(afresh(instances.system), dimensions, wrap);
    const wrapped = dimensions.some(({ length }, k) => length === null && wrap[k] !== 'none');
    if (!isOutright(ways)) clauses.push({ ways, wrapped });
    if (ways.length === 0) break; // Nothing that follows could help.
  }
  return clauses;
}

/** Which of the two subscripts is negative, where one is: then it stands for a place that is the length further on. */
type Wrap = 'none' | 'first' | 'second';

function wrapsOf({ first, second }: Dimension, system: System): readonly Wrap[] {
  const wraps: Wrap[] = ['none'];
  if (!isShown(first, system)) wraps.push('first');
  if (!isShown(second, system)) wraps.push('second');
  return wraps;
}

function waysApart(system: System, dimensions: readonly Dimension[], wraps: readonly Wrap[]): readonly Way[] {
  const equalities: Polynomial[] = [];
  const otherwise: Way[] = [];
  dimensions.forEach(({ first, second, length }, k) => {
    const wrap = wraps[k];
    const apart = minus(first, second);
    if (wrap === 'none') {
      equalities.push(apart);
      return;
    }
    const [negative, other] = wrap === 'first' ? [first, second] : [second, first];
    otherwise.push(...waysToShow(negative, system), ...waysToShow(minus(scaled(other, -1n), constant(1n)), system));
    if (length !== null) equalities.push(wrap === 'first' ? plus(apart, length) : minus(apart, length));
  });
  const best = bestWays(otherwise, system.facts);
  if (isOutright(best)) return best;
  return bestWays([...best, ...refutations({ ...system, equalities })], system.facts);
}

/** One of each, in all ways. */
function choices<T>(options: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return options.reduce<readonly (readonly T[])[]>(
    (chosen, one) => chosen.flatMap((before) => one.map((item) => [...before, item])),
    [[]],
  );
}
