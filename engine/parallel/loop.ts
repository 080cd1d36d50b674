/** What the dependence tests are told of a loop: no IR, so that they can be tried on descriptions made by hand or by chance. */
import type { Polynomial, Variable } from './polynomial.ts';

/**
 * A loop whose iterations are to run at once. Variables are names: the index, the inner loops' variables, and all
 * others, which are symbols: numbers that do not change while the loop runs and are known before it.
 */
export interface LoopDescription {
  /** The number of the iteration, from 0. */
  readonly index: Variable;
  /** How many iterations there are, over symbols; null: not known before the loop ends. */
  readonly count: Polynomial | null;
  readonly inner: readonly InnerLoop[];
  readonly containers: readonly Container[];
  /** Pairs known never to be the same object, nor to share rows or memory. */
  readonly distinct: readonly (readonly [ContainerId, ContainerId])[];
  readonly accesses: readonly Access[];
  /** Over symbols; each is known to be >= 0. `N - m` says that N >= m. */
  readonly facts: readonly Polynomial[];
}

/** A loop inside: its variable grows by 1 each round (another step is a factor in the subscripts). */
export interface InnerLoop {
  readonly variable: Variable;
  /** First and last value, over the index, variables of loops around it, and symbols; null: not known. */
  readonly low: Polynomial | null;
  readonly high: Polynomial | null;
}

export type ContainerId = number;

/**
 * How a container keeps what is written during a parallel run.
 * `list`: writes are kept back and done in program order once all iterations of a wave are over: every read sees what
 * was there before. `buffer`: writes are done at once. `tuple`: there are none.
 */
export type Storage = 'list' | 'buffer' | 'tuple';

/** A list, tuple or buffer, or one whose items are such, all of one depth. */
export interface Container {
  readonly id: ContainerId;
  readonly name: string;
  /** Of the innermost containers, whose items are numbers. */
  readonly storage: Storage;
  /** One for each dimension, outermost first: the length while the loop runs (before appends), over symbols, or null. */
  readonly lengths: readonly (Polynomial | null)[];
  /** Whether two rows can be one object: 'distinct' never, 'guardable' the pass can look before the loop, or 'unknown'. */
  readonly rows: 'distinct' | 'guardable' | 'unknown';
  /** The same object for the whole loop and known before it, so that it can be compared with others there. */
  readonly invariant: boolean;
}

/** 'length' reads how many items there are: `len(x)`, and the end of an iteration over x. */
export type AccessKind = 'read' | 'write' | 'append' | 'length';

/** One place of the body that touches a container. */
export interface Access {
  readonly container: ContainerId;
  readonly kind: AccessKind;
  /**
   * For read and write one for each dimension, as in the source (a negative one counts from the end); null: anything.
   * For append and length those of the row it is about: [] for the container itself.
   * Fewer than the container has: the row itself is read or replaced. Rows passed through are read by that.
   */
  readonly subscripts: readonly (Polynomial | null)[];
  /** Variables of the inner loops around it, outermost first. */
  readonly loops: readonly Variable[];
  /** Place in the body: what is done later in one round of the innermost common loop has the greater number. */
  readonly order: number;
  /** Not done in each round. */
  readonly conditional: boolean;
  readonly line: number;
  /** As people write it: `out[i-1]`. */
  readonly name: string;
}
