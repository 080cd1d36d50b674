/** All kernels in one number: it sees a small slow-down of everything, which no row can show by itself. */
import { invariant } from '../../../engine/base/invariant.ts';
import { median } from '../../bench/statistics.ts';
import type { Estimate } from './estimate.ts';
import { bootstrapMedians, quantile, RESAMPLES, spread } from './interval.ts';
import { randomFrom, type Seed } from './random.ts';

/**
 * The mean of the kernels' median log ratios: its exponential is the geometric mean of their ratios. The interval is that of
 * the hierarchical bootstrap: kernels are drawn, then rounds of each (Kalibera and Jones, Rigorous benchmarking in
 * reasonable time, ISMM 2013).
 *
 * @param kernels log ratios of each kernel, at least one of one
 */
export function suiteMean(kernels: readonly (readonly number[])[], seed: Seed): Estimate {
  invariant(kernels.length > 0, 'mean of no kernels');
  const random = randomFrom(seed);
  const resamples = kernels.map((values) => bootstrapMedians(values, seed));
  const one = <T>(from: ArrayLike<T>) => from[Math.floor(random() * from.length)] as T;
  const means = Float64Array.from({ length: RESAMPLES }, () => mean(resamples.map(() => one(one(resamples))))).sort();
  const centres = kernels.map(median);
  return {
    rounds: Math.min(...kernels.map(({ length }) => length)),
    centre: mean(centres),
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
    low80: quantile(means, 0.2),
    high80: quantile(means, 0.8),
    spread: spread(centres),
    detectable: 2.8 * deviation(means),
  };
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? Number.NaN;
  return sum / values.length;
}

function deviation(values: Float64Array): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
