/** Random worlds for the regions of region.ts: slots of the right kinds mostly, of others sometimes. */
import * as fc from 'fast-check';
import type { World } from '../../engine/eval/machine.ts';
import type { PyObject, Slot } from '../../engine/eval/objects.ts';

const MAX = 2n ** 63n - 1n;

/** Data a world is made from, so that two runs get two equal worlds. */
export interface WorldSeed {
  readonly ints: readonly bigint[];
  readonly floats: readonly number[];
  readonly items: readonly bigint[];
  readonly oddSlot: number;
  /** The second int is the very object of the first. */
  readonly shared: boolean;
  readonly polls: number;
}

const int = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: -4n, max: 6n }) },
  { weight: 1, arbitrary: fc.constantFrom(MAX, -MAX - 1n, 2n ** 62n, MAX / 3n, MAX / 3n + 1n, -1n) },
);

export const worldSeeds: fc.Arbitrary<WorldSeed> = fc.record({
  ints: fc.array(int, { minLength: 2, maxLength: 2 }),
  floats: fc.array(fc.double(), { minLength: 2, maxLength: 2 }),
  items: fc.array(fc.oneof(int, fc.constant(2n ** 70n)), { maxLength: 4 }),
  oddSlot: fc.nat({ max: 30 }),
  shared: fc.boolean(),
  polls: fc.oneof(fc.nat({ max: 3 }), fc.constant(1000)),
});

/** A new world: slots 0 and 1 ints, 2 and 3 floats, 4 a list of ints, 5 a string. */
export function worldOf(seed: WorldSeed): World {
  const integer = (value: bigint): PyObject => ({ kind: 'int', value });
  const first = integer(seed.ints[0] ?? 0n);
  const slots: Slot[] = [
    first,
    seed.shared ? first : integer(seed.ints[1] ?? 0n),
    ...seed.floats.map((value): PyObject => ({ kind: 'float', value })),
    { kind: 'list', items: [...seed.items.map(integer), first] },
    { kind: 'str', value: 'kept' },
  ];
  if (seed.oddSlot < slots.length) slots[seed.oddSlot] = seed.shared ? null : { kind: 'other', name: 'odd' };
  return { slots, bindings: [], fuel: 100_000, depth: 10, polls: seed.polls, forced: null };
}
