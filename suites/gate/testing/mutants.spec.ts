import assert from 'node:assert/strict';
import { METHOD } from '../method/judge.ts';
import { CRITERIA, type CriterionName } from './criteria.ts';
import { MUTANTS } from './mutants.ts';

describe('wrong methods of the gate are noticed', () => {
  for (const { name, wrong, killedBy } of MUTANTS)
    it(`${name}: not met is "${killedBy}"`, () => assert.notEqual(CRITERIA[killedBy]({ ...METHOD, ...wrong }), null));

  it('each criterion notices one', () => {
    const idle = (Object.keys(CRITERIA) as CriterionName[]).filter(
      (name) => !MUTANTS.some(({ killedBy }) => killedBy === name),
    );
    assert.deepEqual(idle, []);
  });
});
