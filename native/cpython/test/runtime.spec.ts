import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hostPython } from '../../../suites/machine.ts';

const root = process.cwd();

describe('native/cpython, without an engine', function () {
  this.timeout(120_000);

  it('enters, exits, raises, refuses and ends as CPython does', () => {
    const run = spawnSync(hostPython().path, [join(root, 'native/cpython/test')], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: join(root, 'build/native/py3.13') },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /Ran \d\d+ tests/);
  });
});
