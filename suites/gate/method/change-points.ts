/**
 * Where a history of one number changed: E-divisive with means (Matteson and James, A Nonparametric Approach for Multiple
 * Change Point Analysis, 2014), accepted by a t-test instead of permutations, as Hunter does (Fleming et al., 2023): the
 * same history always has the same change-points.
 */
import { welch } from './student.ts';

export interface ChangePoint {
  /** Index of the first value after the change. */
  readonly at: number;
  /** Means of the values from the change before to here, and from here to the next. */
  readonly before: number;
  readonly after: number;
  readonly p: number;
}

const P_LIMIT = 0.001;
/** Values on each side of a split; the test needs two. */
const FEWEST = 3;

/**
 * Change-points of a history, in its order.
 * @param history log ratios, oldest first
 * @param smallest changes of the mean below this are not told, as a log ratio
 */
export function changePoints(history: readonly number[], smallest: number = Math.log(1.02)): ChangePoint[] {
  const cuts = split(history, 0, history.length).sort((x, y) => x - y);
  for (;;) {
    const points = cuts.map((at, index) =>
      describe(history, cuts[index - 1] ?? 0, at, cuts[index + 1] ?? history.length),
    );
    const weakest = points.toSorted((x, y) => y.p - x.p).find(({ p }) => p > P_LIMIT);
    const smaller = points.toSorted((x, y) => size(x) - size(y)).find((point) => size(point) < smallest);
    const dropped = weakest ?? smaller;
    if (!dropped) return points;
    cuts.splice(cuts.indexOf(dropped.at), 1);
  }
}

function describe(history: readonly number[], from: number, at: number, to: number): ChangePoint {
  const [before, after] = [history.slice(from, at), history.slice(at, to)];
  return { at, before: mean(before), after: mean(after), p: welch(before, after) };
}

function size({ before, after }: ChangePoint): number {
  return Math.abs(after - before);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Cuts of history[from..to): the best one, and those of both its sides, while the test accepts them. */
function split(history: readonly number[], from: number, to: number): number[] {
  const best = bestCut(history.slice(from, to));
  if (best === null) return [];
  const [at, end] = [from + best.at, from + best.end];
  if (welch(history.slice(from, at), history.slice(at, end)) > P_LIMIT) return [];
  return [...split(history, from, at), at, ...split(history, at, to)];
}

/** The stretches [0..at) and [at..end) that differ most by the energy statistic; null where there are too few values. */
function bestCut(values: readonly number[]): { readonly at: number; readonly end: number } | null {
  const between = distanceSums(values);
  let best: { at: number; end: number; energy: number } | null = null;
  for (let at = FEWEST; at <= values.length - FEWEST; at++) {
    const left = between(0, at, 0, at) / (at * (at - 1));
    for (let end = at + FEWEST; end <= values.length; end++) {
      const size = end - at;
      const right = between(at, end, at, end) / (size * (size - 1));
      const energy = ((at * size) / end) * ((2 * between(0, at, at, end)) / (at * size) - left - right);
      if (best === null || energy > best.energy) best = { at, end, energy };
    }
  }
  return best;
}

/** Sums of |x - y| over x in values[a..b), y in values[c..d), from a table of sums: as many numbers as there are pairs. */
function distanceSums(values: readonly number[]): (a: number, b: number, c: number, d: number) => number {
  const width = values.length + 1;
  const sums = new Float64Array(width * width);
  const at = (row: number, column: number) => sums[row * width + column] ?? Number.NaN;
  for (const [row, x] of values.entries())
    for (const [column, y] of values.entries())
      sums[(row + 1) * width + column + 1] =
        Math.abs(x - y) + at(row, column + 1) + at(row + 1, column) - at(row, column);
  return (a, b, c, d) => at(b, d) - at(a, d) - at(b, c) + at(a, c);
}
