/**
 * What a commit may cost, and the measured noise that each number rests on. A budget that the noise hides would be a gate
 * that cannot close: a spec asks of each row that its rounds can see its budget.
 */
export interface Threshold {
  /** Share of time by which a kernel may get slower. */
  readonly budget: number;
  /** Robust standard deviation of ln(head/base) in a round of one build against itself (A/A). */
  readonly noise: number;
}

/**
 * Noise: the largest of five quick A/A runs (12 rounds; sieve's of one, on its list of today), 2026-11-24, two cores of an AMD EPYC (a virtual machine), Linux 6.18,
 * CPython 3.13.0, pinned to one core, without address randomisation.
 */
export const THRESHOLDS: Readonly<Record<string, Threshold>> = {
  'sum-range': { budget: 0.05, noise: 0.003 },
  xorshift: { budget: 0.05, noise: 0.005 },
  collatz: { budget: 0.05, noise: 0.021 },
  mandelbrot: { budget: 0.05, noise: 0.004 },
  fib: { budget: 0.05, noise: 0.011 },
  'pi-lcg': { budget: 0.05, noise: 0.003 },
  sieve: { budget: 0.05, noise: 0.012 },
  matmul: { budget: 0.05, noise: 0.017 },
  'spectral-norm': { budget: 0.05, noise: 0.005 },
  fannkuch: { budget: 0.05, noise: 0.005 },
  levenshtein: { budget: 0.05, noise: 0.009 },
  'sum-squares': { budget: 0.05, noise: 0.01 },
};

/**
 * What speed costs, of each kernel alike. Noise: the largest of sum-range, fib and fannkuch, A/A, 12 first and 24 fresh rounds,
 * 2026-11-25, on the machine above while others worked on it; but of the first entry, which is wall time and had 0.05 in a
 * quiet minute and 0.34 in a busy one, that of the quiet minute: more than three times as much is not believed.
 */
export const COST_THRESHOLDS = {
  /** Process start to the first native entry, wall time. */
  'first entry': { budget: 0.2, noise: 0.05 },
  /** Processor time of a process that begins with nothing compiled, its engine's with it. */
  'cold process': { budget: 0.1, noise: 0.06 },
  /** Peak resident memory of the steady process. */
  memory: { budget: 0.02, noise: 0.001 },
  /** Peak resident memory of the engine. */
  'engine memory': { budget: 0.05, noise: 0.004 },
} as const satisfies Readonly<Record<string, Threshold>>;

/** Of the geometric mean over all kernels; its noise is theirs, as the root of the mean square. */
export const SUITE_THRESHOLD: Threshold = {
  budget: 0.02,
  noise: Math.hypot(...Object.values(THRESHOLDS).map(({ noise }) => noise)) / Math.sqrt(Object.keys(THRESHOLDS).length),
};
