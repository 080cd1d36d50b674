/** How many rounds, and how long at most. */

export interface GatePlan {
  /** Rounds of the first look at each kernel: even, so that each side comes first equally often. */
  readonly first: number;
  /** Fresh rounds for what the first look does not settle. */
  readonly fresh: number;
  /** Seconds of measuring after which no round is begun; Infinity for no limit. */
  readonly seconds: number;
}

/** Intervals of 20 rounds and more hold the effect in 95 % of the cases; 24 hold it in 94.3 %, 12 in 93.2 %. */
export const FULL: GatePlan = { first: 20, fresh: 40, seconds: Number.POSITIVE_INFINITY };
export const QUICK: GatePlan = { first: 12, fresh: 24, seconds: 285 };

/** The plan with another number of rounds, made even. */
export function withRounds(plan: GatePlan, rounds: number | null): GatePlan {
  if (rounds === null) return plan;
  const first = rounds + (rounds % 2);
  return { ...plan, first, fresh: 2 * first };
}
