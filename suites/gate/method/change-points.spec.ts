import assert from 'node:assert/strict';
import { NOTHING, paperMachine, QUIET } from '../testing/noise.ts';
import { changePoints } from './change-points.ts';
import { logRatios } from './pairs.ts';
import { welch } from './student.ts';

/** A history of `lengths` points on the levels given, with a spread of 1 % between points. */
function history(...levels: readonly (readonly [number, number])[]): number[] {
  const noise = logRatios(paperMachine(JSON.stringify(levels), { ...QUIET, spread: 0.01 }, NOTHING, 400)(400));
  return levels
    .flatMap(([length, level]) => Array.from({ length }, () => level))
    .map((level, k) => level + (noise[k] ?? 0));
}

describe('change-points of a history', () => {
  it('has none without a change', () => {
    const found = Array.from({ length: 20 }, (_, k) => changePoints(history([50 + k, 0]))).flat();
    assert.deepEqual(found, []);
  });

  it('has the place, both levels and the p of a step of 5 %', () => {
    const [point, ...others] = changePoints(history([30, 0], [20, 0.05]));
    assert.ok(point);
    assert.deepEqual(others, []);
    assert.ok(Math.abs(point.at - 30) <= 1, String(point.at));
    assert.ok(Math.abs(point.after - point.before - 0.05) < 0.01);
    assert.ok(point.p < 0.001);
  });

  it('has both ends of a bad stretch, and only them', () => {
    const points = changePoints(history([25, 0], [15, 0.06], [25, 0]));
    assert.deepEqual(
      points.map(({ at }) => Math.round(at / 5) * 5),
      [25, 40],
    );
  });

  it('tells no change below 2 %, however sure', () => {
    assert.deepEqual(changePoints(history([60, 0], [60, 0.012])), []);
  });

  it('has nothing to say of five values', () => {
    assert.deepEqual(changePoints([0, 0, 0, 1, 1]), []);
  });
});

describe("Welch's test", () => {
  it('gives the p of the tables', () => {
    // t = 4 / sqrt(2.5) at 5.882 degrees of freedom; the density integrated numerically.
    assert.ok(Math.abs(welch([1, 2, 3, 4, 5], [3, 5, 7, 9, 11]) - 0.0454646154) < 1e-8);
    assert.equal(welch([1, 1, 1], [1, 1, 1]), 1);
    assert.equal(welch([1, 1, 1], [2, 2, 2]), 0);
    assert.equal(welch([1], [2, 3]), 1);
  });
});
