import type { Kernel } from '../shape.ts';

export const xorshift = {
  name: 'xorshift',
  kind: 'scalar',
  size: 3_000_000,
  unit: 'numbers drawn',
  smallScale: 0.01,
  expected: { small: '2997446335\n', full: '4186217900\n' },
  budgetOverC: 1.25,
  origin: 'G. Marsaglia, Xorshift RNGs, 2003: the 32-bit generator with shifts 13, 17, 5',
} as const satisfies Kernel;
