import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('native/parallel, without a python', () => {
  it('combines, stops, takes back and counts threads as it should', () => {
    const run = spawnSync(join(process.cwd(), 'build/native/parallel-tests'), { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^[1-9]\d+ tests, 0 failed$/m);
  });
});
