/** Whether the sequences were worth anything: stale code is found only where there is native code, and something changed it. */
import type { ProcessCounters } from '../oracle/observation.ts';

/** Numbers of sequences. */
export interface LifecycleTally {
  readonly runs: number;
  /** Entered native code. */
  readonly entered: number;
  /** Broke an assumption of compiled code. */
  readonly invalidated: number;
  /** Assumptions broken, over all sequences. */
  readonly invalidations: number;
}

export const NO_SEQUENCES: LifecycleTally = { runs: 0, entered: 0, invalidated: 0, invalidations: 0 };

/** Judged from so many sequences on; below, only "nothing at all" is a complaint. */
const ENOUGH = 50;

export const LEAST = { entered: 0.8, invalidated: 0.25 } as const;

/** `counters`: at the end of the sequence; null where that was not seen. */
export function addSequence(tally: LifecycleTally, counters: ProcessCounters | null): LifecycleTally {
  const { entries, invalidations } = counters ?? { entries: 0, invalidations: 0 };
  return {
    runs: tally.runs + 1,
    entered: tally.entered + (entries > 0 ? 1 : 0),
    invalidated: tally.invalidated + (invalidations > 0 ? 1 : 0),
    invalidations: tally.invalidations + invalidations,
  };
}

/** Why the sequences prove nothing; empty when they do. */
export function lifecycleVacuity({ runs, entered, invalidated }: LifecycleTally): string[] {
  if (entered === 0) return [`none of ${runs} sequences entered native code`];
  if (runs < ENOUGH) return [];
  const complaints: string[] = [];
  if (entered < LEAST.entered * runs)
    complaints.push(`only ${entered} of ${runs} sequences entered native code; ${LEAST.entered * 100} % must`);
  if (invalidated < LEAST.invalidated * runs)
    complaints.push(`only ${invalidated} of ${runs} sequences broke an assumption; ${LEAST.invalidated * 100} % must`);
  return complaints;
}
