import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hostPython } from '../../../suites/machine.ts';

const root = process.cwd();

describe('native/cpython, the recorder', function () {
  this.timeout(300_000);

  for (const [script, what] of [
    ['test_recording.py', 'sees what each instruction does'],
    ['test_engines.py', 'gets on with engines, good and bad'],
  ] as const) {
    it(what, () => {
      const run = spawnSync(hostPython().path, [join(root, 'native/cpython/test', script)], {
        encoding: 'utf8',
        env: { ...process.env, PYTHONPATH: join(root, 'build/native/py3.13') },
      });
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stderr, /Ran [1-9]\d+ tests/);
    });
  }
});
