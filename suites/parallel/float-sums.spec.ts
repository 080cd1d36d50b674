/** A parallel sum of floats has the same bits each time, for any number of threads: those of its fixed order. */
import assert from 'node:assert/strict';
import { suiteFile } from '../machine.ts';
import { runNative } from '../oracle/run-both.ts';

const RUNS = 100;

describe('parallel sums of floats (starts python)', function () {
  this.timeout(60_000);

  it(`are the same bits on 1, 2, 3 and 8 threads, ${RUNS} times`, () => {
    const knobs = { TRACEJIT_PARALLEL_CHUNK: '1024' }; // all threads have their part of the shorter ones as well
    const { native, stats } = runNative(suiteFile('parallel', 'float_sums.py'), { args: [String(RUNS)], knobs });
    assert.deepEqual(native, { stdout: '', stderr: '', exit: 0 });
    assert.ok(stats.parallel.runs > RUNS, `only ${stats.parallel.runs} runs on several threads`);
    assert.ok(stats.parallel.released > 0, 'the GIL was never released');
  });
});
