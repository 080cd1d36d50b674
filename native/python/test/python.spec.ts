import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostPython } from '../../../suites/machine.ts';

const root = process.cwd();
const folder = join(root, 'native/python/test');

describe('native/python, what programs import', function () {
  this.timeout(120_000);

  for (const name of readdirSync(folder).filter((file) => /^test_.*\.py$/.test(file))) {
    it(name, () => {
      const run = spawnSync(hostPython().path, [folder, name.replace(/\.py$/, '')], { encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stderr, /Ran [1-9]\d+ tests/);
    });
  }
});
