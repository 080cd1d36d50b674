/** Rounds: in each, every kernel in an order of chance, both sides beside a control of their own, the side that begins taking turns. */
import type { Pair } from './method/pairs.ts';
import { randomFrom, type Seed, shuffled } from './method/random.ts';
import { type Arm, runTrial, type Setting, type Trial, TrialFault } from './trial.ts';
import type { Workload } from './workloads.ts';

export interface Round {
  readonly stage: 'first' | 'fresh';
  readonly begins: 'base' | 'head';
  readonly setting: Setting;
  readonly base: Trial;
  readonly head: Trial;
  /** CPython in the base's half of the round, and in the head's. */
  readonly controlBase: Trial;
  readonly controlHead: Trial;
}

/** One kernel under measurement. */
export interface Job {
  readonly workload: Workload;
  /** Calls of the warm program, or processes that begin with nothing compiled. */
  readonly kind: 'steady' | 'cold';
  readonly rounds: Round[];
  /** What ended the measurement of this kernel. */
  fault: string | null;
}

export interface Bench {
  readonly arms: { readonly base: Arm; readonly head: Arm; readonly control: Arm };
  readonly prefix: readonly string[];
  readonly seed: Seed;
  /** Told between trials, never in one. */
  readonly progress: (told: RoundProgress) => void;
}

export interface RoundProgress {
  readonly stage: Round['stage'];
  readonly round: number;
  readonly rounds: number;
  readonly secondsLeft: number;
}

const LARGEST_PAD = 4096;

/**
 * Adds rounds to each job, as many as asked for or as fit before `end`; always an even number.
 * @param end milliseconds on performance.now()'s clock
 */
export function measureRounds(
  jobs: readonly Job[],
  stage: Round['stage'],
  count: number,
  end: number,
  bench: Bench,
): void {
  const random = randomFrom(bench.seed);
  const begin = performance.now();
  for (let round = 0; round < count; round++) {
    const perRound = round === 0 ? 0 : (performance.now() - begin) / round;
    if (round % 2 === 0 && performance.now() + 2 * perRound > end) return;
    bench.progress({ stage, round: round + 1, rounds: count, secondsLeft: (perRound * (count - round)) / 1000 });
    for (const job of shuffled(jobs, random)) {
      const setting = { hashSeed: Math.floor(random() * 2 ** 32), pad: Math.floor(random() * LARGEST_PAD) };
      if (job.fault === null) measureRound(job, stage, round % 2 === 0 ? 'base' : 'head', setting, bench);
    }
  }
}

/** One round of one kernel; a trial that fails is the end of this kernel's measurement. */
function measureRound(job: Job, stage: Round['stage'], begins: 'base' | 'head', setting: Setting, bench: Bench): void {
  const half = (side: 'base' | 'head') => {
    const { kernel, scale, controlScale, calls } = job.workload;
    const cold = job.kind === 'cold';
    const control = runTrial(bench.arms.control, { kernel, scale: controlScale, cold }, setting, bench.prefix);
    return { control, trial: runTrial(bench.arms[side], { kernel, scale, calls, cold }, setting, bench.prefix) };
  };
  try {
    const one = half(begins);
    const two = half(begins === 'base' ? 'head' : 'base');
    const [base, head] = begins === 'base' ? [one, two] : [two, one];
    if (base.trial.result !== head.trial.result)
      throw new TrialFault(`head's result is ${head.trial.result}, base's is ${base.trial.result}`);
    const controls = { controlBase: base.control, controlHead: head.control };
    job.rounds.push({ stage, begins, setting, base: base.trial, head: head.trial, ...controls });
  } catch (error) {
    if (!(error instanceof TrialFault)) throw error;
    job.fault = error.message;
  }
}

/** The smallest of a process's calls: what the work takes when nothing disturbs it. Nanoseconds. */
export function timeOf({ cpuNs }: Trial): number {
  return Math.min(...cpuNs);
}

export function pairsOf(rounds: readonly Round[], stage: Round['stage']): Pair[] {
  return rounds
    .filter((round) => round.stage === stage)
    .map((round) => ({
      a: timeOf(round.base),
      b: timeOf(round.head),
      controlA: timeOf(round.controlBase),
      controlB: timeOf(round.controlHead),
    }));
}
