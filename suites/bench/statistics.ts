/** The three numbers a comparison is told in. */
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

/** Median of the ratios round by round: what slows a whole round down cancels. */
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): number {
  const rounds = Math.min(numerators.length, denominators.length);
  const ratios = Array.from(
    { length: rounds },
    (_, round) => (numerators[round] ?? Number.NaN) / (denominators[round] ?? Number.NaN),
  );
  return median(ratios);
}
