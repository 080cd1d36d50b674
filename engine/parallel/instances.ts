/** Two accesses at two moments: the iterations and inner rounds at which they happen are the unknowns of a system. */
import { invariant } from '../base/invariant.ts';
import { type Effort, type System, systemOf } from './bounds.ts';
import type { Access, LoopDescription } from './loop.ts';
import { constant, minus, type Polynomial, renamed, type Variable, variable } from './polynomial.ts';

/**
 * When the second access happens. 'later': in a later iteration. A number: in the same iteration and in the same round
 * of so many of the inner loops around both, but in a later round of the next one. 'round': in the same round of all.
 */
export type Moment = 'later' | 'round' | number;

/** What is known of two accesses at two moments, without what their subscripts have to do with each other. */
export interface Instances {
  readonly system: System;
  /** The first access's variables in the system's names. */
  readonly first: (polynomial: Polynomial) => Polynomial;
  readonly second: (polynomial: Polynomial) => Polynomial;
}

const ONE = constant(1n);

/** The second access's variables have a stroke; where both are known to be equal, the first's stand for both. */
export function instancesOf(
  loop: LoopDescription,
  first: Access,
  second: Access,
  moment: Moment,
  effort: Effort,
): Instances {
  const common = commonLoops(first, second);
  const shared = moment === 'later' ? 0 : moment === 'round' ? common.length : moment;
  const own = new Set<Variable>(moment === 'later' ? [] : [loop.index, ...common.slice(0, shared)]);
  const stroke = (name: Variable): Variable => (isInduction(loop, name) && !own.has(name) ? `${name}'` : name);
  const rename = (polynomial: Polynomial): Polynomial => renamed(polynomial, stroke);
  const same = (polynomial: Polynomial): Polynomial => polynomial;

  const constraints = [
    ...loop.facts,
    ...indexBounds(loop, moment),
    ...lengthsOf(loop, first),
    ...lengthsOf(loop, second),
    ...innerBounds(loop, first, same),
    ...innerBounds(loop, second, rename),
  ];
  const grows = typeof moment === 'number' ? common[moment] : undefined;
  if (grows !== undefined) constraints.push(minus(minus(variable(stroke(grows)), variable(grows)), ONE));
  const unknowns = [
    ...second.loops.toReversed().map(stroke),
    ...first.loops.toReversed(),
    stroke(loop.index),
    loop.index,
  ];
  const system = systemOf([...new Set(unknowns)], constraints, loop.count, effort);
  return { system, first: same, second: rename };
}

/** Every moment of one iteration at which `second` happens after `first`. */
export function laterInIteration(first: Access, second: Access): readonly Moment[] {
  const levels: Moment[] = commonLoops(first, second).map((_, level) => level);
  return second.order > first.order ? [...levels, 'round'] : levels;
}

/** One access at one moment. */
export function instanceOf(loop: LoopDescription, access: Access, effort: Effort): System {
  const { index, count } = loop;
  const bounds = [
    variable(index),
    ...(count === null ? [] : [minus(minus(count, variable(index)), ONE), minus(count, ONE)]),
  ];
  const inner = innerBounds(loop, access, (polynomial) => polynomial);
  return systemOf(
    [...access.loops.toReversed(), index],
    [...loop.facts, ...bounds, ...lengthsOf(loop, access), ...inner],
    loop.count,
    effort,
  );
}

/** What is touched is not empty. */
function lengthsOf(loop: LoopDescription, access: Access): readonly Polynomial[] {
  const lengths = loop.containers.find(({ id }) => id === access.container)?.lengths ?? [];
  return lengths.slice(0, access.subscripts.length).flatMap((length) => (length === null ? [] : [minus(length, ONE)]));
}

function commonLoops(first: Access, second: Access): readonly Variable[] {
  const differs = first.loops.findIndex((name, k) => second.loops[k] !== name);
  return differs < 0 ? first.loops : first.loops.slice(0, differs);
}

function isInduction(loop: LoopDescription, name: Variable): boolean {
  return name === loop.index || loop.inner.some((inner) => inner.variable === name);
}

function indexBounds({ index, count }: LoopDescription, moment: Moment): readonly Polynomial[] {
  const first = variable(index);
  if (moment !== 'later') {
    return [first, ...(count === null ? [] : [minus(minus(count, first), ONE), minus(count, ONE)])];
  }
  const second = variable(`${index}'`);
  const order = [first, minus(second, ONE), minus(minus(second, first), ONE)];
  if (count === null) return order;
  const two = constant(2n);
  return [...order, minus(minus(count, second), ONE), minus(minus(count, first), two), minus(count, two)];
}

/** The rounds of the loops around an access: inside their bounds, which leave room for one. */
function innerBounds(
  loop: LoopDescription,
  access: Access,
  rename: (polynomial: Polynomial) => Polynomial,
): readonly Polynomial[] {
  return access.loops.flatMap((name) => {
    const inner = loop.inner.find((one) => one.variable === name);
    invariant(inner !== undefined, `loop ${name} around ${access.name} is not described`);
    const here = variable(name);
    const low = inner.low === null ? [] : [minus(here, inner.low)];
    const high = inner.high === null ? [] : [minus(inner.high, here)];
    const room = inner.low === null || inner.high === null ? [] : [minus(inner.high, inner.low)];
    return [...low, ...high, ...room].map(rename);
  });
}
