import assert from 'node:assert/strict';
import { blame, describeBlame } from './blame.ts';

const PASSES = ['fold', 'gvn', 'views'];

/** A program that goes wrong from its `bad`-th region on, unless `pass` is left out. */
const faulty = (bad: number, pass: string) => async (knobs: Readonly<Record<string, string>>) =>
  Number(knobs.TRACEJIT_MAX_REGIONS ?? '1000') >= bad && knobs.TRACEJIT_DISABLE !== pass;

describe('blame', () => {
  for (const bad of [1, 2, 5, 9])
    it(`finds region ${bad} of nine and the pass`, async () => {
      const found = await blame(faulty(bad, 'gvn'), 9, PASSES);
      assert.deepEqual(found, { region: bad, passes: ['gvn'] });
      assert.match(describeBlame(found), /right without the pass gvn/);
    });

  it('says so when no pass is to blame', async () => {
    const found = await blame(faulty(3, 'no such pass'), 4, PASSES);
    assert.deepEqual(found, { region: 3, passes: [] });
    assert.match(describeBlame(found), /region 3; no single pass/);
  });

  it('says so when it differs with nothing compiled', async () => {
    const found = await blame(async () => true, 4, PASSES);
    assert.equal(found.region, null);
    assert.match(describeBlame(found), /no region compiled as well/);
  });
});
