import type { Kernel } from '../shape.ts';

export const collatz = {
  name: 'collatz',
  kind: 'scalar',
  size: 60_000,
  unit: 'upper end of the starts',
  smallScale: 0.01,
  expected: { small: '327143\n', full: '52527339\n' },
  budgetOverC: 1.25,
  origin: 'Project Euler problem 14',
} as const satisfies Kernel;
