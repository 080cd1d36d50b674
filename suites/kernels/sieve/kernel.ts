import type { Kernel } from '../shape.ts';

export const sieve = {
  name: 'sieve',
  kind: 'list',
  size: 5_000_000,
  unit: 'upper end of the numbers',
  smallScale: 0.01,
  expected: { small: '5133\n', full: '348513\n' },
  budgetOverC: null,
  origin: 'Eratosthenes',
} as const satisfies Kernel;
