/** Whole processes, from start to end, nothing kept from one to the next. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Kernel } from '../kernels/shape.ts';
import { type Arm, wholeCommand } from './arms.ts';
import { describeSamples, type Series } from './samples.ts';

export interface WholePlan {
  /** CPython's time for one run, in seconds; the scale is found from a run at scale 1. */
  readonly targetSeconds: number;
  readonly rounds: number;
}

export interface WholeResult {
  readonly kernel: string;
  readonly scale: number;
  readonly arms: ReadonlyMap<string, Series>;
  readonly wrong: readonly string[];
}

export async function measureWhole(kernel: Kernel, arms: readonly Arm[], plan: WholePlan): Promise<WholeResult> {
  const [cpython] = arms;
  if (!cpython) throw new Error('no arms');
  const scale = Number((plan.targetSeconds / (runOnce(cpython, kernel, 1).ms / 1000)).toPrecision(3));
  const samples = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  const outputs = new Map<string, string>();
  for (let round = 0; round < plan.rounds; round++) {
    for (const arm of round % 2 === 0 ? arms : [...arms].reverse()) {
      const { ms, stdout } = runOnce(arm, kernel, scale);
      samples.get(arm.name)?.push(ms);
      outputs.set(arm.name, stdout);
    }
  }
  const wrong = [...outputs].filter(([, output]) => output !== outputs.get('cpython')).map(([name]) => name);
  return { kernel: kernel.name, scale, arms: await describeSamples(samples), wrong };
}

function runOnce(arm: Arm, kernel: Kernel, scale: number): { ms: number; stdout: string } {
  const [program = '', ...args] = wholeCommand(arm, kernel.name, scale);
  const begin = performance.now();
  const child = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...arm.env } });
  const ms = performance.now() - begin;
  if (child.status !== 0) throw new Error(`${arm.name} ${kernel.name}: exit code ${child.status} ${child.stderr}`);
  return { ms, stdout: child.stdout };
}
