/**
 * Whether a polynomial over symbols is >= 0, given others that are: it is found to be a sum of products of such
 * (a certificate as of Handelman's theorem), or nothing is said.
 */
import { at } from '../base/invariant.ts';
import {
  constantPart,
  equal,
  evaluated,
  minus,
  type Polynomial,
  product,
  scaled,
  type Term,
  textOf,
  times,
  type Variable,
  variablesOf,
} from './polynomial.ts';

/** How many products are taken away one after the other; the polynomials of real subscripts need up to four. */
const DEPTH = 5;
/** How many are tried for one question. */
const TRIES = 80;
/** Values tried for symbols: a polynomial that is negative where all facts hold needs no search. */
const SAMPLES = [3n, 1n, 0n, 2n, 17n, 5n, 100n, -1n, 8n, -20n, 1000n];
const POINTS = 32;

type Point = ReadonlyMap<Variable, bigint>;

/** Polynomials that are >= 0. */
export class Facts {
  readonly #facts: readonly Polynomial[];
  /** Variables that some fact alone says are >= 0. */
  readonly #nonNegative: ReadonlySet<Variable>;
  /** Places where all facts hold; perhaps none. Variables that no fact names are 0 there. */
  readonly #points: readonly Point[];

  constructor(facts: readonly Polynomial[], points: readonly Point[] | null = null) {
    this.#facts = facts;
    this.#nonNegative = nonNegativeVariables(facts);
    this.#points = (points ?? pointsFor(facts)).filter((point) => facts.every((fact) => valueAt(fact, point) >= 0n));
  }

  /** With further ones. */
  and(more: readonly Polynomial[]): Facts {
    return more.length === 0 ? this : new Facts([...this.#facts, ...more], this.#points);
  }

  /** True only when the polynomial is >= 0 wherever all facts are. */
  imply(polynomial: Polynomial): boolean {
    return this.#search(polynomial, DEPTH, { seen: new Set(), tries: TRIES });
  }

  #search(left: Polynomial, depth: number, spent: { seen: Set<string>; tries: number }): boolean {
    const bad = left.terms.find((one) => one.coefficient < 0n || !this.#isNonNegative(one.factors));
    if (bad === undefined) return true;
    const text = textOf(left);
    if (depth === 0 || spent.seen.has(text)) return false;
    spent.seen.add(text);
    if (this.#points.some((point) => valueAt(left, point) < 0n)) return false;
    return this.#facts.some((fact) =>
      fact.terms.some((term) => {
        if (spent.tries <= 0) return false;
        const next = this.#takenAway(left, bad, fact, term);
        if (next === null) return false;
        spent.tries -= 1;
        return this.#search(next, depth - 1, spent);
      }),
    );
  }

  /** What is left of `p` once its term `bad` is taken up by the term of a fact, times a monomial that is >= 0. */
  #takenAway(p: Polynomial, bad: Term, fact: Polynomial, term: Term): Polynomial | null {
    if (term.coefficient < 0n !== bad.coefficient < 0n) return null;
    const quotient = dividedBy(bad.factors, term.factors);
    if (quotient === null || !this.#isNonNegative(quotient)) return null;
    return minus(scaled(p, magnitude(term)), times(fact, product(magnitude(bad), quotient)));
  }

  #isNonNegative(factors: readonly Variable[]): boolean {
    return factors.every((name) => this.#nonNegative.has(name));
  }
}

function nonNegativeVariables(facts: readonly Polynomial[]): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  for (const fact of facts) {
    const [only, second] = fact.terms.filter(({ factors }) => factors.length > 0);
    if (only === undefined || second !== undefined || only.factors.length !== 1) continue;
    if (only.coefficient > 0n && constantPart(fact) <= 0n) found.add(at(only.factors, 0));
  }
  return found;
}

/** The same for the same facts. */
function pointsFor(facts: readonly Polynomial[]): readonly Point[] {
  const names = [...new Set(facts.flatMap((fact) => [...variablesOf(fact)]))];
  return Array.from({ length: POINTS }, (_, point) => {
    const values = names.map((name, k) => [name, at(SAMPLES, (point * (2 * k + 1) + k * k) % SAMPLES.length)] as const);
    return new Map(values);
  });
}

function valueAt(polynomial: Polynomial, point: Point): bigint {
  return evaluated(polynomial, (name) => point.get(name) ?? 0n);
}

function magnitude({ coefficient }: Term): bigint {
  return coefficient < 0n ? -coefficient : coefficient;
}

/** The factors that are left when those of `divisor` are taken away; null when one is missing. */
export function dividedBy(factors: readonly Variable[], divisor: readonly Variable[]): readonly Variable[] | null {
  let left = factors;
  for (const name of divisor) {
    const found = left.indexOf(name);
    if (found < 0) return null;
    left = left.toSpliced(found, 1);
  }
  return left;
}

/** Conditions without those that follow from the others. */
export function withoutImplied(conditions: readonly Polynomial[], facts: Facts): readonly Polynomial[] {
  let kept = conditions.filter((one, k) => conditions.findIndex((other) => equal(one, other)) === k);
  for (const one of kept) {
    const others = kept.filter((other) => other !== one);
    if (facts.and(others).imply(one)) kept = others;
  }
  return kept;
}
