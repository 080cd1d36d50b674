/**
 * Polynomials with integer coefficients over named variables: subscripts, bounds and guards of the dependence tests.
 * `i*N + j - 1` is one; a product of variables is a monomial. Values, never changed.
 */

/** Name of a variable: an induction variable or a loop-invariant symbol. Not empty; no `*` in it. */
export type Variable = string;

export interface Term {
  /** Not 0. */
  readonly coefficient: bigint;
  /** Sorted; a square is the name twice; empty for the constant. */
  readonly factors: readonly Variable[];
  /** The factors as a text: same text, same monomial; '' for the constant. */
  readonly monomial: string;
}

/** The sum of its terms, one for each monomial; no terms: 0. */
export interface Polynomial {
  readonly terms: readonly Term[];
}

export const ZERO: Polynomial = { terms: [] };

/** A number times variables. */
export function product(coefficient: bigint, factors: readonly Variable[]): Polynomial {
  return coefficient === 0n ? ZERO : { terms: [termOf(coefficient, factors.toSorted())] };
}

function termOf(coefficient: bigint, sorted: readonly Variable[]): Term {
  return { coefficient, factors: sorted, monomial: sorted.join('*') };
}

/** The polynomial that is this number. */
export function constant(value: bigint): Polynomial {
  return product(value, []);
}

/** The polynomial that is this variable. */
export function variable(name: Variable): Polynomial {
  return product(1n, [name]);
}

export function plus(...parts: readonly Polynomial[]): Polynomial {
  return sumOf(parts.flatMap(({ terms }) => terms));
}

export function minus(a: Polynomial, b: Polynomial): Polynomial {
  return plus(a, scaled(b, -1n));
}

export function scaled(a: Polynomial, by: bigint): Polynomial {
  return by === 0n ? ZERO : { terms: a.terms.map((term) => ({ ...term, coefficient: term.coefficient * by })) };
}

export function times(a: Polynomial, b: Polynomial): Polynomial {
  return sumOf(
    a.terms.flatMap((x) => b.terms.map((y) => termOf(x.coefficient * y.coefficient, joined(x.factors, y.factors)))),
  );
}

function joined(a: readonly Variable[], b: readonly Variable[]): readonly Variable[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b].sort();
}

/** Like terms brought together, in order of their monomials. */
function sumOf(terms: readonly Term[]): Polynomial {
  const byMonomial = new Map<string, Term>();
  for (const term of terms) {
    const there = byMonomial.get(term.monomial);
    const sum = there === undefined ? term : { ...term, coefficient: term.coefficient + there.coefficient };
    byMonomial.set(term.monomial, sum);
  }
  const kept = [...byMonomial.values()].filter(({ coefficient }) => coefficient !== 0n);
  return { terms: kept.sort((x, y) => (x.monomial < y.monomial ? -1 : 1)) };
}

/** Same text, same polynomial. */
export function textOf(a: Polynomial): string {
  return a.terms.map(({ coefficient, monomial }) => `${coefficient}*${monomial}`).join('+');
}

/** The number it is, or null when it depends on a variable. */
export function constantOf(a: Polynomial): bigint | null {
  if (a.terms.length === 0) return 0n;
  const [only] = a.terms;
  return a.terms.length === 1 && only?.factors.length === 0 ? only.coefficient : null;
}

/** The part without variables. */
export function constantPart(a: Polynomial): bigint {
  return a.terms.find(({ factors }) => factors.length === 0)?.coefficient ?? 0n;
}

export function equal(a: Polynomial, b: Polynomial): boolean {
  return minus(a, b).terms.length === 0;
}

/** Each once. */
export function variablesOf(a: Polynomial): ReadonlySet<Variable> {
  return new Set(a.terms.flatMap(({ factors }) => factors));
}

export function mentions(a: Polynomial, name: Variable): boolean {
  return a.terms.some(({ factors }) => factors.includes(name));
}

/** `a` as coefficient * name + rest, neither with the name; null when it has a power of it. */
export function linearIn(a: Polynomial, name: Variable): { coefficient: Polynomial; rest: Polynomial } | null {
  const coefficient: Term[] = [];
  const rest: Term[] = [];
  for (const term of a.terms) {
    const at = term.factors.indexOf(name);
    if (at < 0) rest.push(term);
    else coefficient.push(termOf(term.coefficient, term.factors.toSpliced(at, 1)));
  }
  const found = { coefficient: sumOf(coefficient), rest: sumOf(rest) };
  return mentions(found.coefficient, name) ? null : found;
}

/** `a` with `name` replaced everywhere; `by` may mention it. */
export function substituted(a: Polynomial, name: Variable, by: Polynomial): Polynomial {
  if (!mentions(a, name)) return a;
  return plus(
    ...a.terms.map(({ coefficient, factors }) => {
      const others = factors.filter((factor) => factor !== name);
      let value = product(coefficient, others);
      for (let k = others.length; k < factors.length; k++) value = times(value, by);
      return value;
    }),
  );
}

/** `a` with other names for variables. */
export function renamed(a: Polynomial, name: (old: Variable) => Variable): Polynomial {
  return sumOf(a.terms.map(({ coefficient, factors }) => termOf(coefficient, factors.map(name).sort())));
}

/** Its value where `known` gives the variables' values. */
export function evaluated(a: Polynomial, known: (name: Variable) => bigint): bigint {
  return a.terms.reduce(
    (sum, { coefficient, factors }) => sum + factors.reduce((value, name) => value * known(name), coefficient),
    0n,
  );
}

/** As people write it: `i*N + j - 1`; variables before numbers. */
export function printed(a: Polynomial): string {
  const inOrder = a.terms.toSorted((x, y) => y.factors.length - x.factors.length);
  const text = inOrder.map(({ coefficient, factors }) => {
    const size = coefficient < 0n ? -coefficient : coefficient;
    const parts = size === 1n && factors.length > 0 ? factors : [String(size), ...factors];
    return `${coefficient < 0n ? '- ' : '+ '}${parts.join('*')}`;
  });
  return text.length === 0 ? '0' : text.join(' ').replace(/^\+ /, '').replace(/^- /, '-');
}
