import assert from 'node:assert/strict';
import { FULL } from '../suites/gate/plan.ts';
import { WORKLOADS } from '../suites/gate/workloads.ts';
import { SUITE_THRESHOLD, THRESHOLDS } from './thresholds.ts';

/** The effect that a number of rounds with this noise shows with a power of 80 %. */
const seen = (noise: number, rounds: number) => (2.8 * 1.2533 * noise) / Math.sqrt(rounds);

describe('thresholds', () => {
  it('has a row for each kernel, and no other', () => {
    assert.deepEqual(Object.keys(THRESHOLDS).toSorted(), WORKLOADS.map(({ kernel }) => kernel).toSorted());
  });

  it('has no budget that its noise hides: the fresh rounds see it', () => {
    const hidden = Object.entries(THRESHOLDS).filter(([, { budget, noise }]) => seen(noise, FULL.fresh) > budget);
    assert.deepEqual(hidden, []);
    assert.ok(seen(SUITE_THRESHOLD.noise, FULL.first) / Math.sqrt(WORKLOADS.length) <= SUITE_THRESHOLD.budget);
  });
});
