import assert from 'node:assert/strict';
import { hostPython, tracejitCommand } from '../machine.ts';
import { type Arm, runTrial } from './trial.ts';

function smallest(env: Readonly<Record<string, string>>): number {
  const arm: Arm = {
    name: 'head',
    command: [tracejitCommand(), 'run'],
    env: { TRACEJIT_PYTHON: hostPython().path, TRACEJIT_SYNC: '1', ...env },
  };
  const { cpuNs } = runTrial(arm, { kernel: 'sum-range', scale: 1 }, { hashSeed: 0, pad: 0 }, []);
  return Math.min(...cpuNs);
}

describe('TRACEJIT_SLOWDOWN (starts the JIT)', () => {
  it('makes native code take longer: processor time, in proportion', () => {
    const ratio = smallest({ TRACEJIT_SLOWDOWN: '6' }) / smallest({});
    assert.ok(ratio > 3 && ratio < 12, String(ratio));
  });

  it('changes nothing where it is no factor above 1', () => {
    for (const nonsense of ['0.5', 'fast', '-3', 'nan', 'inf']) {
      const ratio = smallest({ TRACEJIT_SLOWDOWN: nonsense }) / smallest({});
      assert.ok(ratio < 3, `${nonsense}: ${ratio}`);
    }
  });
});
