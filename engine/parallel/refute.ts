/**
 * Whether a system of equalities between subscripts has no solution in integers: the classical dependence tests.
 * ZIV and SIV tests are the special cases of GCD, bounds and substitution with few unknowns.
 * (Allen and Kennedy, Optimizing Compilers for Modern Architectures, chapter 3; Maslov's delinearisation.)
 */
import { bestWays, both, isOutright, type System, solved, type Way, waysToShow } from './bounds.ts';
import { dividedBy as withoutFactors } from './certify.ts';
import {
  constant,
  constantOf,
  constantPart,
  minus,
  type Polynomial,
  plus,
  product,
  scaled,
  type Term,
  type Variable,
  variablesOf,
} from './polynomial.ts';

const OUTRIGHT: readonly Way[] = [[]];
/** How often one equality may be split in two: dimensions of a flattened array, less one. */
const SPLITS = 2;

/** Ways to show that the system has no solution; none: nothing is known. */
export function refutations(system: System): readonly Way[] {
  return refuted(system, SPLITS);
}

function refuted(system: System, splits: number): readonly Way[] {
  if (system.equalities.some(hasNoRoot) || system.constraints.some(isBroken)) return OUTRIGHT;
  const found: Way[] = [];
  for (const attempt of [byBounds, ...(splits > 0 ? [bySplitting(splits)] : []), bySubstitution(splits)]) {
    found.push(...attempt(system));
    const best = bestWays(found, system.facts);
    if (isOutright(best)) return best;
  }
  return bestWays(found, system.facts);
}

/** The GCD test: a number that divides all products, but not the number beside them. */
function hasNoRoot(equality: Polynomial): boolean {
  const divisor = equality.terms.reduce((gcd, { coefficient, factors }) => {
    return factors.length === 0 ? gcd : greatestCommonDivisor(gcd, coefficient);
  }, 0n);
  const left = constantPart(equality);
  return divisor === 0n ? left !== 0n : left % divisor !== 0n;
}

function isBroken(constraint: Polynomial): boolean {
  return (constantOf(constraint) ?? 0n) < 0n;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : greatestCommonDivisor(b, a % b);
}

/** Banerjee's test: an equality that is always above or always below 0, or a constraint that is always below. */
function byBounds(system: System): readonly Way[] {
  const targets = system.equalities.flatMap((one) => [minus(one, constant(1n)), minus(scaled(one, -1n), constant(1n))]);
  return bestWays(
    targets.flatMap((target) => waysToShow(target, system)),
    system.facts,
  );
}

/**
 * Delinearisation: N*P + Q = 0 with |Q| < N holds only where P = 0 and Q = 0. N is a product of symbols or a number
 * that divides some of the terms.
 */
function bySplitting(splits: number): (system: System) => readonly Way[] {
  return (system) =>
    system.equalities.flatMap((equality) =>
      divisorsOf(equality, system.unknowns).flatMap((divisor) => {
        const parts = dividedBy(equality, divisor);
        if (parts === null) return [];
        const below = minus(divisor, constant(1n));
        const small = both(
          waysToShow(minus(below, parts.rest), system),
          waysToShow(plus(below, parts.rest), system),
          system.facts,
        );
        if (small.length === 0) return [];
        const others = system.equalities.filter((other) => other !== equality);
        const split = { ...system, equalities: [...others, parts.quotient, parts.rest] };
        return both(small, refuted(split, splits - 1), system.facts);
      }),
    );
}

/** What the unknowns are multiplied with: products of symbols, and numbers above 1. */
function divisorsOf(equality: Polynomial, unknowns: readonly Variable[]): readonly Polynomial[] {
  const found = new Map<string, Polynomial>();
  for (const { coefficient, factors } of equality.terms) {
    if (!factors.some((name) => unknowns.includes(name))) continue;
    const symbols = factors.filter((name) => !unknowns.includes(name));
    const size = coefficient < 0n ? -coefficient : coefficient;
    if (symbols.length > 0) found.set(symbols.join('*'), product(1n, symbols));
    else if (size > 1n) found.set(String(size), constant(size));
  }
  return [...found.values()];
}

/** quotient * divisor + rest, where both mention something. */
function dividedBy(equality: Polynomial, divisor: Polynomial): { quotient: Polynomial; rest: Polynomial } | null {
  const [by] = divisor.terms;
  if (by === undefined) return null;
  const quotient: Polynomial[] = [];
  const rest: Polynomial[] = [];
  for (const term of equality.terms) {
    const part = quotientOf(term, by);
    if (part === null) rest.push({ terms: [term] });
    else quotient.push(part);
  }
  const parts = { quotient: plus(...quotient), rest: plus(...rest) };
  return variablesOf(parts.rest).size > 0 ? parts : null;
}

function quotientOf(term: Term, by: Term): Polynomial | null {
  if (term.factors.length === 0 || term.coefficient % by.coefficient !== 0n) return null;
  const factors = withoutFactors(term.factors, by.factors);
  return factors && product(term.coefficient / by.coefficient, factors);
}

/** An equality with an unknown alone says what it is: the others are looked at with that in its place. */
function bySubstitution(splits: number): (system: System) => readonly Way[] {
  return (system) => {
    const found: Way[] = [];
    for (const equality of system.equalities) {
      for (const unknown of system.unknowns) {
        const smaller = solved(system, equality, unknown);
        if (smaller === null) continue;
        found.push(...impossible(smaller, system), ...refuted(smaller, splits));
        break;
      }
    }
    return found;
  };
}

/** Ways to show that a constraint is broken which another system did not have. */
function impossible(system: System, before: System): readonly Way[] {
  const changed = system.constraints.filter((one) => !before.constraints.includes(one));
  return changed.flatMap((one) => waysToShow(minus(scaled(one, -1n), constant(1n)), system));
}
