/** What one round leaves of one kernel: each side's time, and the control's beside each. */

/** Times of the same work in one round, in any one unit. The control is CPython, which no change of ours can touch. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** CPython's time in the half of the round in which A ran, and in B's. */
  readonly controlA: number;
  readonly controlB: number;
}

/** ln(B/A) of each round: positive where B is slower. */
export function logRatios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ a, b }) => Math.log(b / a));
}

/** ln of the control's two times, B's half over A's: 0 but for what the machine did. */
export function controlRatios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ controlA, controlB }) => Math.log(controlB / controlA));
}

/** ln(B/A) with the control's ratio taken out: what two runs of different days are compared by. */
export function normalisedRatios(pairs: readonly Pair[]): number[] {
  const control = controlRatios(pairs);
  return logRatios(pairs).map((ratio, round) => ratio - (control[round] ?? Number.NaN));
}

/** What is wrong with the samples, or null: a time is a finite number above 0. */
export function faultOf(pairs: readonly Pair[]): string | null {
  if (pairs.length === 0) return 'no round was measured';
  for (const [round, pair] of pairs.entries())
    for (const [name, time] of Object.entries(pair))
      if (!(Number.isFinite(time) && time > 0)) return `round ${round + 1}: the time of ${name} is ${time}`;
  return null;
}
