/** Before the rounds: what each build counts when it compiles, and its code put where every trial finds it. */
import { type CounterReport, type Counters, compareCounters, countersOf } from './counters.ts';
import type { Bench, Job } from './measure.ts';
import { type Arm, runTrial, TrialFault } from './trial.ts';

const PLAIN = { hashSeed: 0, pad: 0 };
/** Runs in which a program may still ask for something new to be compiled, once its code is in the cache. */
const SETTLING = 4;

/** Counts one kernel's compilation on both sides; a fault ends the kernel's measurement. */
export function prepare(job: Job, bench: Bench): CounterReport {
  try {
    const [base, head] = [countAndSettle(job, bench.arms.base, bench), countAndSettle(job, bench.arms.head, bench)];
    if ([...base, ...head].every(({ entries }) => entries === 0))
      throw new TrialFault('nothing ran natively on either side');
    return compareCounters(base, head);
  } catch (error) {
    if (!(error instanceof TrialFault)) throw error;
    job.fault = error.message;
    return { changes: [], unsteady: [] };
  }
}

/** Two runs that compile everything, and then as many as it takes until nothing new is compiled. */
function countAndSettle({ workload }: Job, arm: Arm, { prefix }: Bench): Counters[] {
  const counters = (env: Readonly<Record<string, string>>) =>
    countersOf(runTrial({ ...arm, env: { ...arm.env, ...env } }, workload, PLAIN, prefix).counters);
  const cold = [counters({}), counters({ TRACEJIT_CACHE: '' })];
  for (let run = 0; run < SETTLING; run++) if (counters({})['requests'] === 0) break;
  return cold;
}
