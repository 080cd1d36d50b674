/**
 * What becomes of a loop's states when its iterations are done in chunks, each by a task of its own. The C side
 * (native/parallel) follows this table: append only.
 *
 * - Last: the value after the last iteration that counts; a state that is not set in each iteration has a partner.
 * - LastIf: likewise, of the last chunk whose state number `aux` (a bool) says that it was set.
 * - Any: whether one of the chunks says so.
 * - AddI64 … XorI64: a chunk begins with the neutral element; what leaves 64 bits when chunks are put together stops before that chunk.
 * - AddF64, MulF64: likewise, on the fixed grid of chunks only (asked for by parallel=True or prange).
 * - MinI64 … MaxF64: a chunk begins with the loop's own value; a later one is taken if strictly less (greater).
 * - With: taken when state number `aux`, a minimum or maximum, is.
 * - FoldAdd, FoldSub, FoldMul: the numbers of stream `aux`, one after the other in program order: the bits are those of one thread.
 * - Fixed: never changes.
 */
export const COMBINES = [
  'Last',
  'LastIf',
  'Any',
  'AddI64',
  'MulI64',
  'AndI64',
  'OrI64',
  'XorI64',
  'MinI64',
  'MaxI64',
  'AddF64',
  'MulF64',
  'MinF64',
  'MaxF64',
  'With',
  'FoldAdd',
  'FoldSub',
  'FoldMul',
  'Fixed',
] as const;

export type Combine = (typeof COMBINES)[number];

/** One state of a loop: a parameter of its header, or whether one was set. */
export interface Rule {
  readonly combine: Combine;
  /** Number of another state, or of a stream; 0 where the rule needs none. */
  readonly aux: number;
}

/** The immediate of the State ops: number of the state, its rule. */
export function stateImm(number: number, { combine, aux }: Rule): bigint {
  return BigInt(number | (COMBINES.indexOf(combine) << 8) | (aux << 16));
}

/** What such an immediate says. */
export function stateOf(imm: bigint): Rule & { readonly number: number } {
  const word = Number(imm);
  const combine = COMBINES[(word >> 8) & 255];
  if (combine === undefined) throw new Error(`no rule ${(word >> 8) & 255}`);
  return { number: word & 255, combine, aux: word >> 16 };
}

/** Bits of ParallelRun's last operand. */
export const RUN_FLAGS = {
  /** Nothing that Python code could change is read, or the user has vouched for it: the GIL may be released. */
  WITHOUT_GIL: 1n,
  /** Floats are added in chunks of GRID iterations from the loop's start. */
  GRID: 2n,
  /** No iteration can stop, no sum can leave 64 bits: no undo log is kept, and polls never ask to stop. */
  UNSTOPPABLE: 4n,
} as const;

/** The most a loop may have of each, and the iterations of a chunk on the grid. */
export const LIMITS = { CAPTURES: 128, STATES: 128, STREAMS: 4, HELD: 16, GRID: 1024 } as const;
