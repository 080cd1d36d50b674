/** How sure a median is: the percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). */
import { invariant } from '../../../engine/base/invariant.ts';
import { median } from '../../bench/statistics.ts';
import { integersFrom, type Seed } from './random.ts';

export const RESAMPLES = 2000;

/** Medians of resamples of `values`, sorted. The unit of a resample is a whole round: a process is one trial. */
export function bootstrapMedians(values: readonly number[], seed: Seed): Float64Array {
  invariant(values.length > 0, 'resamples of nothing');
  const sorted = Float64Array.from(values).sort();
  const size = sorted.length;
  invariant(size < 2 ** 15, 'two ranks are drawn from one number');
  const random = integersFrom(seed);
  const times = new Uint32Array(size);
  const medians = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    times.fill(0);
    for (let draw = 0; draw < size; draw += 2) {
      const bits = random();
      const [rank, other] = [((bits & 0xffff) * size) >>> 16, ((bits >>> 16) * size) >>> 16];
      times[rank] = (times[rank] ?? 0) + 1;
      if (draw + 1 < size) times[other] = (times[other] ?? 0) + 1;
    }
    medians[resample] = medianOfCounts(sorted, times);
  }
  return medians.sort();
}

/** The median of values given as sorted ones and how often each was drawn: no resample needs sorting. */
function medianOfCounts(sorted: Float64Array, times: Uint32Array): number {
  const lowerRank = Math.floor((sorted.length - 1) / 2);
  const upperRank = Math.floor(sorted.length / 2);
  let passed = 0;
  let lower = Number.NaN;
  for (let index = 0; index < sorted.length; index++) {
    passed += times[index] ?? 0;
    const value = sorted[index] ?? Number.NaN;
    if (Number.isNaN(lower) && passed > lowerRank) lower = value;
    if (passed > upperRank) return (lower + value) / 2;
  }
  return Number.NaN;
}

/** The value below which the share `p` of the sorted values lies. */
export function quantile(sorted: Float64Array, p: number): number {
  const index = Math.min(sorted.length - 1, Math.max(0, Math.round(p * sorted.length - 0.5)));
  return sorted[index] ?? Number.NaN;
}

/** Robust spread: the median absolute deviation, scaled to be a normal distribution's standard deviation. */
export function spread(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/**
 * The smallest effect, as a log ratio, that as many rounds of this spread show with a power of 80 % at 5 %: 2.80 standard
 * errors (1.96 + 0.84) of a median, whose standard error is 1.2533 times the mean's.
 */
export function detectableEffect(values: readonly number[]): number {
  return (2.8 * 1.2533 * spread(values)) / Math.sqrt(values.length);
}
