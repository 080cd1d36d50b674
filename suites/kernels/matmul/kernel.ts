import type { Kernel } from '../shape.ts';

export const matmul = {
  name: 'matmul',
  kind: 'list',
  size: 210,
  unit: 'rows of a matrix',
  smallScale: 0.01,
  expected: { small: '187.3125\n', full: '-318.9375\n' },
  budgetOverC: null,
  origin: 'the textbook triple loop',
} as const satisfies Kernel;
