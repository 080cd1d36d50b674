/** A set of rounds in a few numbers, all of them log ratios. */
import { median } from '../../bench/statistics.ts';
import { bootstrapMedians, detectableEffect, quantile, spread } from './interval.ts';
import { logRatios, type Pair } from './pairs.ts';
import type { Seed } from './random.ts';

/** An effect and how well it is known: natural logarithms of ratios. */
export interface Estimate {
  readonly rounds: number;
  readonly centre: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** One-sided bounds, 80 % each. */
  readonly low80: number;
  readonly high80: number;
  readonly spread: number;
  /** The smallest effect seen with a power of 80 %. */
  readonly detectable: number;
}

/**
 * The replaceable parts of the method. There is one true set, METHOD; the specs put wrong ones in its place and must notice.
 */
export interface Estimator {
  ratios(pairs: readonly Pair[]): number[];
  centre(values: readonly number[]): number;
  /** Sorted medians of resamples. */
  resample(values: readonly number[], seed: Seed): Float64Array;
  detectable(values: readonly number[]): number;
}

export const ESTIMATOR: Estimator = {
  ratios: logRatios,
  centre: median,
  resample: bootstrapMedians,
  detectable: detectableEffect,
};

export function estimate(values: readonly number[], seed: Seed, estimator: Estimator = ESTIMATOR): Estimate {
  const resamples = estimator.resample(values, seed);
  return {
    rounds: values.length,
    centre: estimator.centre(values),
    low: quantile(resamples, 0.025),
    high: quantile(resamples, 0.975),
    low80: quantile(resamples, 0.2),
    high80: quantile(resamples, 0.8),
    spread: spread(values),
    detectable: estimator.detectable(values),
  };
}
