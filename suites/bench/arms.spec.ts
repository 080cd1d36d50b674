import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hostPython, suiteFile } from '../machine.ts';
import { type Arm, findArms, kernelScript, steadyCommand, wholeCommand } from './arms.ts';

describe('the arm of Numba (starts python)', () => {
  const arm: Arm = { name: 'numba', command: [hostPython().path], version: '', env: {} };
  const env = { ...process.env, PYTHONPATH: suiteFile('bench', 'testing', 'numba') };
  const run = ([program = '', ...args]: readonly string[], input = '') =>
    spawnSync(program, args, { encoding: 'utf8', env, input });

  it('compiles the functions of the kernel, but not its entry points', () => {
    const whole = run(wholeCommand(arm, 'fib', 0.01));
    assert.equal(whole.stdout, '28657\n');
    assert.equal(whole.stderr, 'njit fib\nnjit run\n');
    const steady = run(steadyCommand(arm, kernelScript('fib'), 0.01), 'run 2\nmemory\n');
    assert.match(steady.stdout, /^\{"ns": \[\d+, \d+\], "result": "28657"\}\n\d{4,}\n$/);
    assert.equal(steady.stderr, 'njit fib\nnjit run\n');
  });

  it('is there only where Numba can be imported', () => {
    const names = findArms().map(({ name }) => name);
    const importable = spawnSync(hostPython().path, ['-c', 'import numba']).status === 0;
    assert.equal(names.includes('numba'), importable);
  });
});
