/**
 * Whether a polynomial over unknown integers and symbols is >= 0 in a system of constraints, by putting bounds in
 * place of one unknown after the other (Banerjee's bounds, with symbols; Fourier and Motzkin's elimination along one
 * way at a time). What is left has symbols only: it is certified, or becomes a condition to be looked at before the loop.
 */
import { Facts, withoutImplied } from './certify.ts';
import {
  constant,
  constantOf,
  equal,
  linearIn,
  mentions,
  minus,
  type Polynomial,
  plus,
  scaled,
  substituted,
  textOf,
  times,
  type Variable,
  variablesOf,
} from './polynomial.ts';

/** Unknown integers of which something is to be shown. All polynomials of it are over unknowns and symbols. */
export interface System {
  /** In the order in which they are bounded: the bounds of one mention later ones at most. */
  readonly unknowns: readonly Variable[];
  /** Each is 0. */
  readonly equalities: readonly Polynomial[];
  /** Each is >= 0. */
  readonly constraints: readonly Polynomial[];
  /** The constraints that mention no unknown. */
  readonly facts: Facts;
  /** Of iterations: conditions that leave few are not worth asking for. */
  readonly count: Polynomial | null;
  /** Bounds that may still be tried; what shares it shares the effort. */
  readonly effort: Effort;
  /** Terms that may still be looked at, over all systems of the loop. */
  readonly loopEffort: Effort;
}

/** What may still be spent. */
export interface Effort {
  left: number;
}

/** For a loop of which nothing has been looked at. */
export function loopEffort(): Effort {
  return { left: LOOP_EFFORT };
}

/** A system of no equalities, without effort spent but the loop's. @param count of iterations, null: not known */
export function systemOf(
  unknowns: readonly Variable[],
  constraints: readonly Polynomial[],
  count: Polynomial | null,
  loopEffort: Effort,
): System {
  return withConstraints({ unknowns, equalities: [], count, effort: { left: EFFORT }, loopEffort }, constraints);
}

/** The same, without effort spent. */
export function afresh(system: System): System {
  return { ...system, effort: { left: EFFORT } };
}

function withConstraints(rest: Omit<System, 'constraints' | 'facts'>, constraints: readonly Polynomial[]): System {
  const known = constraints.filter((one) => !rest.unknowns.some((name) => mentions(one, name)));
  return { ...rest, constraints, facts: new Facts(known) };
}

/** Conditions over symbols, all of them needed; none: shown outright. */
export type Way = readonly Polynomial[];

/** Bounds tried for one pair of accesses at one moment. */
const EFFORT = 80;
/** Terms looked at for one loop, over all its pairs. What comes after is not proved. */
const LOOP_EFFORT = 4000;
/** How many bounds are put in one after the other, at most. */
const DEPTH = 10;
/** Terms of a bound, at most: each step multiplies, and real loops need a handful. */
const TERMS = 16;
/** How many of the ways found are worth a look before the loop. */
const WAYS = 3;

/** Ways to show that `target` is >= 0: an outright one alone if there is one, else few, the simplest first. */
export function waysToShow(target: Polynomial, system: System): readonly Way[] {
  return new Search(system, true).waysFor(target);
}

/** Whether it is >= 0 under no conditions. */
export function isShown(target: Polynomial, system: System): boolean {
  return new Search(system, false).waysFor(target).length > 0;
}

export function isOutright(ways: readonly Way[]): boolean {
  return ways[0]?.length === 0;
}

/** Few of them, the simplest first, none that needs more than another; the outright one alone. */
export function bestWays(ways: readonly Way[], facts: Facts): readonly Way[] {
  const byText = new Map(ways.map((way) => [way.map(textOf).sort().join(), way]));
  const sorted = [...byText.values()].sort((a, b) => sizeOf(a) - sizeOf(b)).slice(0, 2 * WAYS);
  if (sorted[0]?.length === 0 || areComplete(sorted)) return [[]];
  const kept: Way[] = [];
  for (const way of sorted) {
    const under = facts.and(way);
    if (!kept.some((other) => other.every((one) => under.imply(one)))) kept.push(way);
  }
  return kept.slice(0, WAYS);
}

/** Whether one of two always holds: p >= 0 and -1 - p >= 0. */
function areComplete(ways: readonly Way[]): boolean {
  const single = ways.flatMap((way) => (way.length === 1 ? way : []));
  return single.some((p) => single.some((q) => equal(plus(p, q), constant(-1n))));
}

function sizeOf(way: Way): number {
  return way.reduce((sum, { terms }) => sum + 1 + terms.length, 0);
}

class Search {
  readonly #system: System;
  /** Whether conditions may be asked for. */
  readonly #asking: boolean;
  readonly #found: Way[] = [];
  readonly #seen = new Set<string>();

  constructor(system: System, asking: boolean) {
    this.#system = system;
    this.#asking = asking;
  }

  waysFor(target: Polynomial): readonly Way[] {
    this.#bound(target, [], DEPTH);
    const worthwhile = this.#found.filter((way) => this.#leavesMany(way));
    const { facts } = this.#system;
    const best = bestWays(worthwhile, facts);
    return best.map((way) => withoutImplied(way, facts));
  }

  /** Whether more than a few iterations can be left where the conditions hold. */
  #leavesMany(way: Way): boolean {
    const { count, facts } = this.#system;
    return way.length === 0 || count === null || !facts.and(way).imply(minus(FEW, count));
  }

  #unknownIn(polynomial: Polynomial): Variable | null {
    const there = variablesOf(polynomial);
    return this.#system.unknowns.find((name) => there.has(name)) ?? null;
  }

  /** Looks for ways to show `target` under the conditions `assumed`. */
  #bound(target: Polynomial, assumed: Way, depth: number): void {
    if (isOutright(this.#found.slice(-1)) || depth === 0 || target.terms.length > TERMS) return;
    const text = `${textOf(target)} if ${assumed.map(textOf).join()}`;
    if (this.#seen.has(text) || this.#system.effort.left <= 0) return;
    this.#seen.add(text);
    this.#system.effort.left -= 1;
    this.#system.loopEffort.left -= target.terms.length + 1;
    if (this.#system.loopEffort.left < 0) return;
    const unknown = this.#unknownIn(target);
    if (unknown === null) return this.#finish(target, assumed);
    const parts = linearIn(target, unknown);
    if (parts === null) return;
    const { coefficient, rest } = parts;
    for (const { sign, assuming } of this.#signs(coefficient)) {
      for (const bound of this.#bounds(unknown, sign)) {
        // a * unknown + b >= 0, where a has the sign of the coefficient c: |a| * (c * unknown + rest) >= |a| * rest - |c| * b.
        const size = bound.a < 0n ? -bound.a : bound.a;
        const next = minus(scaled(rest, size), times(scaled(coefficient, sign), bound.b));
        this.#bound(next, [...assumed, ...assuming], depth - 1);
      }
    }
  }

  /** Bounds from below for sign 1, from above for -1, by later unknowns: so this comes to an end. */
  #bounds(unknown: Variable, sign: bigint): readonly { a: bigint; b: Polynomial }[] {
    return this.#system.constraints.flatMap((constraint) => {
      if (this.#unknownIn(constraint) !== unknown) return [];
      const parts = linearIn(constraint, unknown);
      const a = parts && constantOf(parts.coefficient);
      return parts !== null && a !== null && a * sign > 0n ? [{ a, b: parts.rest }] : [];
    });
  }

  /** The signs a coefficient can have, and what must be assumed for it. */
  #signs(coefficient: Polynomial): readonly { sign: bigint; assuming: Way }[] {
    const number = constantOf(coefficient);
    if (number !== null) return [{ sign: number < 0n ? -1n : 1n, assuming: [] }];
    for (const sign of [1n, -1n]) {
      if (this.#isKnown(scaled(coefficient, sign))) return [{ sign, assuming: [] }];
    }
    if (!this.#asking || this.#unknownIn(coefficient) !== null) return [];
    return [1n, -1n].map((sign) => ({ sign, assuming: [scaled(coefficient, sign)] }));
  }

  #isKnown(polynomial: Polynomial): boolean {
    if (this.#unknownIn(polynomial) === null) return this.#system.facts.imply(polynomial);
    return isShown(polynomial, this.#system);
  }

  /** Nothing unknown is left. */
  #finish(target: Polynomial, assumed: Way): void {
    const facts = this.#system.facts.and(assumed);
    if (facts.imply(target)) this.#found.push(assumed);
    else if (this.#asking && constantOf(target) === null && !facts.imply(minus(scaled(target, -1n), ONE))) {
      this.#found.push([...assumed, target]);
    }
  }
}

const ONE = constant(1n);
/** Iterations that no thread is woken for. */
const FEW = constant(8n);

/** Ways to have both: each of the one with each of the other. */
export function both(a: readonly Way[], b: readonly Way[], facts: Facts): readonly Way[] {
  const ways = a.flatMap((x) => b.map((y) => withoutImplied([...x, ...y], facts)));
  return bestWays(ways, facts);
}

/** Puts an unknown's value in its place everywhere; `polynomial` is 0 and has it with coefficient 1 or -1. */
export function solved(system: System, polynomial: Polynomial, unknown: Variable): System | null {
  const parts = linearIn(polynomial, unknown);
  const a = parts && constantOf(parts.coefficient);
  if (parts === null || (a !== 1n && a !== -1n)) return null;
  const value = scaled(parts.rest, -a);
  const put = (one: Polynomial): Polynomial => substituted(one, unknown, value);
  const rest = {
    effort: system.effort,
    loopEffort: system.loopEffort,
    count: system.count,
    unknowns: system.unknowns.filter((name) => name !== unknown),
    equalities: system.equalities.filter((one) => one !== polynomial).map(put),
  };
  return withConstraints(rest, system.constraints.map(put));
}
