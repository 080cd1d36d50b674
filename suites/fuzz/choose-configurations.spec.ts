import assert from 'node:assert/strict';
import { JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { chooseConfigurations } from './choose-configurations.ts';

const names = (choice: { passes: number; index: number; all: boolean }) =>
  chooseConfigurations(choice).map(({ name }) => name);

describe('the configurations of a program', () => {
  it('are all that could compile it, when all are asked for', () => {
    const every: string[] = JIT_CONFIGURATIONS.map(({ name }) => name);
    assert.deepEqual(names({ passes: 3000, index: 0, all: true }), every);
    assert.deepEqual(
      names({ passes: 100, index: 0, all: true }),
      every.filter((name) => name !== 'threshold-default'),
    );
  });

  it('come by turns otherwise, and each has its turn', () => {
    const turns = new Set<string>();
    for (let index = 0; index < 10; index++) {
      const [first, ...others] = names({ passes: 3000, index, all: false });
      assert.equal(first, 'quick');
      assert.equal(others.length, 1);
      turns.add(others[0] ?? '');
    }
    assert.equal(turns.size, JIT_CONFIGURATIONS.length - 1);
  });

  it('are never ones whose threshold the program does not reach', () => {
    for (let index = 0; index < 10; index++)
      assert.ok(!names({ passes: 1000, index, all: false }).includes('threshold-default'));
  });
});
