/**
 * The result as `tracejit bench --parallel --json` keeps it, schema version 1. All ratios are speed-ups: the serial time
 * divided by the parallel one, so that above 1 is faster. A version only gets parts added.
 */
import type { Environment } from '../bench/environment.ts';

export const PARALLEL_SCHEMA = 'tracejit-parallel';
export const PARALLEL_VERSION = 1;

/** Median of the rounds' own ratios, and its 95 % interval; null where there are too few rounds to have one. */
export interface Estimate {
  readonly median: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Each with what it says, for legends: what became of a kernel with so many threads. */
export const PARALLEL_VERDICTS = {
  MET: 'at least 0.9 of the speed-up that C gets from as many threads',
  MISSED: 'less than 0.9 of the speed-up that C gets from as many threads',
  INCONCLUSIVE: 'most rounds were dropped: C itself did not get faster, so the machine was busy',
  SERIAL: 'nothing ran in parallel',
  WRONG: 'a result differs between the sides',
} as const;
export type ParallelVerdict = keyof typeof PARALLEL_VERDICTS;

export interface ThreadsRow {
  readonly threads: number;
  /** Serial native time divided by the parallel one. */
  readonly ratioToSerial: Estimate;
  /** The same of the C twin: one thread's time divided by that of so many. */
  readonly controlRatio: Estimate;
  /** `ratioToSerial` over `controlRatio`, round by round: what the verdict goes by. */
  readonly share: Estimate;
  readonly roundsKept: number;
  /** Rounds in which C itself gained too little to say anything (judge.ts). */
  readonly roundsDropped: number;
  readonly verdict: ParallelVerdict;
  /** Of a kernel that reads more than caches hold: 10^9 bytes in a second, ours and C's with so many threads. */
  readonly bandwidth?: { readonly ours: number; readonly control: number };
}

export interface KernelRow {
  readonly name: string;
  readonly threads: readonly ThreadsRow[];
  /** Its time divided by ours with the most threads: above 1 we are faster. */
  readonly peer?: { readonly name: string; readonly ratio: Estimate };
}

/** What was said of one loop of a kernel. */
export interface LoopRow {
  readonly kernel: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: 'Parallel' | 'Serial';
  /** A row of the engine's closed table. */
  readonly reason: string;
  /** In words, with the names of variables and lines. */
  readonly detail: string;
}

export interface ParallelDocument {
  readonly schema: typeof PARALLEL_SCHEMA;
  readonly version: typeof PARALLEL_VERSION;
  readonly at: string;
  readonly quick: boolean;
  readonly environment: Environment;
  readonly loops: readonly LoopRow[];
  readonly kernels: readonly KernelRow[];
}
