import assert from 'node:assert/strict';
import { isAtLeast } from '#setup/programs.mjs';

describe('versions of programs', () => {
  const AT_LEAST = [
    ['20.19.0', '20.19', true],
    ['20.20.2', '20.19', true],
    ['22.0.0', '20.19', true],
    ['20.9.0', '20.19', false],
    ['2.0.8', '2.0.8', true],
    ['2.0.7', '2.0.8', false],
    ['2', '2.0.8', false],
  ] as const;
  for (const [version, oldest, expected] of AT_LEAST) {
    it(`${version} ${expected ? 'will do' : 'is too old'} where ${oldest} is wanted`, () => {
      assert.equal(isAtLeast(version, oldest), expected);
    });
  }
});
