/** The functions under test: one for each way in which compiled code depends on something that can be changed under it. */
import type { PieceName } from './pieces.ts';

export interface Template {
  readonly name: string;
  readonly needs: readonly PieceName[];
  /**
   * Python text. `NAME` is the function's name, called as `NAME(n, a)` or `NAME(n)`; a line `HOOK` inside the loop over `i`
   * becomes a call of `hook` near the end of the loop, or nothing.
   */
  readonly text: string;
  /** Values of `n` with which it gets hot: a loop is recorded for up to 64 passes before it is compiled. */
  readonly passes: readonly number[];
  /** How often it is drawn, where not once. */
  readonly weight?: number;
  /** It has one free variable: code can be swapped only among functions that have as many. */
  readonly hasCell: boolean;
}

const LONG = [120, 150, 200];

const loop = (...body: string[]) =>
  [
    'def NAME(n, a=1):',
    '    s = 0',
    '    for i in range(n):',
    ...body.map((line) => `        ${line}`),
    '    return s',
  ].join('\n');

export const TEMPLATES = [
  { name: 'ints', needs: [], text: loop('HOOK', 's = s + i * a'), passes: LONG, hasCell: false },
  { name: 'floats', needs: [], text: loop('HOOK', 's = s * 0.5 + i / (a + 1)'), passes: LONG, hasCell: false },
  {
    name: 'inlined-named',
    weight: 3,
    needs: ['helper'],
    text: loop('HOOK', 's = s + helper(i, a) - helper(d=a, x=i)'),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'inlined',
    weight: 3,
    needs: ['helper'],
    text: loop('HOOK', 's = s + helper(i)'),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'keyword',
    needs: ['keyword'],
    text: loop('HOOK', 's = s + keyword(a, i) - keyword(i, e=a)'),
    passes: LONG,
    hasCell: false,
  },
  { name: 'global', weight: 3, needs: ['K'], text: loop('HOOK', 's = s + i * K'), passes: LONG, hasCell: false },
  {
    name: 'global-written',
    needs: ['K'],
    text: ['def NAME(n, a=1):', '    global K', ...loop('HOOK', 'K = K + a', 's = s + K').split('\n').slice(1)].join(
      '\n',
    ),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'cell',
    weight: 3,
    needs: [],
    text: [
      'def make():',
      '    total = 0',
      '    def NAME(n, a=1):',
      '        nonlocal total',
      '        for i in range(n):',
      '            HOOK',
      '            total = total + i * a',
      '        return total',
      '    return NAME',
      'NAME = make()',
    ].join('\n'),
    passes: LONG,
    hasCell: true,
  },
  { name: 'method', needs: ['point'], text: loop('HOOK', 's = s + P.weight(i)'), passes: LONG, hasCell: false },
  {
    name: 'attribute',
    needs: ['point'],
    text: loop('HOOK', 'P.x = P.x + a', 's = s + P.x * P.scale'),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'module',
    weight: 3,
    needs: ['math'],
    text: loop('HOOK', 's = s + math.sqrt(i)'),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'builtin',
    weight: 3,
    needs: ['builtins'],
    text: loop('HOOK', 's = s + abs(i - 60)'),
    passes: LONG,
    hasCell: false,
  },
  {
    name: 'recursive',
    needs: [],
    text: 'def NAME(n, a=1):\n    if n < 2:\n        return a\n    return NAME(n - 1, a) + NAME(n - 2, a)',
    passes: [10, 9, 12],
    hasCell: false,
  },
  {
    name: 'deep',
    needs: ['K'],
    text: 'def NAME(n, a=1):\n    if n == 0:\n        return a\n    return NAME(n - 1, a) + K',
    passes: [90, 70, 150],
    hasCell: false,
  },
  {
    name: 'list-read',
    needs: ['XS'],
    text: 'def NAME(n, a=1):\n    s = 0\n    for x in XS:\n        s = s + x * a\n    return s',
    passes: [0],
    hasCell: false,
  },
  {
    name: 'list-indexed',
    needs: ['XS'],
    text: loop('HOOK', 'XS[i] = XS[i] + a', 's = s + XS[-1 - i]'),
    passes: [150, 120],
    hasCell: false,
  },
  {
    name: 'handled',
    needs: ['K'],
    text: loop('HOOK', 'try:', '    s = s + i % (i - K)', 'except ZeroDivisionError:', '    s = s - a'),
    passes: LONG,
    hasCell: false,
  },
] as const satisfies readonly Template[];

/** The text that defines the function, with a call of `hook` in its loop or without. */
export function definition({ text }: Template, name: string, hooked: boolean): string {
  const lines = text.replaceAll('NAME', name).split('\n');
  return lines
    .flatMap((line) => {
      if (!line.endsWith('HOOK')) return [line];
      const indent = line.slice(0, -'HOOK'.length);
      return hooked ? [`${indent}if i == n - 9:`, `${indent}    hook()`] : [];
    })
    .join('\n');
}

export const canBeHooked = ({ text }: Template): boolean => text.includes('HOOK');
