/** Measures one kernel: serial native code, the same on several threads, and C on one and several, in the same rounds. */
import { type Arm, COLD, steadyCommand } from '../bench/arms.ts';
import type { JitStats } from '../bench/jit-run.ts';
import { kernelSize } from '../bench/kernel-size.ts';
import { Session } from '../bench/session.ts';
import { differing, measureInTurns, type Side } from '../bench/turns.ts';
import { buildTwin, runTwin } from '../bench/twin.ts';
import { hostPython, suiteFile, tracejitCommand } from '../machine.ts';
import { type ParallelKernel, parallelKernelScript } from './kernels/all.ts';
import type { LoopRow } from './result.ts';

export interface ParallelPlan {
  readonly scale: number;
  readonly rounds: number;
  readonly callsPerRound: number;
  readonly warmUpSeconds: number;
  /** Numbers of threads that are compared with one. */
  readonly threads: readonly number[];
}

export interface ParallelSamples {
  readonly kernel: ParallelKernel;
  readonly n: number;
  /** In milliseconds by side (`serial`, `parallel 2`, `c 1`, `c 2`, `numba`), one for each round. */
  readonly samples: ReadonlyMap<string, readonly number[]>;
  /** Sides whose result is not that of the serial native run. */
  readonly wrong: readonly string[];
  /** Runs on several threads, by number of threads. */
  readonly parallelRuns: ReadonlyMap<number, number>;
  /** What was said of the kernel's loops. */
  readonly loops: readonly LoopRow[];
}

/** @throws SessionError when a measured process fails; MissingProgram */
export async function measureParallel(
  kernel: ParallelKernel,
  plan: ParallelPlan,
  numbaPython: string | null,
): Promise<ParallelSamples> {
  const script = parallelKernelScript(kernel.name);
  const n = kernelSize(script, plan.scale);
  const sessions = new Map<string, Session>();
  const open = async (name: string, arm: Arm, file: string) => {
    const session = new Session(steadyCommand(arm, file, plan.scale), arm.env);
    sessions.set(name, session);
    await session.warm(plan.warmUpSeconds);
  };
  try {
    for (const threads of [1, ...plan.threads]) await open(sideOf(threads), tracejitArm(threads), script);
    if (numbaPython !== null && kernel.numbaTwin !== undefined)
      await open('numba', numbaArm(numbaPython), suiteFile('parallel', 'kernels', kernel.name, kernel.numbaTwin));
    const pythons = [...sessions].map(
      ([name, session]): Side => ({ name, measure: () => session.run(plan.callsPerRound) }),
    );
    const sides = [...pythons, ...twins(kernel, n, plan)];
    const { samples, results } = await measureInTurns(sides, plan.rounds);
    const parallelRuns = new Map<number, number>();
    let loops: readonly LoopRow[] = [];
    for (const threads of plan.threads) {
      const counters = await sessions.get(sideOf(threads))?.counters();
      parallelRuns.set(threads, counters?.parallel.runs ?? 0);
      if (counters) loops = loopsOf(kernel.name, counters);
    }
    return { kernel, n, samples, wrong: differing(results, sideOf(1)), parallelRuns, loops };
  } finally {
    for (const session of sessions.values()) await session.end();
  }
}

/** Each loop once, with what was said of it last. */
function loopsOf(kernel: string, { units }: JitStats): LoopRow[] {
  const rows = units.flatMap(({ file, loops }) =>
    loops.map(({ line, verdict, detail }): [string, LoopRow] => [
      `${file}:${line}`,
      { kernel, file, line, verdict: verdict === 'Parallel' ? 'Parallel' : 'Serial', reason: verdict, detail },
    ]),
  );
  return [...new Map(rows).values()].toSorted((a, b) => a.line - b.line);
}

/** How the native side with so many threads is called among the samples. */
export function sideOf(threads: number): string {
  return threads === 1 ? 'serial' : `parallel ${threads}`;
}

/** How the control with so many threads is called among the samples. */
export function controlOf(threads: number): string {
  return `c ${threads}`;
}

function tracejitArm(threads: number): Arm {
  const env = { ...COLD, TRACEJIT_THREADS: String(threads) };
  return { name: 'tracejit', command: [tracejitCommand(), 'run'], version: hostPython().build, env };
}

function numbaArm(python: string): Arm {
  return { name: 'cpython', command: [python], version: '', env: {} };
}

function twins(kernel: ParallelKernel, n: number, plan: ParallelPlan): Side[] {
  const twin = buildTwin('parallel', 'kernels', kernel.name);
  return [1, ...plan.threads].map((threads) => ({
    name: controlOf(threads),
    measure: async () => runTwin(twin, n, plan.callsPerRound, threads),
  }));
}
