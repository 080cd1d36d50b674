/** Wrong methods, each in one thing, and the criterion that must notice. */
import { median } from '../../bench/statistics.ts';
import { bootstrapMedians, detectableEffect, RESAMPLES, spread } from '../method/interval.ts';
import { METHOD, type Method } from '../method/judge.ts';
import { logRatios, normalisedRatios } from '../method/pairs.ts';
import { randomFrom, seedOf } from '../method/random.ts';
import { RULES } from '../method/verdict.ts';
import type { CriterionName } from './criteria.ts';

interface Mutant {
  readonly name: string;
  readonly wrong: Partial<Method>;
  readonly killedBy: CriterionName;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** No interval: the estimate, as if it were certain. */
const certain = (values: readonly number[]) => new Float64Array(RESAMPLES).fill(median(values));

const scaled = (factor: number): Partial<Method> => ({
  resample: (values, seed) => {
    const centre = median(values);
    return bootstrapMedians(values, seed).map((value) => centre + factor * (value - centre));
  },
});

/** Means instead of medians of the resamples. */
const meansResampled: Method['resample'] = (values, seed) => {
  const random = randomFrom(seed);
  const draw = () => values[Math.floor(random() * values.length)] ?? Number.NaN;
  return Float64Array.from({ length: RESAMPLES }, () => mean(values.map(draw))).sort();
};

/** All of A against all of B, as a script that runs one after the other would. */
const sequential: Method['ratios'] = (pairs) => {
  const half = Math.floor(pairs.length / 2);
  return pairs.slice(0, half).map(({ a }, round) => Math.log((pairs[half + round]?.b ?? Number.NaN) / a));
};

/** Rounds are drawn, kernels are not: what one of them does counts as known for all. */
const fixedKernels: Method['mean'] = (kernels, seed) => {
  const effect = METHOD.mean(kernels, seed);
  const error = Math.hypot(...kernels.map((values) => detectableEffect(values) / 2.8 / kernels.length));
  const half = 1.96 * error;
  return { ...effect, low: effect.centre - half, high: effect.centre + half, detectable: 2.8 * error };
};

/** The upper of the two middle values: one slot's bias stays. */
const upperMedian: Method['centre'] = (values) =>
  values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'sides swapped',
    wrong: { ratios: (pairs) => logRatios(pairs).map((value) => -value) },
    killedBy: '5 % slower at 2 % spread: SLOWER',
  },
  { name: 'sides run one after the other', wrong: { ratios: sequential }, killedBy: 'a drift of 30 % is no effect' },
  {
    name: 'the control divided out',
    wrong: { ratios: normalisedRatios },
    killedBy: '5 % slower at 6 % spread: SLOWER',
  },
  {
    name: 'differences instead of ratios',
    wrong: { ratios: (pairs) => pairs.map(({ a, b }) => b - a) },
    killedBy: 'no effect, quiet: SAME',
  },
  {
    name: 'only the rounds that begin with A',
    wrong: { ratios: (pairs) => logRatios(pairs.filter((_, round) => round % 2 === 0)) },
    killedBy: 'a drift of 30 % is no effect',
  },
  { name: 'mean for median', wrong: { centre: mean }, killedBy: 'wild rounds are no effect' },
  { name: 'upper median', wrong: { centre: upperMedian }, killedBy: 'a drift of 30 % is no effect' },
  {
    name: 'fastest round for median',
    wrong: { centre: (values) => Math.min(...values) },
    killedBy: '5 % slower at 4 % spread: SLOWER',
  },
  { name: 'no interval', wrong: { resample: certain }, killedBy: 'the interval has the effect inside, 40 rounds' },
  { name: 'interval half as wide', wrong: scaled(0.5), killedBy: 'the interval has the effect inside, 20 rounds' },
  { name: 'interval twice as wide', wrong: scaled(2), killedBy: 'the interval has the effect inside, 40 rounds' },
  {
    name: 'interval around 0',
    wrong: {
      resample: (values, seed) =>
        bootstrapMedians(
          values.map((value) => value - median(values)),
          seed,
        ),
    },
    killedBy: '5 % slower at 2 % spread: SLOWER',
  },
  { name: 'means resampled', wrong: { resample: meansResampled }, killedBy: 'wild rounds are no effect' },
  {
    name: 'resamples not sorted',
    wrong: {
      resample: (values, seed) => bootstrapMedians(values, seed).map((_, k, all) => all[(k * 7919) % RESAMPLES] ?? 0),
    },
    killedBy: 'the interval has the effect inside, 40 rounds',
  },
  {
    name: 'seeded by nothing',
    wrong: { resample: (values) => bootstrapMedians(values, seedOf('constant')) },
    killedBy: 'the same data gives the same verdict',
  },
  {
    name: 'seeded by chance',
    wrong: { resample: (values) => bootstrapMedians(values, seedOf(String(Math.random()))) },
    killedBy: 'the same data gives the same verdict',
  },
  {
    name: 'detectable effect does not know the rounds',
    wrong: { detectable: (values) => 2.8 * 1.2533 * spread(values) },
    killedBy: 'the detectable effect goes with spread and rounds',
  },
  {
    name: 'detectable effect of 50 % power',
    wrong: { detectable: (values) => detectableEffect(values) * (1.96 / 2.8) },
    killedBy: 'the detectable effect is detected',
  },
  {
    name: 'detectable effect ten times too large',
    wrong: { detectable: (values) => 10 * detectableEffect(values) },
    killedBy: 'no effect, quiet: SAME',
  },
  {
    name: 'any detectable effect will do',
    wrong: { detectable: () => 0 },
    killedBy: 'the detectable effect goes with spread and rounds',
  },
  {
    name: 'first rounds confirm themselves',
    wrong: { deciding: (first) => first },
    killedBy: '5 % slower at 6 % spread: SLOWER',
  },
  {
    name: 'first rounds decide with the fresh ones',
    wrong: { deciding: (first, fresh) => [...first, ...first, ...first, ...fresh] },
    killedBy: 'no effect, everything goes wrong: never SLOWER',
  },
  { name: 'nobody is suspect', wrong: { suspect: () => 0 }, killedBy: '3 % slower, measured well: SLOWER' },
  {
    name: 'suspected of the wrong thing',
    wrong: { suspect: (effect) => (-RULES.suspect(effect) || 0) as -1 | 0 | 1 },
    killedBy: '5 % slower at 2 % spread: SLOWER',
  },
  {
    name: 'comparison flipped',
    wrong: { slower: (effect, budget) => !RULES.slower(effect, budget) },
    killedBy: '5 % slower at 2 % spread: SLOWER',
  },
  {
    name: 'centre alone makes it slower',
    wrong: { slower: ({ centre }, budget) => centre > Math.log1p((2 * budget) / 5) },
    killedBy: 'no effect, everything goes wrong: never SLOWER',
  },
  {
    name: 'interval alone makes it slower, without a floor',
    wrong: { slower: ({ low }) => low > 0 },
    killedBy: '1 % slower, measured well: not SLOWER',
  },
  {
    name: 'interval and floor make it faster, whatever the spread',
    wrong: {
      faster: ({ high, centre }, budget) => high < -Math.log1p(budget / 5) && centre < -Math.log1p(budget / 2.5),
    },
    killedBy: 'an interval that is narrow by luck is no effect',
  },
  {
    name: 'slower by the whole budget only',
    wrong: { slower: ({ low }, budget) => low > Math.log1p(budget) },
    killedBy: '5 % slower at 2 % spread: SLOWER',
  },
  {
    name: 'faster is slower',
    wrong: {
      faster: () => false,
      slower: (effect, budget) => RULES.slower(effect, budget) || RULES.faster(effect, budget),
    },
    killedBy: '5 % faster: FASTER',
  },
  {
    name: 'centre alone makes it faster',
    wrong: { faster: ({ centre }, budget) => centre < -Math.log1p((2 * budget) / 5) },
    killedBy: 'no effect, everything goes wrong: never FASTER',
  },
  { name: 'nothing is faster', wrong: { faster: () => false }, killedBy: '5 % faster: FASTER' },
  {
    name: 'not shown to differ means same',
    wrong: { same: ({ low, high }) => low <= 0 && high >= 0 },
    killedBy: 'a spread that hides 5 %: never SAME',
  },
  {
    name: 'same by the centre',
    wrong: { same: ({ centre }, budget) => Math.abs(centre) < budget },
    killedBy: 'a spread that hides 5 %: never SAME',
  },
  { name: 'nothing is the same', wrong: { same: () => false }, killedBy: 'no effect, quiet: SAME' },
  {
    name: 'everything is the same',
    wrong: { same: () => true, suspect: () => 0 },
    killedBy: '10 % slower: never SAME',
  },
  {
    name: 'the control is not looked at',
    wrong: { contaminated: () => false },
    killedBy: 'the control moves with B: CONTAMINATED',
  },
  {
    name: 'any movement of the control',
    wrong: { contaminated: ({ centre }) => Math.abs(centre) > 0 },
    killedBy: 'no effect, quiet: SAME',
  },
  {
    name: 'mean of the suite is its worst kernel',
    wrong: {
      mean: (kernels, seed) =>
        kernels
          .map((values) => METHOD.mean([values], seed))
          .reduce((worst, one) => (one.centre > worst.centre ? one : worst)),
    },
    killedBy: 'the mean of the suite sees what all kernels share',
  },
  {
    name: 'mean of the suite does not draw kernels',
    wrong: { mean: fixedKernels },
    killedBy: 'the mean of the suite sees what all kernels share',
  },
];
