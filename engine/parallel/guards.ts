/** What the dependence tests ask for, as conditions that are looked at before the loop. */
import { at, invariant } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Op, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';
import type { Description } from './describe.ts';
import type { Polynomial, Term, Variable } from './polynomial.ts';
import { type SymbolSource, symbolOf } from './subscripts.ts';
import type { Guard } from './verdict.ts';

/** In one of the rows all polynomials are >= 0. */
export interface Condition {
  readonly anyOf: readonly (readonly Polynomial[])[];
  readonly symbols: ReadonlyMap<Variable, SymbolSource>;
}

export interface Looked {
  /** Lists that must be two objects. */
  readonly distinct: readonly (readonly [Value, Value])[];
  /** Buffers, by what gave their addresses, that must share no memory. */
  readonly buffers: readonly (readonly [Op, Op])[];
  readonly conditions: readonly Condition[];
}

/** Null: one of them cannot be looked at. */
export function lookedAt(
  guards: readonly Guard[],
  { containers, symbols }: Description,
  defined: ReadonlyMap<number, Op>,
): Looked | null {
  const distinct: (readonly [Value, Value])[] = [];
  const buffers: (readonly [Op, Op])[] = [];
  const conditions: Condition[] = [];
  for (const guard of guards) {
    if (guard.kind === 'DistinctRows') return null;
    if (guard.kind === 'Condition') {
      if (!guard.anyOf.flat().every(isSmall)) return null;
      conditions.push({ anyOf: guard.anyOf, symbols });
      continue;
    }
    const [a, b] = [at(containers, guard.a), at(containers, guard.b)];
    if (a.rep === 'Obj') {
      distinct.push([a, b]);
      continue;
    }
    const [from, other] = [defined.get(a.id), defined.get(b.id)];
    if (from?.op !== 'BufferData' || other?.op !== 'BufferData') return null;
    buffers.push([from, other]);
  }
  return { distinct, buffers, conditions };
}

const INT64 = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

/** Whether its numbers are 64-bit ints. */
function isSmall({ terms }: Polynomial): boolean {
  return terms.every(({ coefficient }) => coefficient >= INT64.low && coefficient <= INT64.high);
}

/** Where the ops go. */
export interface Output {
  op(name: OpName, args: Value[], rep: Rep): Value;
  constant(value: bigint): Value;
  /** A value of the loop as it begins. */
  now(value: Value): Value;
}

/** A number, and whether all sums and products on the way to it were inside 64 bits; null: they are for certain. */
interface Checked {
  readonly value: Value;
  readonly fits: Value | null;
}

export class ConditionWriter {
  readonly #out: Output;
  readonly #lengths = new Map<Variable, Value>();

  constructor(out: Output) {
    this.#out = out;
  }

  /** Whether it holds: where a number leaves 64 bits it does not. */
  write({ anyOf, symbols }: Condition): Value {
    const ways = anyOf.map((way) =>
      this.#join(
        'I1And',
        way.map((one) => this.#notNegative(one, symbols)),
      ),
    );
    return this.#join('I1Or', ways);
  }

  #join(name: 'I1And' | 'I1Or', parts: readonly Value[]): Value {
    const joined = parts.reduce<Value | null>((all, one) => (all ? this.#out.op(name, [all, one], 'I1') : one), null);
    invariant(joined, 'something to join');
    return joined;
  }

  #notNegative(polynomial: Polynomial, symbols: ReadonlyMap<Variable, SymbolSource>): Value {
    const parts = polynomial.terms.map((term) => this.#term(term, symbols));
    const sum = parts.reduce<Checked | null>((all, one) => (all ? this.#checked('Add', all, one) : one), null);
    const { value, fits } = sum ?? { value: this.#out.constant(0n), fits: null };
    const holds = this.#out.op('I64Ge', [value, this.#out.constant(0n)], 'I1');
    return fits ? this.#out.op('I1And', [fits, holds], 'I1') : holds;
  }

  #term({ coefficient, factors }: Term, symbols: ReadonlyMap<Variable, SymbolSource>): Checked {
    const values = factors.map((name) => this.#symbol(name, symbols));
    const parts = coefficient === 1n && values.length > 0 ? values : [...values, this.#out.constant(coefficient)];
    const [first, ...rest] = parts.map((value): Checked => ({ value, fits: null }));
    invariant(first, 'a term has a coefficient');
    return rest.reduce((product, factor) => this.#checked('Mul', product, factor), first);
  }

  #symbol(name: Variable, symbols: ReadonlyMap<Variable, SymbolSource>): Value {
    const { kind, value } = symbolOf(symbols, name);
    if (kind === 'value') return this.#out.now(value);
    const length = this.#lengths.get(name) ?? this.#out.op('ListLen', [this.#out.now(value)], 'I64');
    this.#lengths.set(name, length);
    return length;
  }

  /** The op itself must not overflow (its result would be no number): where it would, it is done with zeros. */
  #checked(name: 'Add' | 'Mul', a: Checked, b: Checked): Checked {
    const fit = this.#out.op(`I64${name}Fits`, [a.value, b.value], 'I1');
    const zero = this.#out.constant(0n);
    const safe = [a, b].map(({ value }) => this.#out.op('SelectI64', [fit, value, zero], 'I64'));
    const fits = this.#join(
      'I1And',
      [fit, a.fits, b.fits].filter((each) => each !== null),
    );
    return { value: this.#out.op(`I64${name}`, safe, 'I64'), fits };
  }
}
