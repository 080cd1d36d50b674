/** A logarithmic axis: where a ratio stands between 0 and 100 %, and which lines help the eye. */

export interface LogAxis {
  /** Per cent of the width. */
  readonly at: (ratio: number) => number;
  readonly ticks: readonly number[];
}

/** Share of the width that is left free at each side, so that marks are not cut. */
const MARGIN = 4;

/** An axis on which all of `ratios`, and 1, have room. Not finite and not positive ones are left out. */
export function logAxis(ratios: readonly number[]): LogAxis {
  const logs = [1, ...ratios].filter((ratio) => Number.isFinite(ratio) && ratio > 0).map(Math.log10);
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  // A fifth up and down at least: noise is not blown up to the whole width.
  const [low, high] = [Math.min(least, -0.08), Math.max(most, 0.08)];
  const at = (ratio: number) => MARGIN + ((Math.log10(ratio) - low) / (high - low)) * (100 - 2 * MARGIN);
  return { at, ticks: ticksBetween(10 ** low, 10 ** high) };
}

const MOST_TICKS = 5;
/** Share of the axis between the first and the last tick: fine ones around 1 say nothing about the rest. */
const LEAST_COVERED = 0.5;
/** Finest first; the first that gives few enough lines is taken. */
const STEPS = [[0.8, 0.9, 1, 1.1, 1.2], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

function ticksBetween(low: number, high: number): readonly number[] {
  for (const steps of STEPS) {
    const ticks = [...new Set([1, ...decades(steps)])].filter((tick) => tick >= low && tick <= high);
    const covered = Math.log(Math.max(...ticks) / Math.min(...ticks)) / Math.log(high / low);
    if (ticks.length >= 3 && ticks.length <= MOST_TICKS && covered > LEAST_COVERED)
      return ticks.toSorted((a, b) => a - b);
  }
  return [1];
}

const decades = (steps: readonly number[]) =>
  Array.from({ length: 9 }, (_, k) => 10 ** (k - 4)).flatMap((decade) =>
    steps.map((step) => Number((step * decade).toPrecision(3))),
  );
