/** What random programs may name: logs, functions that are called, and those that change them. */
import type { Definition } from './prelude.ts';

/** Ends a list that the program only appends to. */
const MOST_EFFECTS = 2000;

export const LOGS: readonly Definition[] = [
  { name: 'math', lines: ['import math'] },
  { name: 'array', lines: ['from array import array'] },
  { name: 'weakref', lines: ['import weakref'] },
  { name: 'RESULTS', lines: ['RESULTS = []'], reset: 'RESULTS.clear()' },
  { name: 'ERRORS', lines: ['ERRORS = []'], reset: 'ERRORS.clear()' },
  { name: 'EFFECTS', lines: ['EFFECTS = []'], reset: 'EFFECTS.clear()' },
  { name: 'SENTINELS', lines: ['SENTINELS = []'], reset: 'SENTINELS.clear()' },
  { name: 'NAN', lines: ["NAN = float('nan')"] },
  { name: 'Odd', lines: ['class Odd(Exception):', '    pass'] },
  {
    name: 'Guard',
    lines: [
      'class Guard:',
      '    def __init__(self, swallows):',
      '        self.swallows = swallows',
      '    def __enter__(self):',
      '        return self',
      '    def __exit__(self, kind, error, trace):',
      '        return self.swallows and error is not None',
    ],
  },
  {
    // Calls f, and keeps what it returns or raises.
    name: 'attempt',
    lines: [
      'def attempt(*args):',
      '    try:',
      '        RESULTS.append(f(*args))',
      '    except Exception as error:',
      '        ERRORS.append(error)',
    ],
  },
  {
    // An int whose evaluation can be seen.
    name: 'note',
    lines: [
      'def note(value):',
      `    if len(EFFECTS) < ${MOST_EFFECTS}:`,
      '        EFFECTS.append(value)',
      '    return value',
    ],
  },
];

/** What changes under the feet of compiled code. */
export const GLOBALS: readonly Definition[] = [
  {
    name: 'counter',
    lines: [
      'def counter(n):',
      '    def bump(by):',
      '        nonlocal n',
      '        n = (n + by) % 1000003',
      '        return n',
      '    return bump',
    ],
  },
  { name: 'STEP', lines: ['STEP = 1'], reset: 'set_step(1)' },
  { name: 'stride', lines: ['def stride(n):', '    return n % 1000003 + STEP'] },
  { name: 'set_step', lines: ['def set_step(value):', '    global STEP', '    STEP = value'] },
  { name: 'turn_up', lines: ['def turn_up(n):', '    return n + 1'] },
  { name: 'turn_over', lines: ['def turn_over(n):', '    return 3 - n'] },
  { name: 'turn', lines: ['turn = turn_up'], reset: 'set_turn(turn_up)' },
  { name: 'set_turn', lines: ['def set_turn(function):', '    global turn', '    turn = function'] },
  { name: 'odd_abs', lines: ['def odd_abs(n):', '    return -n if n < 0 else n + 1'] },
  {
    name: 'shadow_abs',
    lines: [
      'def shadow_abs(on):',
      '    if on:',
      "        globals()['abs'] = odd_abs",
      '    else:',
      "        globals().pop('abs', None)",
    ],
    reset: 'shadow_abs(False)',
  },
  { name: 'SQRT', lines: ['SQRT = math.sqrt'] },
  {
    name: 'swap_sqrt',
    lines: ['def swap_sqrt(on):', '    math.sqrt = math.fabs if on else SQRT'],
    reset: 'swap_sqrt(False)',
  },
  { name: 'slower', lines: ['def slower(n, step=1, seen=[]):', '    return n - step'] },
  {
    name: 'pace',
    lines: [
      'def pace(n, step=1, seen=[]):',
      '    if len(seen) < 20:',
      '        seen.append(step)',
      '    return n + step + len(seen)',
    ],
    reset: 'pace.__defaults__ = (1, [])\npace.__code__ = PACE',
  },
  { name: 'PACE', lines: ['PACE = pace.__code__'] },
  {
    name: 'sweep',
    lines: [
      'def sweep(count, step=1):',
      '    result = 0',
      '    for k in range(count):',
      '        result += k * step',
      '    return result',
    ],
    reset: 'sweep.__defaults__ = (1,)\nsweep.__code__ = SWEEP',
  },
  { name: 'SWEEP', lines: ['SWEEP = sweep.__code__'] },
  {
    name: 'sweep_down',
    lines: [
      'def sweep_down(count, step=1):',
      '    result = 0',
      '    while count > 0:',
      '        result -= count ^ step',
      '        count -= 1',
      '    return result',
    ],
  },
];

/** Those that call themselves end at once for nan, too. */
export const CALLED: readonly Definition[] = [
  { name: 'inner', lines: ['def inner(a, b=2):', '    return a % 1000003 - b'] },
  { name: 'middle', lines: ['def middle(a, c=3):', '    return inner(a, c) + inner(b=a % 7, a=c)'] },
  { name: 'share', lines: ['def share(a, b):', '    return a // b'] },
  { name: 'pick', lines: ['def pick(items, at):', '    return items[at]'] },
  { name: 'keyed', lines: ['def keyed(a, *, c=3):', '    return inner(a, c)'] },
  {
    name: 'check',
    lines: ['def check(n, limit):', '    if n == limit:', "        raise ValueError('limit', n)", '    return n'],
  },
  { name: 'checked', lines: ['def checked(n, limit):', '    m = check(n, limit) + 1', '    return m - n'] },
  {
    name: 'total',
    lines: [
      'def total(*values, scale=1, **named):',
      '    return (sum(values) + sum(named.values())) % 1000003 * scale + len(named)',
    ],
  },
  { name: 'fib', lines: ['def fib(n):', '    return fib(n - 1) + fib(n - 2) if n >= 2 else n'] },
  {
    name: 'descend',
    lines: [
      'def descend(depth, a):',
      '    if depth > 0:',
      '        return (descend(depth - 1, a) * 3 + depth) % 1000003',
      '    return a',
    ],
  },
  { name: 'is_even', lines: ['def is_even(depth):', '    return is_odd(depth - 1) if depth > 0 else True'] },
  { name: 'is_odd', lines: ['def is_odd(depth):', '    return is_even(depth - 1) if depth > 0 else False'] },
  {
    name: 'fall',
    lines: [
      'def fall(depth):',
      '    if depth > 0:',
      '        return fall(depth - 1) + 1',
      "    raise KeyError('bottom')",
    ],
  },
  {
    name: 'Meter',
    lines: [
      'class Meter:',
      '    def __init__(self, n):',
      '        self.n = n',
      '    def __repr__(self):',
      "        return f'{type(self).__name__}({self.n})'",
      '    def read(self, by):',
      '        self.n = (self.n + by) % 1000003',
      '        return self.n',
    ],
    reset: 'Meter.read = READ',
  },
  { name: 'steady', lines: ['def steady(self, by):', '    return self.n + by % 2'] },
  { name: 'READ', lines: ['READ = Meter.read'] },
  {
    name: 'Backward',
    lines: ['class Backward(Meter):', '    def read(self, by):', '        return super().read(-by)'],
  },
];
