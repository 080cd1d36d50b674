import type { Kernel } from '../shape.ts';

export const levenshtein = {
  name: 'levenshtein',
  kind: 'list',
  size: 1600,
  unit: 'letters of a word',
  smallScale: 0.02,
  expected: { small: '124\n', full: '833\n' },
  budgetOverC: null,
  origin: 'R. Wagner and M. Fischer, The string-to-string correction problem, 1974, in two rows',
} as const satisfies Kernel;
