import type { Kernel } from '../shape.ts';

export const piLcg = {
  name: 'pi-lcg',
  kind: 'scalar',
  size: 1_500_000,
  unit: 'points',
  smallScale: 0.01,
  expected: { small: '3.1512\n', full: '3.1412853333333333\n' },
  budgetOverC: 1.25,
  origin: 'the textbook Monte Carlo, with the generator of the ISO C example',
} as const satisfies Kernel;
