/**
 * What kind of program is drawn: a policy is drawn once for each program and skews everything in it. One global
 * distribution would make every program a little of everything, and none deep in anything (YARPGen: generation policies).
 */

/** What rows of the grammar are weighed by. */
export const FAMILIES = {
  leaf: 'names and plain literals',
  edge: 'int literals at an edge',
  flag: 'bools where ints are expected',
  walk: 'the accumulator that walks across an edge',
  arith: '+ - and unary minus',
  multiply: '* ** and <<',
  divide: '// % divmod',
  bits: '& | ^ ~ >>',
  convert: 'abs min max int float bool round',
  logic: 'and, or, not, conditional expressions',
  compare: 'comparisons, also chained',
  special: '-0.0, infinities, nan, and questions after them',
  mix: 'ints and floats in one operation',
  math: 'the math module',
  read: 'items, lengths, sums of lists',
  slice: 'slices, copies, new lists',
  comprehension: 'list comprehensions',
  identity: 'is',
  foreign: 'what is never compiled: dicts, sets, strings, methods; uncommon statements, but for a few',
  unstable: 'values that change their type',
  unguarded: 'what may raise',
  call: 'calls of helpers',
  assign: 'assignments',
  floats: 'float locals: assignments, comparisons, lists',
  branch: 'if',
  loop: 'inner loops',
  jump: 'break, continue, return',
  write: 'stores into lists and growing them',
  buffer: 'arrays, bytearrays, memoryviews',
  alias: 'two names for one list, swaps, lists that change under iteration',
  rare: 'something uncommon in few passes of the loop',
  often: 'something uncommon in each pass',
  raise: 'raise, assert, del',
  handle: 'try, except, else, finally, with',
  print: 'output in the middle',
  order: 'operands whose evaluation is logged',
  effect: 'operators and attributes of a class that logs them',
  watch: 'objects with finalisers, and when they go',
  generate: 'generators: yield, send, throw, close, generator expressions',
  globals: 'what depends on globals, defaults and builtins',
  rebind: 'globals, builtins, defaults and code that change under way',
  closure: 'cells that inner functions write',
  nested: 'calls in calls, arguments in any form, methods, what is raised two calls below',
  recurse: 'functions that call themselves, or one another',
  remake: 'methods that are replaced',
} as const;

export type Family = keyof typeof FAMILIES;

/** How ints that grow are kept small when they are stored; clips.ts has the text. */
export type ClipName = 'mask63' | 'mask30' | 'prime' | 'signed63' | 'prime63' | 'mask70' | 'none';

export interface Policy {
  readonly meaning: string;
  /** Programs of 100. */
  readonly weight: number;
  readonly families: Readonly<Record<Family, number>>;
  readonly clips: Partial<Record<ClipName, number>>;
  /** Programs of 100 with an accumulator that walks across an edge. */
  readonly walks: number;
  /** Programs of 100 whose exceptions nobody catches. */
  readonly uncaught: number;
}

/** A little of everything that the compiler knows, little of what it does not. */
const BASE: Policy['families'] = {
  ...{ leaf: 60, edge: 3, flag: 2, walk: 3, arith: 24, multiply: 5, divide: 6, bits: 6, convert: 4, logic: 3 },
  ...{ compare: 20, special: 1, mix: 3, math: 2, read: 6, slice: 2, comprehension: 1, identity: 1, foreign: 1 },
  ...{
    unstable: 0,
    unguarded: 0,
    call: 3,
    assign: 30,
    floats: 10,
    branch: 15,
    loop: 8,
    jump: 3,
    write: 6,
    alias: 1,
    buffer: 2,
  },
  ...{ rare: 3, often: 0, raise: 1, handle: 1, print: 1 },
  ...{
    order: 0,
    effect: 0,
    watch: 0,
    generate: 0,
    globals: 0,
    rebind: 0,
    closure: 0,
    nested: 0,
    recurse: 0,
    remake: 0,
  },
};

const CLIPS: Policy['clips'] = { mask30: 10, prime: 8, mask63: 6, signed63: 4, prime63: 2, none: 1 };

export const POLICIES = {
  'int-stable': {
    meaning: 'int locals, every operator and comparison',
    weight: 20,
    families: { ...BASE, flag: 1, multiply: 9, divide: 9, bits: 12, mix: 0, special: 0, math: 0, floats: 0 },
    clips: CLIPS,
    walks: 20,
    uncaught: 4,
  },
  'int-boundary': {
    meaning: 'ints that cross digits and words inside the loop',
    weight: 15,
    families: {
      ...BASE,
      edge: 30,
      flag: 5,
      walk: 30,
      multiply: 12,
      bits: 10,
      divide: 9,
      mix: 1,
      special: 0,
      floats: 1,
    },
    clips: { mask63: 2, signed63: 3, prime63: 10, mask30: 2, mask70: 2, none: 1 },
    walks: 90,
    uncaught: 4,
  },
  float: {
    meaning: 'special floats, ints and floats mixed, // % ** round',
    weight: 10,
    families: {
      ...BASE,
      multiply: 8,
      divide: 10,
      special: 14,
      mix: 14,
      buffer: 6,
      math: 8,
      convert: 8,
      bits: 1,
      unguarded: 1,
      floats: 40,
      assign: 20,
    },
    clips: CLIPS,
    walks: 5,
    uncaught: 10,
  },
  'type-unstable': {
    meaning: 'locals and items that change from int to float, bool, None, str',
    weight: 15,
    families: { ...BASE, bits: 1, unstable: 30, mix: 8, flag: 6, logic: 6, rare: 10, identity: 3, unguarded: 1 },
    clips: { prime63: 4, prime: 3 },
    walks: 10,
    uncaught: 20,
  },
  exceptions: {
    meaning: 'something raises in pass k, inside and outside of try',
    weight: 10,
    families: { ...BASE, unguarded: 3, rare: 14, often: 3, raise: 24, handle: 24, call: 8, jump: 5 },
    clips: CLIPS,
    walks: 5,
    uncaught: 50,
  },
  containers: {
    meaning: 'lists, tuples, dicts, sets; two names for one list; changed while iterated',
    weight: 10,
    families: {
      ...{ ...BASE, read: 20, slice: 12, comprehension: 6, identity: 6, foreign: 16, write: 30, alias: 26, buffer: 20 },
      ...{ rare: 12, often: 2, assign: 24, unguarded: 1 },
    },
    clips: CLIPS,
    walks: 5,
    uncaught: 6,
  },
  effects: {
    meaning: 'operators that log in which order they run, and objects that log when they go',
    weight: 8,
    families: { ...BASE, order: 60, effect: 60, watch: 60, rare: 60, often: 3, print: 20, foreign: 20, handle: 2 },
    clips: CLIPS,
    walks: 5,
    uncaught: 6,
  },
  generators: {
    meaning: 'generators in one another, what is sent into them and thrown, hot loops around and inside of them',
    weight: 5,
    families: { ...BASE, generate: 40, rare: 50, often: 2, foreign: 10, comprehension: 3 },
    clips: CLIPS,
    walks: 5,
    uncaught: 6,
  },
  closures: {
    meaning: 'cells, globals, builtins, defaults and code that change in the middle of a loop, or between two calls',
    weight: 4,
    families: { ...BASE, globals: 20, rebind: 30, closure: 40, rare: 40, often: 2, foreign: 3, call: 5 },
    clips: CLIPS,
    walks: 5,
    uncaught: 6,
  },
  calls: {
    meaning: 'calls in calls, recursion, methods, arguments in every form, what is raised two calls below',
    weight: 3,
    families: { ...BASE, call: 20, nested: 12, recurse: 10, remake: 3, rare: 30, handle: 3, foreign: 8 },
    clips: CLIPS,
    walks: 5,
    uncaught: 10,
  },
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyName = keyof typeof POLICIES;

/** In the order of the table. */
export const POLICY_NAMES = Object.keys(POLICIES) as readonly PolicyName[];
