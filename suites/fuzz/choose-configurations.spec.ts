import assert from 'node:assert/strict';
import { JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { chooseConfigurations, FULL_EVERY } from './choose-configurations.ts';

type Choice = Parameters<typeof chooseConfigurations>[0];

const names = (choice: Choice) => chooseConfigurations(choice).map(({ name }) => name);
/** Whether each is compiled quickly. */
const quick = (choice: Choice) => chooseConfigurations(choice).map(({ knobs }) => knobs?.['TRACEJIT_QUICK'] === '1');

const EVERY: readonly string[] = JIT_CONFIGURATIONS.map(({ name }) => name);
const [FULL, QUICK] = [FULL_EVERY, FULL_EVERY + 1];

describe('the configurations of a program', () => {
  it('are all that could compile it, when all are asked for; at the lowest threshold quickly or in full', () => {
    const without = (...left: string[]) => EVERY.filter((name) => !left.includes(name));
    assert.deepEqual(names({ passes: 3000, index: QUICK, all: true }), without('threshold-2'));
    assert.deepEqual(names({ passes: 3000, index: FULL, all: true }), without('quick'));
    assert.deepEqual(names({ passes: 100, index: QUICK, all: true }), without('threshold-2', 'threshold-default'));
  });

  it('are compiled quickly, but for one program of so many', () => {
    for (let index = 0; index < 3 * FULL_EVERY; index++) {
      const answers = quick({ passes: 3000, index, all: true });
      const unoptimised = names({ passes: 3000, index, all: true }).indexOf('no-optimisation');
      const expected = answers.map((_, k) => index % FULL_EVERY !== 0 || k === unoptimised);
      assert.deepEqual(answers, expected);
    }
  });

  it('come by turns otherwise, and each has its turn, quickly and in full', () => {
    const turns = new Set<string>();
    for (let index = 0; index < 100; index++) {
      const full = index % FULL_EVERY === 0;
      const [first, ...others] = names({ passes: 3000, index, all: false });
      assert.equal(first, full ? 'threshold-2' : 'quick');
      assert.equal(others.length, 1);
      turns.add(`${others[0]} ${full}`);
    }
    assert.equal(turns.size, 2 * (EVERY.length - 2));
  });

  it('are never ones whose threshold the program does not reach', () => {
    for (let index = 0; index < 100; index++)
      assert.ok(!names({ passes: 1000, index, all: false }).includes('threshold-default'));
  });
});
