import { collatz } from './collatz/kernel.ts';
import { fannkuch } from './fannkuch/kernel.ts';
import { fib } from './fib/kernel.ts';
import { levenshtein } from './levenshtein/kernel.ts';
import { mandelbrot } from './mandelbrot/kernel.ts';
import { matmul } from './matmul/kernel.ts';
import { piLcg } from './pi-lcg/kernel.ts';
import type { Kernel } from './shape.ts';
import { sieve } from './sieve/kernel.ts';
import { spectralNorm } from './spectral-norm/kernel.ts';
import { sumRange } from './sum-range/kernel.ts';
import { sumSquares } from './sum-squares/kernel.ts';
import { xorshift } from './xorshift/kernel.ts';

/** The twelve kernels, in the order reports show them: scalars first. */
export const KERNELS: readonly Kernel[] = [
  sumRange,
  xorshift,
  collatz,
  mandelbrot,
  fib,
  piLcg,
  sieve,
  matmul,
  spectralNorm,
  fannkuch,
  levenshtein,
  sumSquares,
];
