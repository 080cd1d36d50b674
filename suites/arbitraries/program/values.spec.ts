import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { BOUNDARIES, edgeInt, pick } from './values.ts';

describe('values at edges', () => {
  it('come near every boundary, on both sides of zero', () => {
    const drawn = fc.sample(edgeInt, { numRuns: 4000, seed: 1 });
    const within = (boundary: bigint): number =>
      drawn.filter((value) => value - boundary <= 4n && boundary - value <= 4n).length;
    const rare = BOUNDARIES.flatMap((boundary) => [boundary, -boundary]).filter((boundary) => within(boundary) < 5);
    assert.deepEqual(rare, []);
  });

  it('shrink along the list, not to its first only', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    for (let seed = 1; seed <= 40; seed++) {
      const found = fc.check(
        fc.property(pick(items), (item) => item < 5),
        { seed },
      );
      assert.deepEqual(found.counterexample, [5]);
    }
  });
});
