import assert from 'node:assert/strict';
import { hostPython } from '../machine.ts';
import { type Arm, readTrial, runTrial, TrialFault } from './trial.ts';

const WORK = { kernel: 'sum-range', scale: 0.0001 };
const SETTING = { hashSeed: 1, pad: 0 };

/** An arm that is a line of Python instead of a Python with the JIT. */
function arm(line: string, env: Record<string, string> = {}): Arm {
  return { name: 'head', command: [hostPython().path, '-c', line], env };
}

function fault(broken: Arm, timeoutMs?: number): string {
  try {
    runTrial(broken, WORK, SETTING, [], timeoutMs);
  } catch (error) {
    assert.ok(error instanceof TrialFault);
    return error.message;
  }
  return 'no fault';
}

describe('a trial (starts python)', () => {
  it('has a time for each call by both clocks, the result, and no counters without a JIT', () => {
    const trial = runTrial({ name: 'control', command: [hostPython().path], env: {} }, WORK, SETTING, []);
    assert.equal(trial.cpuNs.length, 5);
    assert.ok([...trial.cpuNs, ...trial.wallNs].every((time) => time > 0));
    assert.deepEqual([trial.result, trial.counters], [String((1600 * 1599) / 2), null]);
  });

  it('gives every arm an environment of one size, and nothing of the user', () => {
    process.env['TRACEJIT_DISABLE'] = 'all';
    try {
      const line =
        'import os; n = sum(len(k) + len(v) + 2 for k, v in os.environb.items()); ' +
        'print(\'{"cpuNs":[1],"wallNs":[1],"result":"%d %s"}\' % (n, os.environ.get("TRACEJIT_DISABLE")))';
      const results = [{}, { TRACEJIT_CACHE: '/tmp/some/folder' }].map(
        (env) => runTrial(arm(line, env), WORK, SETTING, []).result,
      );
      assert.equal(results[0], results[1]);
      assert.match(results[0] ?? '', / None$/);
      assert.notEqual(runTrial(arm(line), WORK, { hashSeed: 1, pad: 100 }, []).result, results[0]);
    } finally {
      delete process.env['TRACEJIT_DISABLE'];
    }
  });

  it('says what became of one that crashes, hangs, is not there or talks nonsense', () => {
    assert.equal(fault(arm('import sys; sys.exit("no such kernel")')), 'head, sum-range: exit code 1: no such kernel');
    assert.match(fault(arm('import os; os.abort()')), /^head, sum-range: ended by SIGABRT/);
    assert.equal(fault(arm('while True: pass'), 300), 'head, sum-range: not done after 0.3 s');
    assert.match(fault({ ...arm(''), command: ['/nonexistent/python'] }), /ENOENT/);
    assert.match(fault(arm('print("hello")')), /answered "hello\\n" instead of times/);
    assert.match(fault(arm('pass')), /answered "" instead of times/);
  });

  it('takes no time that is none', () => {
    for (const times of ['[]', '[0]', '[-1]', '[null]', '["1"]', 'null'])
      assert.throws(() => readTrial(`{"cpuNs":${times},"wallNs":[1],"result":"1"}`, 'head'), TrialFault);
    assert.throws(() => readTrial('{"cpuNs":[NaN],"wallNs":[1],"result":"1"}', 'head'), TrialFault);
  });
});
