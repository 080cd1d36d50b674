/** What functions under test lean on: a piece is defined before the first function or edit that needs it. */

/** Python text by name. Everything in a piece may be changed by an edit (edits.ts). */
export const PIECES = {
  K: 'K = 3',
  XS: 'XS = list(range(150))',
  helper: 'def helper(x, d=2):\n    return x * d + 1',
  keyword: 'def keyword(x, d=2, *, e=1):\n    return x * d + e',
  point: [
    'class Point:',
    '    scale = 2',
    '    def __init__(self, x):',
    '        self.x = x',
    '    def weight(self, y):',
    '        return self.x * y + self.scale',
    'class Other(Point):',
    '    def weight(self, y):',
    '        return -y',
    'P = Point(3)',
  ].join('\n'),
  math: 'import math\nREAL_SQRT = math.sqrt',
  builtins: 'import builtins\nREAL_ABS = abs',
  /** Texts in ARMED are run by the next call of `hook`: in the middle of a hot loop. */
  hook: 'ARMED = []\ndef hook():\n    while ARMED:\n        exec(ARMED.pop(), globals())',
  tracer: [
    'TRACED = {}',
    'def tracer(frame, event, arg):',
    '    if frame.f_globals is globals():',
    '        where = frame.f_code.co_name, event, frame.f_lineno',
    '        TRACED[where] = TRACED.get(where, 0) + 1',
    '        return tracer',
  ].join('\n'),
  weakref: 'import weakref',
} as const;

export type PieceName = keyof typeof PIECES;

/** Always there: where calls leave what they gave and what they raised, and the modules that edits use. */
export const PRELUDE = 'import gc, sys\nRESULTS = []\nERRORS = []\nSENTINELS = []';
