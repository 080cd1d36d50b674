/** Arguments for random loops: lists as expected, and lists with something in them or about them that nobody expected. */
import fc from 'fast-check';
import type { Kind } from './words.ts';

const ITEMS: Readonly<Record<Kind, readonly string[]>> = {
  int: ['0', '1', '-1', '2', '3', '4', '5', '17', '-8', '1000', '255', '256', '257'],
  float: ['0.0', '-0.0', '0.5', '1.5', '-2.25', '3.0', '0.1', '1e-3', '7.75'],
  mixed: ['0', '1', '0.5', '-0.0', '3', '2.5', '-4'],
};

/** What a list may hold in one place: other kinds, numbers that leave 64 bits, and objects that run Python code (agree.py). */
const ODD = [
  ...['"s"', 'None', '2 ** 70', '-(2 ** 63)', '2 ** 62', 'True', '0.25', '3', 'float("nan")', 'float("inf")'],
  ...['Loud(5)', 'Final(1)', '[1]', '1j'],
] as const;

/** How the lists are one another's. */
const ALIASES = [
  'none',
  'none',
  'none',
  'none',
  'outIsA',
  'bIsA',
  'allOne',
  'sharedRows',
  'rowIsA',
  'finalisers',
] as const;

const odd = fc.record({
  list: fc.constantFrom('a', 'b', 'out', 'rows', 'z'),
  place: fc.nat(99),
  item: fc.constantFrom(...ODD),
});

const call = fc.record({
  length: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 8, max: 50 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 300 }) },
  ),
  seed: fc.nat(9999),
  stop: fc.integer({ min: -1, max: 60 }),
  odd: fc.option(odd, { nil: null, freq: 1 }),
  alias: fc.constantFrom(...ALIASES),
});
export type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

export const calls = fc.array(call, { minLength: 2, maxLength: 5 });

/** An ordinary call: what the function is compiled for. */
const ORDINARY: Call = { length: 40, seed: 7, stop: -1, odd: null, alias: 'none' };

/** Text of a tuple of arguments (loop.ts, PARAMETERS) for each call; the first two have nothing odd. */
export function argumentsOf(list: readonly Call[], kind: Kind): string[] {
  return [ORDINARY, { ...ORDINARY, length: 25, seed: 3 }, ...list].map((it) => printed(it, kind));
}

function printed({ length, seed, stop, odd, alias }: Call, kind: Kind): string {
  const list = (name: string, salt: number) => {
    const items = Array.from({ length }, (_, k) => itemAt(kind, seed * 31 + salt * 7 + k * k * 13 + k));
    if (odd?.list === name && length > 0) items[odd.place % length] = odd.item;
    return `[${items.join(', ')}]`;
  };
  const rows = Array.from({ length }, (_, k) => `[${itemAt(kind, seed + k)}]`);
  if (odd?.list === 'rows' && length > 0) rows[odd.place % length] = `[${odd.item}]`;
  const zero = odd?.list === 'z' ? odd.item : kind === 'float' ? '0.0' : '0';
  const all = [list('a', 1), list('b', 2), list('out', 3), `[${rows.join(', ')}]`, length, stop, zero];
  return `${alias}(${all.join(', ')})`;
}

function itemAt(kind: Kind, k: number): string {
  return ITEMS[kind][k % ITEMS[kind].length] ?? '0';
}
