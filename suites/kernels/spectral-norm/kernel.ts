import type { Kernel } from '../shape.ts';

export const spectralNorm = {
  name: 'spectral-norm',
  kind: 'list',
  size: 260,
  unit: 'rows of the matrix',
  smallScale: 0.02,
  expected: { small: '1.2741534114619064\n', full: '1.2742238978625582\n' },
  budgetOverC: null,
  origin: 'Computer Language Benchmarks Game',
} as const satisfies Kernel;
