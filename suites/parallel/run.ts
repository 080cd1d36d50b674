/** `tracejit bench --parallel`: which kernels, how many rounds, and what it comes to. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Choice, chooseKernels } from '../bench/choose.ts';
import { describeEnvironment } from '../bench/environment.ts';
import { progressTeller } from '../bench/run.ts';
import { roundRatios } from '../bench/statistics.ts';
import { projectFile } from '../machine.ts';
import { estimate, judgeThreads, type RoundTimes } from './judge.ts';
import { PARALLEL_KERNELS } from './kernels/all.ts';
import { controlOf, measureParallel, type ParallelPlan, type ParallelSamples, sideOf } from './measure.ts';
import { type KernelRow, PARALLEL_SCHEMA, PARALLEL_VERSION, type ParallelDocument } from './result.ts';

export interface ParallelOptions extends Choice {
  /** Fewer rounds at a fifth of the size: to see that it works, not to quote. */
  readonly quick: boolean;
  /** Called with one line before each kernel; never while something is timed. */
  readonly progress: (line: string) => void;
}

/** Half of the rounds may be dropped, and six must be left (judge.ts). */
const USUAL = { scale: 1, rounds: 13, callsPerRound: 3, warmUpSeconds: 20 } as const;
const QUICK = { scale: 0.2, rounds: 7, callsPerRound: 1, warmUpSeconds: 5 } as const;

/** @throws NothingToMeasure, SessionError, MissingProgram */
export async function runParallel(options: ParallelOptions): Promise<ParallelDocument> {
  const kernels = chooseKernels(PARALLEL_KERNELS, options);
  const plan: ParallelPlan = { ...(options.quick ? QUICK : USUAL), threads: threadCounts(availableParallelism()) };
  const numba = findNumba();
  const tell = progressTeller(kernels.length, options.progress);
  const measured: ParallelSamples[] = [];
  for (const kernel of kernels) {
    tell(`${kernel.name}: 1 and ${plan.threads.join(', ')} threads`);
    measured.push(await measureParallel(kernel, plan, numba));
  }
  return {
    schema: PARALLEL_SCHEMA,
    version: PARALLEL_VERSION,
    at: new Date().toISOString(),
    quick: options.quick,
    environment: describeEnvironment(),
    loops: measured.flatMap(({ loops }) => loops),
    kernels: measured.map(rowOf),
  };
}

/** 2, 4, 8 and so on, as far as there are cores; 2 on a machine with one, where the control shows that there is nothing to gain. */
export function threadCounts(cores: number): number[] {
  const counts = [2];
  for (let count = 4; count <= cores; count *= 2) counts.push(count);
  return counts;
}

/** A python with Numba, in the virtual environment that README.md says how to make; null without. */
function findNumba(): string | null {
  const python = projectFile('build', 'numba', 'bin', 'python');
  return existsSync(python) && spawnSync(python, ['-c', 'import numba']).status === 0 ? python : null;
}

export function rowOf({ kernel, n, samples, wrong, parallelRuns }: ParallelSamples): KernelRow {
  const times = (side: string) => samples.get(side) ?? [];
  const counts = [...parallelRuns.keys()];
  const threads = counts.map((count) => {
    const rounds: RoundTimes = {
      serial: times(sideOf(1)),
      parallel: times(sideOf(count)),
      controlOne: times(controlOf(1)),
      controlMany: times(controlOf(count)),
    };
    return judgeThreads(rounds, {
      threads: count,
      ranParallel: (parallelRuns.get(count) ?? 0) > 0,
      wrong: wrong.includes(sideOf(count)) || wrong.includes(controlOf(count)),
      ...(kernel.bytesPerUnit === undefined ? {} : { bytes: kernel.bytesPerUnit * n }),
    });
  });
  const most = counts.at(-1);
  const numba = samples.get('numba');
  if (most === undefined || !numba) return { name: kernel.name, threads };
  const peer = { name: 'numba', ratio: estimate(roundRatios(numba, times(sideOf(most)))) };
  return { name: kernel.name, threads, peer };
}
