import type { Kernel } from '../shape.ts';

export const fib = {
  name: 'fib',
  kind: 'scalar',
  size: 33,
  unit: 'index of the number',
  smallScale: 0.01,
  expected: { small: '28657\n', full: '3524578\n' },
  budgetOverC: 3,
  origin: 'Gabriel benchmarks, without the memory',
} as const satisfies Kernel;
