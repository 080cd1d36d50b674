import type { Kernel } from '../shape.ts';

export const sumRange = {
  name: 'sum-range',
  kind: 'scalar',
  size: 16_000_000,
  unit: 'iterations',
  smallScale: 0.01,
  expected: { small: '12799920000\n', full: '127999992000000\n' },
  budgetOverC: 1.25,
  origin: 'the first loop of every Python tutorial',
} as const satisfies Kernel;
