/** The numbers a comparison is told in. */
import { invariant } from '../../engine/base/invariant.ts';

/** The middle value; the mean of the two middle ones for an even count. */
export function median(samples: readonly number[]): number {
  invariant(samples.length > 0, 'median of nothing');
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The n-th root of the product: the mean that is right for ratios. */
export function geometricMean(ratios: readonly number[]): number {
  invariant(ratios.length > 0, 'mean of nothing');
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** Ratios round by round: what slows a whole round down cancels. */
export function roundRatios(numerators: readonly number[], denominators: readonly number[]): number[] {
  const rounds = Math.min(numerators.length, denominators.length);
  return Array.from(
    { length: rounds },
    (_, round) => (numerators[round] ?? Number.NaN) / (denominators[round] ?? Number.NaN),
  );
}

/** Median of the ratios of the rounds. */
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): number {
  return median(roundRatios(numerators, denominators));
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Share of intervals that may miss. */
const MISSED = 0.05;

/**
 * Interval of the median with 95 % confidence or more, from the order of the samples alone: no distribution is assumed
 * (the sign test turned round; Hahn and Meeker, Statistical Intervals). Null below six samples: there is none.
 */
export function medianInterval(samples: readonly number[]): Interval | null {
  const sorted = [...samples].sort((a, b) => a - b);
  const count = sorted.length;
  let outside = -1;
  let term = 0.5 ** count;
  // `below`: probability that at most `outside` + 1 samples lie below the median.
  for (let below = term; below <= MISSED / 2; below += term) {
    outside++;
    term *= (count - outside) / (outside + 1);
  }
  const [low, high] = [sorted[outside], sorted[count - 1 - outside]];
  return low === undefined || high === undefined ? null : { low, high };
}
