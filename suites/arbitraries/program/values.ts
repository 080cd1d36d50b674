/**
 * Values at the edges of what is told apart: digits of an int, machine words, the cache of small ints, the special
 * floats. fast-check's own integers come near 2^63 in none of 20,000 draws (harness.md, 3.3), so the edges are a list.
 * Everything is drawn as an index into a list sorted by simplicity: an index shrinks by halves, constantFrom does not.
 */
import * as fc from 'fast-check';

/** Where ints change their form, the simplest first: the cache of small ints, bytes, digits (30 bits), words, floats. */
export const BOUNDARIES: readonly bigint[] = [
  ...[6n, 128n, 256n, 257n, 1n << 15n, 1n << 30n, 1n << 31n, 1n << 32n, 1n << 63n],
  ...[1n << 29n, 1n << 53n, 1n << 60n, 1n << 62n, 1n << 64n, 10n ** 18n],
];

/** One of a list, shrinking towards its front. */
export function pick<T>(items: readonly T[]): fc.Arbitrary<T> {
  return fc.nat({ max: items.length - 1 }).map((index) => items[index] as T);
}

const near: fc.Arbitrary<bigint> = fc
  .tuple(pick(BOUNDARIES), fc.boolean(), pick([0n, -1n, 1n, -2n, 2n]))
  .map(([boundary, negative, offset]) => (negative ? -boundary : boundary) + offset);

const tiny = fc.bigInt({ min: -8n, max: 8n });
const wide = fc.bigInt({ min: -(1n << 66n), max: 1n << 66n });

const within64: fc.Arbitrary<bigint> = near.map((value) => (BigInt.asIntN(64, value) === value ? value : value / 2n));

/** An int of a program, mostly small. */
export const int: fc.Arbitrary<bigint> = weighted([12, tiny], [3, fc.bigInt({ min: -200n, max: 200n })], [2, within64]);

/** An int at an edge, seldom beyond a machine word: what works on such an int is never native. */
export const edgeInt: fc.Arbitrary<bigint> = weighted([8, tiny], [38, within64], [2, near], [1, wide]);

/** Floats as Python writes them, the simplest first. */
export const PLAIN_FLOATS: readonly string[] = [
  ...['0.0', '1.0', '0.5', '2.0', '-1.0', '1.5', '-0.5', '3.0', '0.1', '0.25', '-2.5', '10.0', '1e-3', '100.75'],
];

/** Where floats change their rules: signs of zero, infinities, denormals, the end of exact ints. `NAN` is a global. */
export const SPECIAL_FLOATS: readonly string[] = [
  ...['-0.0', '1e999', '-1e999', 'NAN', '5e-324', '1e308', '-1e308', '2.2250738585072014e-308', '-1e-320'],
  ...['9007199254740991.0', '9007199254740993.0', '1e16', '9223372036854775808.0', '-9223372036854775808.0'],
  ...['1073741824.0', '4294967296.0', '18446744073709551616.0', '9223372036854774784.0'],
];

/** Strings as Python writes them: empty, Latin, of the basic plane, astral, a lone surrogate. */
export const STRINGS: readonly string[] = ["''", "'a'", "'ab'", "'\\xe9'", "'\\u0394'", "'\\U0001f600'", "'\\ud800'"];

/** Shift counts: around digits and words, and one that raises. */
export const SHIFTS: readonly string[] = ['1', '0', '2', '29', '30', '31', '62', '63', '64', '65'];

/** The first shrinks the rest. */
export function weighted<T>(...options: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, ...options.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
