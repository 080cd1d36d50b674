/** `tracejit bench`: what is measured, in which order, and who asked for it. */
import { KERNELS } from '../kernels/all.ts';
import type { Kernel } from '../kernels/shape.ts';
import { type Host, hostPython } from '../machine.ts';
import { type Arm, findArms } from './arms.ts';
import { type Choice, chooseKernels } from './choose.ts';
import { describeEnvironment, type Environment } from './environment.ts';
import { measureSpread, type SpreadPlan, type SpreadResult } from './spread.ts';
import { measureStartup, type StartupResult } from './startup.ts';
import { measureSteady, type SteadyPlan, type SteadyResult } from './steady.ts';
import { measureScript, measureWhole, type WholePlan, type WholeResult } from './whole.ts';

export const MEASUREMENTS = ['steady', 'whole', 'startup', 'spread'] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

export interface BenchOptions extends Choice {
  /** A script of the user and its arguments, instead of kernels. */
  readonly script: readonly string[] | null;
  /** Fewer rounds at a fifth of the size: to see that it works, not to quote. */
  readonly quick: boolean;
  /** Of kernels; a script is measured as whole processes. */
  readonly measurements: readonly Measurement[];
  /** Called with one line before each kernel; never while something is timed. */
  readonly progress: (line: string) => void;
}

export interface BenchReport {
  readonly at: string;
  readonly host: Host;
  readonly environment: Environment;
  readonly arms: readonly Arm[];
  readonly quick: boolean;
  readonly steady: readonly SteadyResult[];
  readonly whole: readonly WholeResult[];
  readonly startup: readonly StartupResult[];
  readonly spread: readonly SpreadResult[];
}

interface Effort {
  readonly steady: SteadyPlan;
  readonly whole: WholePlan;
  readonly scriptRounds: number;
  readonly startupRounds: number;
  readonly spread: SpreadPlan;
}

/** Six rounds are the fewest that have a 95 % interval (statistics.ts). */
const USUAL: Effort = {
  steady: { scale: 1, rounds: 7, callsPerRound: 3, warmUpSeconds: 20 },
  whole: { targetSeconds: 10, rounds: 6 },
  scriptRounds: 10,
  startupRounds: 9,
  spread: { scale: 1, processes: 10, calls: 5, warmUpSeconds: 20 },
};
const QUICK: Effort = {
  steady: { scale: 0.2, rounds: 6, callsPerRound: 1, warmUpSeconds: 5 },
  whole: { targetSeconds: 1, rounds: 1 },
  scriptRounds: 3,
  startupRounds: 3,
  spread: { scale: 0.2, processes: 3, calls: 1, warmUpSeconds: 5 },
};

/** Measures one thing at a time, in this process's children. @throws NothingToMeasure, SessionError, TrialError */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const kernels = options.script ? [] : chooseKernels(KERNELS, options);
  const arms = findArms();
  const parts = {
    at: new Date().toISOString(),
    host: hostPython(),
    environment: describeEnvironment(),
    arms,
    quick: options.quick,
  };
  const effort = options.quick ? QUICK : USUAL;
  if (options.script) {
    options.progress(`${options.script[0]}: whole process, each way`);
    const whole = [await measureScript(options.script, arms, effort.scriptRounds)];
    return { ...parts, steady: [], whole, startup: [], spread: [] };
  }
  return { ...parts, ...(await measureKernels(kernels, arms, effort, options)) };
}

async function measureKernels(
  kernels: readonly Kernel[],
  arms: readonly Arm[],
  effort: Effort,
  { measurements, progress }: BenchOptions,
) {
  const tracejit = arms.find(({ name }) => name === 'tracejit');
  if (!tracejit) throw new Error('no tracejit among the arms');
  const asked = MEASUREMENTS.filter((name) => measurements.includes(name));
  const tell = progressTeller(asked.length * kernels.length, progress);
  const each = async <T>(what: Measurement, measure: (kernel: Kernel) => T | Promise<T>): Promise<T[]> => {
    const results: T[] = [];
    for (const kernel of asked.includes(what) ? kernels : []) {
      tell(`${kernel.name}: ${what}`);
      results.push(await measure(kernel));
    }
    return results;
  };
  return {
    steady: await each('steady', (kernel) => measureSteady(kernel, arms, effort.steady)),
    whole: await each('whole', (kernel) => measureWhole(kernel, arms, effort.whole)),
    startup: await each('startup', (kernel) => measureStartup(kernel, tracejit, effort.startupRounds)),
    spread: await each('spread', (kernel) => measureSpread(kernel, tracejit, effort.spread)),
  };
}

/** Lines with how many there are, and how long the rest takes if it goes on as before. */
export function progressTeller(
  steps: number,
  progress: (line: string) => void,
  now: () => number = () => performance.now(),
): (what: string) => void {
  const begin = now();
  let done = 0;
  return (what) => {
    const left = done === 0 ? '' : `, about ${Math.round(((now() - begin) / done / 1000) * (steps - done))} s left`;
    done++;
    progress(`${what} (${done} of ${steps}${left})`);
  };
}
