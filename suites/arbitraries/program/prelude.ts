/** Definitions that a program begins with, as far as it names them. */

const PRELUDE: readonly (readonly [name: string, text: string])[] = [
  ['math', 'import math'],
  ['RESULTS', 'RESULTS = []'],
  ['ERRORS', 'ERRORS = []'],
  ['EFFECTS', 'EFFECTS = []'],
  ['NAN', "NAN = float('nan')"],
  ['Odd', 'class Odd(Exception):\n    pass'],
  [
    'Guard',
    [
      'class Guard:',
      '    def __init__(self, swallows):',
      '        self.swallows = swallows',
      '    def __enter__(self):',
      '        return self',
      '    def __exit__(self, kind, error, trace):',
      '        return self.swallows and error is not None',
    ].join('\n'),
  ],
];

/** Calls f, and keeps what it returns or raises. */
export const ATTEMPT = [
  'def attempt(*args):',
  '    try:',
  '        RESULTS.append(f(*args))',
  '    except Exception as error:',
  '        ERRORS.append(error)',
].join('\n');

/** What the text names, in an order in which it can be run. */
export function preludeOf(text: string): string[] {
  return PRELUDE.filter(([name]) => new RegExp(`\\b${name}\\b`).test(text)).map(([, definition]) => definition);
}
