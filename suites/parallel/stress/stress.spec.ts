import assert from 'node:assert/strict';
import { runStress } from './stress.ts';

/** In npm test; `npm run stress` takes three minutes. */
const SECONDS = 12;

describe('parallel loops under stress (starts python)', function () {
  this.timeout(120_000);

  it(`threads, forks, Ctrl-C, exceptions and processes for ${SECONDS} s: nothing crashes, hangs, is lost or wrong`, () => {
    const { fine, parallelRuns, text } = runStress(SECONDS, 1, { TRACEJIT_PARALLEL_CHUNK: '500' });
    assert.ok(fine, text);
    assert.ok(parallelRuns > 100, text);
  });
});
