/** What is said of one kernel, and by which rule. */
import type { Estimate } from './estimate.ts';

/**
 * SLOWER, FASTER: shown on rounds that were not chosen for showing it. SAME: an effect as large as the budget is ruled out.
 * INCONCLUSIVE: neither. CONTAMINATED: the control moved, so the machine did. ERROR: a side gave no valid time.
 */
export const VERDICTS = ['SLOWER', 'FASTER', 'SAME', 'INCONCLUSIVE', 'CONTAMINATED', 'ERROR'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** With fewer rounds an interval is only the range of what was seen. */
export const FEWEST_ROUNDS = 6;

/** A control off by more than this, interval and all, says that the machine favoured a side. */
export const CONTROL_TOLERANCE = Math.log(1.03);

/** A first look worth a second: more than 1 %, and away from 1 with 80 % on that side. */
const SUSPECT = Math.log(1.01);

/** `budget`: the slow-down that shall not pass, as a share: 0.05. */
export interface Rules {
  /** 1: seems slower, -1: seems faster, 0: neither. */
  suspect(estimate: Estimate): -1 | 0 | 1;
  slower(estimate: Estimate, budget: number): boolean;
  faster(estimate: Estimate, budget: number): boolean;
  same(estimate: Estimate, budget: number): boolean;
  contaminated(control: Estimate): boolean;
}

function suspect({ centre, low80, high80 }: Estimate): -1 | 0 | 1 {
  if (centre > SUSPECT && low80 > 0) return 1;
  return centre < -SUSPECT && high80 < 0 ? -1 : 0;
}

/** The share of the detectable effect (2.80 standard errors) that an effect must exceed: 2.1 standard errors. */
const SEEN = 0.75;

/**
 * Low bound above a fifth of the budget, centre above two fifths: a real effect, and one that matters. And far from 1 by the
 * rounds' spread too: an interval that is narrow by luck does not make an effect.
 */
function slower({ low, centre, detectable }: Estimate, budget: number): boolean {
  return low > Math.log1p(budget / 5) && centre > Math.max(Math.log1p((2 * budget) / 5), SEEN * detectable);
}

/** A test of its own, on the other bound: a flag shared by both hides improvements. */
function faster({ high, centre, detectable }: Estimate, budget: number): boolean {
  return high < -Math.log1p(budget / 5) && -centre > Math.max(Math.log1p((2 * budget) / 5), SEEN * detectable);
}

function same({ low, high, detectable }: Estimate, budget: number): boolean {
  const limit = Math.log1p(budget);
  return high < limit && low > -limit && detectable <= limit;
}

export const RULES: Rules = {
  suspect,
  slower,
  faster,
  same,
  contaminated: ({ low, high }) => low > CONTROL_TOLERANCE || high < -CONTROL_TOLERANCE,
};
