/**
 * How much of each kernel one timed call does. Fixed, and not found anew by each run: the counters of two commits, and the
 * times of two days, are of the same work. The timed calls of a process take 20 to 120 ms in all.
 */
import { KERNELS } from '../kernels/all.ts';
import { GateUsage } from './refusal.ts';

export interface Workload {
  readonly kernel: string;
  /** `--scale` under the JIT. */
  readonly scale: number;
  /** `--scale` under CPython, the control, which is up to 140 times slower. */
  readonly controlScale: number;
  /** Timed calls of a process under the JIT. */
  readonly calls: number;
}

const SCALES: Readonly<Record<string, readonly [jit: number, control: number, calls?: number]>> = {
  'sum-range': [4, 0.03],
  xorshift: [4, 0.025],
  collatz: [3, 0.07],
  mandelbrot: [2, 0.04],
  fib: [1, 0.05],
  'pi-lcg': [5, 0.04],
  // A list of 0.8 MB: one of 20 MB had a spread of 2 to 5 %, for which pages it happened to get.
  sieve: [0.02, 0.06, 60],
  matmul: [1.5, 0.05],
  'spectral-norm': [5, 0.05],
  fannkuch: [0.5, 0.05],
  levenshtein: [1.5, 0.06],
  'sum-squares': [1.5, 0.05],
};

export const WORKLOADS: readonly Workload[] = KERNELS.map(({ name }) => {
  const [scale, controlScale, calls = 5] = SCALES[name] ?? [1, 0.05];
  return { kernel: name, scale, controlScale, calls };
});

/** What `--quick` starts cold: the least to compile, a function instead of a loop, and the most to compile. */
const QUICK_COLD = ['sum-range', 'fib', 'fannkuch'];

/** Those whose cold start is measured: a process that compiles everything takes most of a second. */
export function coldWorkloads(asked: readonly Workload[], quick: boolean): readonly Workload[] {
  if (!quick) return asked;
  const few = asked.filter(({ kernel }) => QUICK_COLD.includes(kernel));
  return few.length > 0 ? few : asked.slice(0, 1);
}

/** Those named, in the order of the reports; all for no names. @throws GateUsage for a name there is not */
export function findWorkloads(names: readonly string[]): readonly Workload[] {
  const unknown = names.filter((name) => !WORKLOADS.some(({ kernel }) => kernel === name));
  if (unknown.length > 0)
    throw new GateUsage(
      `no kernel is called ${unknown.join(', ')}: there are ${WORKLOADS.map(({ kernel }) => kernel).join(', ')}`,
    );
  return names.length === 0 ? WORKLOADS : WORKLOADS.filter(({ kernel }) => names.includes(kernel));
}
