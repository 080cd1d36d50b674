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

/** Machine and day of the noise below. */
export const NOISE_MEASURED = 'to be measured';

export const THRESHOLDS: Readonly<Record<string, Threshold>> = {
  'sum-range': { budget: 0.05, noise: 0.01 },
  xorshift: { budget: 0.05, noise: 0.01 },
  collatz: { budget: 0.05, noise: 0.01 },
  mandelbrot: { budget: 0.05, noise: 0.01 },
  fib: { budget: 0.05, noise: 0.01 },
  'pi-lcg': { budget: 0.05, noise: 0.01 },
  sieve: { budget: 0.05, noise: 0.01 },
  matmul: { budget: 0.05, noise: 0.01 },
  'spectral-norm': { budget: 0.05, noise: 0.01 },
  fannkuch: { budget: 0.05, noise: 0.01 },
  levenshtein: { budget: 0.05, noise: 0.01 },
  'sum-squares': { budget: 0.05, noise: 0.01 },
};

/** Of the geometric mean over all kernels. */
export const SUITE_THRESHOLD: Threshold = { budget: 0.02, noise: 0.01 };
