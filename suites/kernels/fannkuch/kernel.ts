import type { Kernel } from '../shape.ts';

export const fannkuch = {
  name: 'fannkuch',
  kind: 'list',
  size: 300_000,
  unit: 'permutations',
  smallScale: 0.01,
  expected: { small: '101016\n', full: '7473030\n' },
  budgetOverC: null,
  origin:
    'K. Anderson and D. Rettig, Performing Lisp analysis of the FANNKUCH benchmark, 1994; cut off after n permutations',
} as const satisfies Kernel;
