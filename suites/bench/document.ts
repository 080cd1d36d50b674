/**
 * The result as a file keeps it: `tracejit bench --json`, schema version 1. Every form of the report is made from it, of a
 * run just done as of one kept. A version only gets parts added; whoever changes the meaning of one raises it.
 */
import type { Host } from '../machine.ts';
import type { Environment } from './environment.ts';
import type { JitRun } from './jit-run.ts';
import type { BenchReport } from './run.ts';
import type { Series } from './samples.ts';
import type { StartupResult } from './startup.ts';
import { geometricMean, type Interval, median, medianInterval, roundRatios } from './statistics.ts';

export const BENCH_SCHEMA = 'tracejit-bench';
export const BENCH_VERSION = 1;

/** Times of one kernel, or of one script. Ratios are tracejit's time divided by the arm's: below 1 is faster than it. */
export interface RowDocument {
  readonly kernel: string;
  readonly arms: Readonly<Record<string, Series>>;
  readonly wrong: readonly string[];
  readonly tracejitOver: Readonly<Record<string, number>>;
  /** With 95 % confidence; null where there are too few rounds to have one. */
  readonly intervals: Readonly<Record<string, Interval | null>>;
  readonly rssKb: Readonly<Record<string, number>>;
  readonly jit: JitRun | null;
}

/** One arm's time divided by another's: below 1 is faster than the other. */
export interface Comparison {
  readonly ratio: number;
  readonly interval: Interval | null;
}

/** Who is compared with whom. */
export interface Pair {
  readonly arm: string;
  readonly peer: string;
}

export interface BenchDocument {
  readonly schema: typeof BENCH_SCHEMA;
  readonly version: typeof BENCH_VERSION;
  readonly at: string;
  readonly quick: boolean;
  readonly environment: Environment;
  readonly cpython: Host;
  readonly arms: readonly { readonly name: string; readonly version: string; readonly command: readonly string[] }[];
  readonly steady: readonly RowDocument[];
  readonly whole: readonly (RowDocument & { readonly scale: number; readonly jitWarm: JitRun | null })[];
  readonly startup: readonly StartupResult[];
  readonly spread: readonly { readonly kernel: string; readonly series: Series }[];
}

export function documentOf(report: BenchReport): BenchDocument {
  return {
    schema: BENCH_SCHEMA,
    version: BENCH_VERSION,
    at: report.at,
    quick: report.quick,
    environment: report.environment,
    cpython: report.host,
    arms: report.arms.map(({ name, version, command }) => ({ name, version, command })),
    steady: report.steady.map((row) => ({ ...rowOf(row), kind: row.kind, warmUps: Object.fromEntries(row.warmUps) })),
    whole: report.whole.map((row) => ({ ...rowOf(row), scale: row.scale, jitWarm: row.jitWarm })),
    startup: report.startup,
    spread: report.spread,
  };
}

interface Row {
  readonly kernel: string;
  readonly arms: ReadonlyMap<string, Series>;
  readonly rssKb: ReadonlyMap<string, number>;
  readonly jit: JitRun | null;
  readonly wrong: readonly string[];
}

function rowOf({ kernel, arms, rssKb, jit, wrong }: Row): RowDocument {
  const series = Object.fromEntries(arms);
  const compared = Object.keys(series).flatMap((peer) => {
    const comparison = peer === 'tracejit' ? null : compare(series, { arm: 'tracejit', peer });
    return comparison ? [[peer, comparison] as const] : [];
  });
  return {
    kernel,
    wrong,
    arms: series,
    tracejitOver: Object.fromEntries(compared.map(([peer, { ratio }]) => [peer, ratio])),
    intervals: Object.fromEntries(compared.map(([peer, { interval }]) => [peer, interval])),
    rssKb: Object.fromEntries(rssKb),
    jit,
  };
}

/** Null where one of the two was not measured. */
export function compare(arms: RowDocument['arms'], { arm, peer }: Pair): Comparison | null {
  const [own, other] = [arms[arm], arms[peer]];
  if (!own || !other) return null;
  const ratios = roundRatios(own.samplesMs, other.samplesMs);
  return { ratio: median(ratios), interval: medianInterval(ratios) };
}

/**
 * Geometric mean of the rows' ratios, over the rows that have both; its interval is that of the means of the rounds.
 * Null where no row has them.
 */
export function meanOver(rows: readonly RowDocument[], pair: Pair): Comparison | null {
  const having = rows.flatMap(({ arms }) => {
    const [own, other] = [arms[pair.arm], arms[pair.peer]];
    return own && other ? [roundRatios(own.samplesMs, other.samplesMs)] : [];
  });
  if (having.length === 0) return null;
  const rounds = Math.min(...having.map(({ length }) => length));
  const means = Array.from({ length: rounds }, (_, round) =>
    geometricMean(having.map((row) => row[round] ?? Number.NaN)),
  );
  return { ratio: geometricMean(having.map(median)), interval: medianInterval(means) };
}
