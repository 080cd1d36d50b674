/** `tracejit bench`: what is measured, in which order, and who asked for it. */
import { KERNELS } from '../kernels/all.ts';
import type { Kernel } from '../kernels/shape.ts';
import { type Host, hostPython } from '../machine.ts';
import { type Arm, findArms } from './arms.ts';
import { measureStartup, type StartupResult } from './startup.ts';
import { measureSteady, type SteadyPlan, type SteadyResult } from './steady.ts';
import { measureWhole, type WholePlan, type WholeResult } from './whole.ts';

export interface BenchOptions {
  /** Kernels whose name contains this; all when empty. */
  readonly filter: string;
  /** Fewer rounds at a fifth of the size: to see that it works, not to quote. */
  readonly quick: boolean;
  readonly whole: boolean;
  readonly startup: boolean;
  /** Called with one line before each kernel; never while something is timed. */
  readonly progress: (line: string) => void;
}

export interface BenchReport {
  readonly host: Host;
  readonly arms: readonly Arm[];
  readonly quick: boolean;
  readonly steady: readonly SteadyResult[];
  readonly whole: readonly WholeResult[];
  readonly startup: readonly StartupResult[];
}

/** No kernel has the name asked for. */
export class NothingToMeasure extends Error {
  override name = 'NothingToMeasure';
}

const STEADY: SteadyPlan = { scale: 1, rounds: 7, callsPerRound: 3, warmUpSeconds: 20 };
const STEADY_QUICK: SteadyPlan = { scale: 0.2, rounds: 3, callsPerRound: 1, warmUpSeconds: 5 };
const WHOLE: WholePlan = { targetSeconds: 10, rounds: 3 };
const WHOLE_QUICK: WholePlan = { targetSeconds: 1, rounds: 1 };
const STARTUP_ROUNDS = 9;
const STARTUP_ROUNDS_QUICK = 3;

/** Measures one thing at a time, in this process's children. */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const kernels = KERNELS.filter(({ name }) => name.includes(options.filter));
  if (kernels.length === 0)
    throw new NothingToMeasure(
      `no kernel is called like "${options.filter}": ${KERNELS.map(({ name }) => name).join(', ')}`,
    );
  const arms = findArms();
  const onlySome = options.whole || options.startup;
  return {
    host: hostPython(),
    arms,
    quick: options.quick,
    steady: onlySome ? [] : await eachSteady(kernels, arms, options),
    whole: options.whole ? await eachWhole(kernels, arms, options) : [],
    startup: options.startup ? eachStartup(kernels, arms, options) : [],
  };
}

async function eachSteady(
  kernels: readonly Kernel[],
  arms: readonly Arm[],
  options: BenchOptions,
): Promise<SteadyResult[]> {
  const results: SteadyResult[] = [];
  for (const kernel of kernels) {
    options.progress(`${kernel.name}: steady`);
    results.push(await measureSteady(kernel, arms, options.quick ? STEADY_QUICK : STEADY));
  }
  return results;
}

async function eachWhole(
  kernels: readonly Kernel[],
  arms: readonly Arm[],
  options: BenchOptions,
): Promise<WholeResult[]> {
  const results: WholeResult[] = [];
  for (const kernel of kernels) {
    options.progress(`${kernel.name}: whole process`);
    results.push(await measureWhole(kernel, arms, options.quick ? WHOLE_QUICK : WHOLE));
  }
  return results;
}

function eachStartup(kernels: readonly Kernel[], arms: readonly Arm[], options: BenchOptions): StartupResult[] {
  const tracejit = arms.find(({ name }) => name === 'tracejit');
  if (!tracejit) return [];
  return kernels.map((kernel) => {
    options.progress(`${kernel.name}: way to the first native entry`);
    return measureStartup(kernel, tracejit, options.quick ? STARTUP_ROUNDS_QUICK : STARTUP_ROUNDS);
  });
}
