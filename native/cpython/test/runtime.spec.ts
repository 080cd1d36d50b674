import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();

/** The python chosen by set-up. */
function python(): string {
  return process.env['TRACEJIT_PYTHON'] ?? readFileSync(join(root, 'build/python.path'), 'utf8').trim();
}

describe('native/cpython, without an engine', function () {
  this.timeout(120_000);

  it('enters, exits, raises, refuses and ends as CPython does', () => {
    const run = spawnSync(python(), [join(root, 'native/cpython/test')], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: join(root, 'build/native/py3.13') },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /Ran \d\d+ tests/);
  });
});
