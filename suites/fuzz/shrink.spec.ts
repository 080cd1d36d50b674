import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shrink, valueOfSeed } from './shrink.ts';

const LISTS = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 50 });
const LIMITS = { runs: 2000, seconds: 10 };
const hasLarge = async (list: readonly number[]) => list.some((one) => one > 100);

describe('shrinking a random program', () => {
  const seeds = Array.from({ length: 20 }, (_, k) => k - 10).filter((seed) =>
    valueOfSeed(LISTS, seed).some((one) => one > 100),
  );

  it('begins with the value of the seed', async () => {
    for (const seed of seeds) {
      const asked: (readonly number[])[] = [];
      await shrink(
        LISTS,
        seed,
        async (list) => {
          asked.push(list);
          return hasLarge(list);
        },
        LIMITS,
      );
      assert.deepEqual(asked[0], valueOfSeed(LISTS, seed));
    }
    assert.ok(seeds.length > 5);
  });

  it('ends with the smallest that still fails', async () => {
    for (const seed of seeds) {
      const shrunk = await shrink(LISTS, seed, hasLarge, LIMITS);
      assert.equal(shrunk?.value.filter((one) => one > 0).join(), '101');
      assert.ok(shrunk.steps > 0);
    }
  });

  it('stops at the limit, with the best so far', async () => {
    const [seed = 0] = seeds;
    const shrunk = await shrink(LISTS, seed, hasLarge, { runs: 5, seconds: 10 });
    assert.equal(shrunk?.runs, 5);
    assert.ok(await hasLarge(shrunk.value));
  });

  it('has nothing to shrink when nothing fails', async () => {
    assert.equal(await shrink(LISTS, 1, async () => false, LIMITS), null);
  });
});
