/** Classes whose objects log what is done with them, and when they go. */
import type { Definition } from './prelude.ts';

/** Ends a list that the program only appends to. */
const MOST_SENTINELS = 30;

/** A number that says what is done with it. Whatever it is asked for is an int, or a bool. */
const NOISY: Definition = {
  name: 'Noisy',
  lines: [
    'class Noisy:',
    '    def __init__(self, n):',
    '        self.n = n',
    '    def __repr__(self):',
    "        return f'Noisy({self.n})'",
    '    def say(self, what, other):',
    '        n = other.n if isinstance(other, Noisy) else other',
    '        note((what, self.n, n))',
    '        return n',
    ...binary('__add__', 'self.n + n'),
    ...binary('__radd__', 'n + self.n'),
    ...binary('__sub__', 'self.n - n'),
    ...binary('__rsub__', 'n - self.n'),
    ...binary('__mul__', 'self.n % 1000 * n'),
    ...binary('__and__', 'self.n & n'),
    ...binary('__lt__', 'self.n < n'),
    ...binary('__le__', 'self.n <= n'),
    ...binary('__gt__', 'self.n > n'),
    ...binary('__eq__', 'self.n == n'),
    ...binary('__getitem__', 'self.n + n'),
    ...binary('__call__', 'n - self.n'),
    ...unary('__hash__', 'self.n % 8'),
    ...unary('__bool__', 'self.n % 2 == 1'),
    ...unary('__index__', '-(self.n % 2)'),
    ...unary('__len__', 'self.n % 5'),
    ...unary('__iter__', 'iter((self.n, 2, 3))'),
    ...unary('__neg__', '-self.n'),
    '    @property',
    ...unary('level', 'self.n + 1'),
    '    @level.setter',
    '    def level(self, n):',
    "        self.n = self.say('level', n) % 1000",
    '    def __getattr__(self, name):',
    "        note(('getattr', name))",
    '        return len(name)',
    '    def __setattr__(self, name, value):',
    "        note(('setattr', name))",
    '        super().__setattr__(name, value)',
  ],
};

function binary(name: string, result: string): string[] {
  return [`    def ${name}(self, other):`, `        n = self.say('${name}', other)`, `        return ${result}`];
}

function unary(name: string, result: string): string[] {
  return [`    def ${name}(self):`, `        note(('${name}', self.n))`, `        return ${result}`];
}

const WATCHED: readonly Definition[] = [
  {
    name: 'Watched',
    lines: [
      'class Watched:',
      '    def __init__(self, n):',
      '        self.n = n',
      '    def __repr__(self):',
      "        return f'Watched({self.n})'",
      '    def __del__(self):',
      "        note(('del', self.n))",
    ],
  },
  {
    name: 'watch',
    lines: [
      'def watch(n):',
      '    made = Watched(n)',
      `    if len(SENTINELS) < ${MOST_SENTINELS}:`,
      '        SENTINELS.append(weakref.ref(made))',
      '    return made',
    ],
  },
];

export const LOGGING_CLASSES: readonly Definition[] = [NOISY, ...WATCHED];
