import assert from 'node:assert/strict';
import { NOTHING, paperMachine, QUIET } from '../testing/noise.ts';
import { confirm, judgeSuite, lookFirst } from './judge.ts';
import type { Pair } from './pairs.ts';

const SUBJECT = { identity: 'paper', budget: 0.05 };

function withFirst(change: Partial<Pair>): Pair[] {
  const [first, ...others] = paperMachine('fault', QUIET, NOTHING)(20);
  assert.ok(first);
  return [{ ...first, ...change }, ...others];
}

describe('broken samples', () => {
  for (const [name, time] of Object.entries({
    NaN: Number.NaN,
    zero: 0,
    negative: -1,
    infinite: Number.POSITIVE_INFINITY,
  }))
    it(`${name} on either side, or in the control, is an ERROR that names it`, () => {
      for (const arm of ['a', 'b', 'controlA', 'controlB'] as const) {
        const { verdict, why, needsFresh } = lookFirst(SUBJECT, withFirst({ [arm]: time }));
        assert.deepEqual([verdict, why, needsFresh], ['ERROR', `round 1: the time of ${arm} is ${time}`, false]);
      }
    });

  it('no rounds are an ERROR, few are INCONCLUSIVE', () => {
    assert.equal(confirm(SUBJECT, [], []).verdict, 'ERROR');
    const few = paperMachine('few', QUIET, { effect: 2, slot: 1 })(5);
    assert.equal(confirm(SUBJECT, few, few).verdict, 'INCONCLUSIVE');
    assert.equal(judgeSuite(SUBJECT, [few]).verdict, 'INCONCLUSIVE');
    assert.equal(judgeSuite(SUBJECT, []).verdict, 'INCONCLUSIVE');
  });

  it('a machine that slows A, B and the control alike changes nothing', () => {
    const pairs = paperMachine(
      'uniform',
      QUIET,
      NOTHING,
    )(20).map((pair, round) =>
      round < 10
        ? pair
        : { a: pair.a * 1.5, b: pair.b * 1.5, controlA: pair.controlA * 1.5, controlB: pair.controlB * 1.5 },
    );
    assert.equal(lookFirst(SUBJECT, pairs).verdict, 'SAME');
  });
});
