import assert from 'node:assert/strict';
import { geometricMean, median, pairedRatio } from './statistics.ts';

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
});
