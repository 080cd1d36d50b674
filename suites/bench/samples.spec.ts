import assert from 'node:assert/strict';
import { describeSamples } from './samples.ts';

describe('samples told to tinybench', () => {
  it('come back unchanged, with the median of what was measured and an error', async () => {
    const series = await describeSamples(
      new Map([
        ['a', [3, 1, 2]],
        ['b', [10, 10]],
      ]),
    );
    assert.deepEqual(series.get('a')?.samplesMs, [3, 1, 2]);
    assert.equal(series.get('a')?.medianMs, 2);
    assert.ok((series.get('a')?.rmePercent ?? 0) > 1);
    assert.equal(series.get('b')?.rmePercent, 0);
  });
});
