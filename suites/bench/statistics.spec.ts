import assert from 'node:assert/strict';
import { geometricMean, median, medianInterval, pairedRatio } from './statistics.ts';

describe('statistics', () => {
  it('takes the middle of an odd and of an even number of samples', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([9, 1, 5, 7]), 6);
  });

  it('gives a doubling and a halving the geometric mean 1', () => {
    assert.equal(geometricMean([2, 0.5]), 1);
  });

  it('compares round by round', () => {
    assert.equal(pairedRatio([2, 20, 200], [1, 10, 100]), 2);
  });

  it('refuses an empty list', () => {
    assert.throws(() => median([]), /median of nothing/);
  });

  it('has an interval of the median from six samples on, with the ranks of the tables of the sign test', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, k) => k + 1).reverse();
    assert.equal(medianInterval(upTo(5)), null);
    assert.deepEqual(medianInterval(upTo(6)), { low: 1, high: 6 });
    assert.deepEqual(medianInterval(upTo(8)), { low: 1, high: 8 });
    assert.deepEqual(medianInterval(upTo(9)), { low: 2, high: 8 });
    assert.deepEqual(medianInterval(upTo(10)), { low: 2, high: 9 });
    assert.deepEqual(medianInterval(upTo(20)), { low: 6, high: 15 });
    assert.deepEqual(medianInterval(upTo(40)), { low: 14, high: 27 });
  });
});
