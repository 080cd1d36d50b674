import type { Kernel } from '../shape.ts';

export const mandelbrot = {
  name: 'mandelbrot',
  kind: 'scalar',
  size: 360,
  unit: 'points on a side',
  smallScale: 0.01,
  expected: { small: '39641\n', full: '3934578\n' },
  budgetOverC: 1.25,
  origin: 'Computer Language Benchmarks Game, with a lower limit',
} as const satisfies Kernel;
