/** What the dependence tests answer. */
import type { Access, ContainerId } from './loop.ts';
import type { Polynomial } from './polynomial.ts';

/** May run at once where all guards hold just before the loop. */
export interface Independent {
  readonly kind: 'Independent';
  readonly guards: readonly Guard[];
}

/** Was not proved independent. */
export interface Dependent {
  readonly kind: 'Dependent';
  /** Not empty; the surest first. */
  readonly dependences: readonly Dependence[];
}

export type Verdict = Independent | Dependent;

export type Guard =
  /**
   * Nothing reached through one is reached through the other: neither they nor rows of theirs are one object;
   * no byte of a buffer belongs to both.
   */
  | { readonly kind: 'Disjoint'; readonly a: ContainerId; readonly b: ContainerId }
  /** No two rows of the container are one object, at any depth. */
  | { readonly kind: 'DistinctRows'; readonly container: ContainerId }
  /** In one of these rows all polynomials, over symbols, are >= 0. Where one leaves 64 bits the guard fails. */
  | { readonly kind: 'Condition'; readonly anyOf: readonly (readonly Polynomial[])[] };

/**
 * Why a loop was not proved independent: a closed table, shown by `explain`. `hint` says what the user can do.
 * The sentence of a dependence names the accesses.
 */
export interface DependenceReasonRow {
  readonly name: string;
  readonly meaning: string;
  readonly hint: string;
}

export const DEPENDENCE_REASONS = [
  {
    name: 'CarriedFlow',
    meaning: 'an iteration reads what an earlier one writes',
    hint: 'write to another container than is read',
  },
  {
    name: 'CarriedAnti',
    meaning: 'an iteration writes to a buffer what an earlier one reads',
    hint: 'write to another buffer than is read',
  },
  {
    name: 'CarriedOutput',
    meaning: 'two iterations write to one place of a buffer',
    hint: 'let each iteration write to a place of its own',
  },
  {
    name: 'ReadAfterWrite',
    meaning: 'an iteration reads an item of a list after writing it',
    hint: 'keep the value in a variable until it is final, and write it once',
  },
  {
    name: 'UnknownSubscript',
    meaning: 'the place is computed in a way the compiler does not follow',
    hint: 'index by the loop variable, plus or times numbers that do not change',
  },
  {
    name: 'MayBeSame',
    meaning: 'two containers may be one object, and that cannot be looked up before the loop',
    hint: 'bring both containers into variables before the loop',
  },
  {
    name: 'SharedRows',
    meaning: 'two rows may be one object, and that cannot be looked up before the loop',
    hint: 'make each row a list of its own',
  },
  {
    name: 'ReplacedRows',
    meaning: 'rows are replaced or added while others are looked into',
    hint: 'make the rows in one loop and use them in another',
  },
  {
    name: 'WrappedSubscript',
    meaning: 'a subscript may be negative, and then counts from an end that is not known',
    hint: 'index from 0',
  },
  {
    name: 'LengthWhileAppending',
    meaning: 'the length of a list is used while the loop appends to it',
    hint: 'take the length before the loop, or append to another list',
  },
] as const satisfies readonly DependenceReasonRow[];

export type DependenceReason = (typeof DEPENDENCE_REASONS)[number]['name'];

export interface Dependence {
  readonly reason: DependenceReason;
  /** What is done first in program order where that is known, and what is done later; one access may be both. */
  readonly source: Access;
  readonly sink: Access;
  /** How many iterations lie between; 0: one iteration; null: not known, or not always the same. */
  readonly distance: bigint | null;
  /** It happens whenever the loop is long enough; else it could not be excluded. */
  readonly certain: boolean;
  /** "iteration i reads out[i-1] written by iteration i-1 at line 12" */
  readonly sentence: string;
}
