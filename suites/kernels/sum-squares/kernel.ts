import type { Kernel } from '../shape.ts';

export const sumSquares = {
  name: 'sum-squares',
  kind: 'list',
  size: 150,
  unit: 'passes over 100,000 floats',
  smallScale: 0.02,
  expected: { small: '999985001.549993\n', full: '50009796366.564316\n' },
  budgetOverC: null,
  origin: 'the dot product of a list with itself',
} as const satisfies Kernel;
