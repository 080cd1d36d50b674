import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();
const folder = join(root, 'native/python/test');

/** The python chosen by set-up. */
function python(): string {
  return process.env['TRACEJIT_PYTHON'] ?? readFileSync(join(root, 'build/python.path'), 'utf8').trim();
}

describe('native/python, what programs import', function () {
  this.timeout(120_000);

  for (const name of readdirSync(folder).filter((file) => /^test_.*\.py$/.test(file))) {
    it(name, () => {
      const run = spawnSync(python(), [folder, name.replace(/\.py$/, '')], { encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stderr, /Ran [1-9]\d+ tests/);
    });
  }
});
