/** What guards and allocations tell of an object's kind, and what a kind answers to the next guard. */
import type { OpName } from '../ir/ops.ts';

/** Kinds that exclude each other, but for Int64, which is an Int. */
export type Kind = 'Null' | 'Int64' | 'Int' | (typeof PLAIN)[number];

const PLAIN = [
  'Float',
  'Bool',
  'None',
  'Str',
  'List',
  'Tuple',
  'Range',
  'RangeIter',
  'ListIter',
  'TupleIter',
  'ListReverseIter',
  'Enumerate',
  'Zip',
  'Function',
] as const;

const TESTED = new Map<OpName, Kind>([
  ['IsInt', 'Int'],
  ['IsInt64', 'Int64'],
  ...PLAIN.map((kind): [OpName, Kind] => [`Is${kind}`, kind]),
]);

const MADE = new Map<OpName, Kind>([
  ['ConstNull', 'Null'],
  ['NoneObj', 'None'],
  ['BoxI64', 'Int64'],
  ['BoxF64', 'Float'],
  ['BoxI1', 'Bool'],
  ['ListNew', 'List'],
  ['ListRepeat', 'List'],
  ['ListSlice', 'List'],
  ['ListConcat', 'List'],
  ['ListSliceStep', 'List'],
  ['ListToTuple', 'Tuple'],
]);

const UNBOXED = new Map<OpName, Kind>([
  ['UnboxI64', 'Int64'],
  ['UnboxF64', 'Float'],
  ['UnboxI1', 'Bool'],
]);

/** The kind an op tests its operand for; undefined if it tests none. */
export function testedKind(name: OpName): Kind | undefined {
  return TESTED.get(name);
}

/** The kind of what an op returns. */
export function madeKind(name: OpName): Kind | undefined {
  return MADE.get(name);
}

/** The kind of the operand once the op did not exit. */
export function unboxedKind(name: OpName): Kind | undefined {
  return UNBOXED.get(name);
}

/** Dropping one of these frees at most its own memory. */
const QUIET: ReadonlySet<Kind> = new Set<Kind>(['Null', 'Int64', 'Int', 'Float', 'Bool', 'None', 'Str']);

/** What the test `name` answers for an object of kind `known`; null: not decided. */
export function answer(name: OpName, known: Kind): boolean | null {
  if (name === 'ReleaseOk') return QUIET.has(known) ? true : null;
  if (name === 'NotNull') return known !== 'Null';
  const tested = testedKind(name);
  if (tested === undefined) return null;
  if (tested === known || (tested === 'Int' && known === 'Int64')) return true;
  return tested === 'Int64' && known === 'Int' ? null : false;
}
