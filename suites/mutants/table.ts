/**
 * THE TABLE: each seeded miscompilation, once. `TRACEJIT_MUTANT=name` switches one on in the engine of engine.ts, and
 * nowhere else. A fuzzer that does not find one of them has a hole in its grammar or in its oracle.
 */
import type { Channel } from '../oracle/divergence.ts';
import { watchByOwnName } from './assumptions.ts';
import { appendTwice, callElsewhere, describeByNeighbour, raiseElsewhere, skipInstruction } from './exits.ts';
import { dropCellWrite, dropNoneGuard, dropStore, forwardAcrossAlias, hoistLength, keepUnretained } from './memory.ts';
import type { Expected, Mutant, Site } from './mutant.ts';
import { boolsAsInts, floatBitsAsInts, forgetLocal, forgetNames, iteratorBehind, swapLocals } from './slots.ts';
import {
  compareByOpposite,
  foldSelfEquality,
  foldTimesZero,
  negateBySubtracting,
  swapOperands,
  takeLastOfEquals,
} from './values.ts';

const PRIMITIVE: Site = { kind: 'primitive' };

/** A value is seen in what was computed, and in what is left in the globals. */
const VALUES: readonly Channel[] = ['result', 'state'];

const seen = (kind: RegExp, channels = VALUES): Expected => ({ channels, kind });

const INT = seen(/^int value$/);
const FLOAT = seen(/^float value$/);
/** What a comparison decides, the sign of a zero, or a place in the program: any number may come out wrong, of the right type. */
const NUMBER = seen(/^(int|float|bool) value$/);
/** And another object may be where it was. */
const OBJECT = seen(/^((int|float|bool|str) value|\w+ -> \w+)$/);
const BOOL_TO_INT = seen(/^bool -> int$/);
/** Nothing is raised: the program ends well, an exception is not in ERRORS, or what would have been left out is done. */
const NOT_RAISED = seen(/^(exit code|missing|list length|exception type)$/, ['exit', 'result', 'exception', 'state']);
const ANOTHER_LINE = seen(/^traceback line$/, ['exception']);

const ROWS = [
  // ---- ints ----
  {
    name: 'add-wraps',
    meaning: 'a + b on ints wraps at 64 bits',
    policy: 'int-boundary',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'sub-wraps',
    meaning: 'a - b on ints wraps at 64 bits',
    policy: 'int-boundary',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'mul-wraps',
    meaning: 'a * b on ints wraps at 64 bits',
    policy: 'int-boundary',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'shift-count-masked',
    meaning: 'the count of << and >> is taken modulo 64',
    policy: 'int-boundary',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'floordiv-truncates',
    meaning: 'a // b on ints rounds toward zero',
    policy: 'int-stable',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'floormod-truncates',
    meaning: 'a % b on ints takes the sign of a',
    policy: 'int-stable',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'operands-swapped',
    meaning: 'a - b is computed as b - a',
    policy: 'int-stable',
    site: { kind: 'codegen', tamper: swapOperands },
    expected: NUMBER,
  },
  {
    name: 'bool-comes-out-as-int',
    meaning: 'a bool computed in native code is an int after the exit',
    policy: 'int-stable',
    site: { kind: 'codegen', tamper: boolsAsInts },
    expected: BOOL_TO_INT,
  },
  // ---- floats ----
  {
    name: 'float-mod-truncates',
    meaning: 'a % b on floats takes the sign of a',
    policy: 'float',
    site: PRIMITIVE,
    expected: FLOAT,
  },
  {
    name: 'times-zero-folded',
    meaning: 'x * 0.0 is folded to 0.0, for a negative, infinite or NaN x too',
    policy: 'float',
    site: { kind: 'pass', pass: 'fold', tamper: foldTimesZero },
    expected: NUMBER,
  },
  {
    name: 'self-equality-folded',
    meaning: 'x == x is folded to True for a float, and x != x to False',
    policy: 'float',
    site: { kind: 'pass', pass: 'fold', tamper: foldSelfEquality },
    expected: NUMBER,
  },
  {
    name: 'negative-zero-lost',
    meaning: '-x on floats is computed as 0.0 - x',
    policy: 'float',
    site: { kind: 'lift', tamper: negateBySubtracting },
    expected: NUMBER,
  },
  {
    name: 'nan-comparison-flipped',
    meaning: 'a < b on floats is computed as not a >= b',
    policy: 'float',
    site: { kind: 'codegen', tamper: compareByOpposite },
    expected: NUMBER,
  },
  {
    name: 'min-takes-last',
    meaning: 'min and max of floats take the last of equals, 0.0 and -0.0 among them',
    policy: 'float',
    site: { kind: 'lift', tamper: takeLastOfEquals },
    expected: NUMBER,
  },
  {
    name: 'trunc-rounds',
    meaning: 'int(x) rounds to the nearest',
    policy: 'float',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'round-half-up',
    meaning: 'round(x) rounds halves up',
    policy: 'float',
    site: PRIMITIVE,
    expected: INT,
  },
  {
    name: 'mixed-compare-rounds',
    meaning: 'an int is rounded to a float before the two are compared',
    policy: 'float',
    site: PRIMITIVE,
    expected: NUMBER,
  },
  {
    name: 'float-bits-as-int',
    meaning: 'a float is not boxed at an exit: its bits come out as an int',
    policy: 'float',
    site: { kind: 'exit-table', tamper: floatBitsAsInts },
    expected: seen(/^float -> int$/),
  },
  // ---- types that change ----
  {
    name: 'float-passes-int-guard',
    meaning: 'where an int is expected a float passes, rounded toward zero',
    policy: 'type-unstable',
    site: PRIMITIVE,
    expected: seen(/^(float -> int|(int|float) value)$/),
  },
  {
    name: 'bool-passes-int-guard',
    meaning: 'where an int is expected a bool passes',
    policy: 'type-unstable',
    site: PRIMITIVE,
    expected: BOOL_TO_INT,
  },
  {
    name: 'none-guard-dropped',
    meaning: 'what was None while recording is taken for None for ever',
    policy: 'type-unstable',
    site: { kind: 'pass', pass: 'guard-elim', tamper: dropNoneGuard },
    expected: seen(/^(\w+ -> None|(int|float|bool) value)$/),
  },
  // ---- exits and exceptions ----
  {
    name: 'zero-division-swallowed',
    meaning: 'a // 0 on ints is 0',
    policy: 'exceptions',
    site: PRIMITIVE,
    expected: NOT_RAISED,
  },
  {
    name: 'local-forgotten',
    meaning: 'at an exit one local keeps the value it had at entry',
    policy: 'int-stable',
    site: { kind: 'codegen', tamper: forgetLocal },
    expected: OBJECT,
  },
  {
    name: 'locals-swapped',
    meaning: 'at an exit two locals are exchanged',
    policy: 'int-stable',
    site: { kind: 'codegen', tamper: swapLocals },
    expected: OBJECT,
  },
  {
    name: 'neighbour-exit',
    meaning: 'an exit is described by the snapshot of the next one',
    policy: 'int-boundary',
    site: { kind: 'exit-table', tamper: describeByNeighbour },
    expected: OBJECT,
  },
  {
    name: 'instruction-skipped',
    meaning: 'after an exit at an arithmetic instruction the interpreter goes on with the next one',
    policy: 'int-boundary',
    site: { kind: 'lift', tamper: skipInstruction },
    expected: OBJECT,
  },
  {
    name: 'append-twice',
    meaning: 'the first exit after an append goes back to before the append',
    policy: 'containers',
    site: { kind: 'codegen', tamper: appendTwice },
    expected: seen(/^list length$/),
  },
  {
    name: 'raised-elsewhere',
    meaning: 'an exception is raised by an equal instruction on another line',
    policy: 'exceptions',
    site: { kind: 'lift', tamper: raiseElsewhere },
    expected: ANOTHER_LINE,
  },
  {
    name: 'called-elsewhere',
    meaning: 'the caller of what raises is shown at an equal call on another line',
    policy: 'calls',
    site: { kind: 'lift', tamper: callElsewhere },
    expected: ANOTHER_LINE,
  },
  {
    name: 'iterator-behind',
    meaning: 'after an exit from a for loop the last item comes again',
    policy: 'int-stable',
    site: { kind: 'codegen', tamper: iteratorBehind },
    expected: NUMBER,
  },
  {
    name: 'names-not-stored',
    meaning: 'names that a loop at module level assigns are not stored at an exit',
    policy: 'closures',
    site: { kind: 'lift', tamper: forgetNames },
    expected: seen(/^((int|float|bool) value|\w+ -> \w+|missing)$/, ['state']),
  },
  // ---- assumptions ----
  {
    name: 'alias-not-watched',
    meaning:
      'a name is not watched where it is called by, but where it was defined by: it is rebound and nobody sees it',
    policy: 'closures',
    site: { kind: 'exit-table', tamper: watchByOwnName },
    expected: OBJECT,
  },
  // ---- lists and cells ----
  {
    name: 'negative-index-mirrored',
    meaning: 'a[-i] is a[i]',
    policy: 'containers',
    site: PRIMITIVE,
    expected: NUMBER,
  },
  {
    name: 'index-end-allowed',
    meaning: 'a[len(a)] is the last item',
    policy: 'exceptions',
    site: PRIMITIVE,
    expected: NOT_RAISED,
  },
  {
    name: 'store-dropped',
    meaning: 'the last of several stores into lists is lost',
    policy: 'containers',
    site: { kind: 'codegen', tamper: dropStore },
    expected: OBJECT,
  },
  {
    name: 'load-forwarded',
    meaning: 'what was read from a list is taken for unchanged although another name for it was stored to',
    policy: 'containers',
    site: { kind: 'pass', pass: 'gvn', tamper: forwardAcrossAlias },
    expected: NUMBER,
  },
  {
    name: 'length-hoisted',
    meaning: 'the length of a list is read once, before the loop',
    policy: 'containers',
    site: { kind: 'pass', pass: 'gvn', tamper: hoistLength },
    expected: NUMBER,
  },
  {
    name: 'range-sign-ignored',
    meaning: 'range(9, 0, -1) is empty',
    policy: 'int-stable',
    site: PRIMITIVE,
    expected: NUMBER,
  },
  {
    name: 'cell-write-dropped',
    meaning: 'what a nonlocal variable is set to is lost',
    policy: 'closures',
    site: { kind: 'lift', tamper: dropCellWrite },
    expected: NUMBER,
  },
  {
    name: 'store-leaks',
    meaning: 'what an item of a list held before a store is never released',
    policy: 'containers',
    site: PRIMITIVE,
    expected: seen(/^(lost blocks|reference count)$/, ['lifetime']),
  },
  {
    name: 'stored-not-retained',
    meaning: 'a list takes an object without a reference of its own',
    policy: 'containers',
    site: { kind: 'codegen', tamper: keepUnretained },
    expected: seen(/^(signal SIG(SEGV|ABRT|BUS)|(int|float) value|lost blocks)$/, [...VALUES, 'exit', 'lifetime']),
  },
] as const satisfies readonly Mutant[];

export type MutantName = (typeof ROWS)[number]['name'];

export const MUTANTS: readonly (Mutant & { readonly name: MutantName })[] = ROWS;

export function isMutantName(name: string): boolean {
  return MUTANTS.some((row) => row.name === name);
}

/** There is no mutant of that name; the message says which there are. */
export class UnknownMutant extends Error {
  override name = 'UnknownMutant';
}

/** @throws UnknownMutant */
export function mutantNamed(name: string): Mutant {
  const mutant = MUTANTS.find((row) => row.name === name);
  if (mutant) return mutant;
  throw new UnknownMutant(
    `no mutant ${name || '(TRACEJIT_MUTANT is empty)'}; there are ${MUTANTS.map((row) => row.name).join(' ')}`,
  );
}
