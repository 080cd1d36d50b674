/** The leaves of trees: literals, and names that the scope chooses. */
import * as fc from 'fast-check';
import type { Scope } from './scope.ts';
import type { Atom, Sort, Terminal } from './tree.ts';
import { edgeInt, int, PLAIN_FLOATS, pick, SHIFTS, SPECIAL_FLOATS, STRINGS, weighted } from './values.ts';

/** The names of each sort that is a name, in the order in which functions take and return them. */
export const POOLS = {
  intname: ['a', 'b', 'c', 'd'],
  floatname: ['x', 'y', 'z'],
  boolname: ['p', 'q'],
  numbername: ['m', 'n'],
  anyname: ['u', 'v'],
  strname: ['s', 'r'],
  noisyname: ['w', 'uw'],
  intsname: ['xs', 'ys'],
  floatsname: ['fs', 'gs'],
  numbersname: ['ms', 'ns'],
  doublesname: ['da', 'db'],
  wordsname: ['qa', 'qb'],
  bytesname: ['ba', 'bb'],
  dictname: ['dd'],
  setname: ['ss'],
} as const satisfies Partial<Record<Sort, readonly string[]>>;

export type NameSort = keyof typeof POOLS;

export const NAME_SORTS = Object.keys(POOLS) as readonly NameSort[];

export function isNameSort(sort: Sort): sort is NameSort {
  return sort in POOLS;
}

function name(sort: NameSort): Terminal {
  return { draw: fc.nat({ max: POOLS[sort].length - 1 }), print: (atom, scope) => scope.name(sort, Number(atom)) };
}

function literal(draw: fc.Arbitrary<Atom | bigint>, print: Terminal['print'] = String): Terminal {
  return { draw: draw.map((value) => (typeof value === 'bigint' ? String(value) : value)), print };
}

/** Of the loop that is open. */
function limit(atom: Atom, scope: Scope): string {
  return String(scope.limit(Number(atom)));
}

const CAUGHT = [
  ...['Exception', 'ZeroDivisionError', 'ValueError', 'Exception', 'IndexError', '(TypeError, KeyError)'],
  ...['ArithmeticError', 'Exception', 'Odd', '(Odd, LookupError, ValueError)'],
];

/**
 * Passes of a hot loop. A recording takes up to 64 passes (native/cpython/recording_rules.cc) after the threshold, so few
 * of less, which get native in the next call only; the long ones are for the default threshold of 1000.
 */
const passes = weighted(
  [87, fc.integer({ min: 75, max: 200 })],
  [5, fc.integer({ min: 20, max: 74 })],
  [8, fc.integer({ min: 1100, max: 3000 })],
);

export const TERMINALS: Partial<Record<Sort, Terminal>> = {
  ...Object.fromEntries(NAME_SORTS.map((sort) => [sort, name(sort)])),
  intliteral: literal(int),
  edgeliteral: literal(edgeInt),
  floatliteral: literal(pick(PLAIN_FLOATS)),
  specialfloat: literal(pick(SPECIAL_FLOATS)),
  strliteral: literal(pick(STRINGS)),
  flag: literal(pick(['False', 'True'])),
  small: literal(fc.integer({ min: 2, max: 9 })),
  digit: literal(fc.nat({ max: 1 })),
  end: literal(pick([0, -1, 1, -2])),
  exponent: literal(pick([2, 3, 0, 1, 4])),
  count: literal(pick(SHIFTS)),
  times: literal(fc.integer({ min: 1, max: 8 })),
  few: literal(fc.integer({ min: 1, max: 8 }), limit),
  passes: literal(passes, limit),
  // The parameter of a generator that says how often; it is called with 200 at most, mostly with less.
  yields: literal(fc.constant(100), (atom, scope) => {
    scope.limit(Number(atom));
    return 'count';
  }),
  caught: literal(pick(CAUGHT)),
  point: literal(
    weighted([3, fc.integer({ min: 68, max: 190 })], [1, fc.integer({ min: 2, max: 67 })]),
    (atom, scope) => String(scope.point(Number(atom))),
  ),
};
