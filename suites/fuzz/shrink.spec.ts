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
        { arbitrary: LISTS, seed },
        String,
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
      const shrunk = await shrink({ arbitrary: LISTS, seed }, String, hasLarge, LIMITS);
      assert.equal(shrunk?.value.filter((one) => one > 0).join(), '101');
      assert.ok(shrunk.steps > 0);
    }
  });

  it('stops at the limit, with the best so far', async () => {
    const [seed = 0] = seeds;
    const shrunk = await shrink({ arbitrary: LISTS, seed }, String, hasLarge, { runs: 5, seconds: 10 });
    assert.equal(shrunk?.runs, 5);
    assert.ok(await hasLarge(shrunk.value));
  });

  it('asks once about values with one text', async () => {
    const [seed = 0] = seeds;
    const asked: string[] = [];
    const textOf = (list: readonly number[]) => String(Math.max(...list));
    const largest = async (list: readonly number[]) => {
      asked.push(textOf(list));
      return hasLarge(list);
    };
    const shrunk = await shrink({ arbitrary: LISTS, seed }, textOf, largest, LIMITS);
    assert.equal(new Set(asked).size, asked.length);
    assert.equal(shrunk?.runs, asked.length);
    assert.equal(textOf(shrunk.value), '101');
  });

  it('has nothing to shrink when nothing fails', async () => {
    assert.equal(await shrink({ arbitrary: LISTS, seed: 1 }, String, async () => false, LIMITS), null);
  });
});
