import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

function tracejit(...args: string[]) {
  const child = spawnSync(process.execPath, ['build/js/engine/cli/main.js', ...args], { encoding: 'utf8' });
  return { status: child.status, stdout: child.stdout, stderr: child.stderr };
}

describe('tracejit command (starts node)', () => {
  it('lists its commands, with exit code 0', () => {
    const { status, stdout } = tracejit('--help');
    assert.equal(status, 0);
    assert.match(stdout, /doctor +show the whole toolchain/);
    assert.match(stdout, /run +run a script/);
    for (const code of [0, 1, 2, 3, 4]) assert.match(stdout, new RegExp(`^ +${code} +[a-z]`, 'm'));
  });

  it('knows of run what the launcher does, and leaves running to it', () => {
    assert.match(tracejit('run', '--help').stdout, /-m module/);
    const { status, stderr } = tracejit('run', '-O', 'script.py', '--flag');
    assert.equal(status, 2);
    assert.match(stderr, /launcher/);
  });

  it('shows the options of one command', () => {
    assert.match(tracejit('doctor', '--help').stdout, /--json/);
    assert.match(tracejit('help', 'doctor').stdout, /--json/);
  });

  it('refuses an unknown command or option, with exit code 2 and nothing on stdout', () => {
    for (const args of [['nope'], ['doctor', '--nope'], []]) {
      const { status, stdout } = tracejit(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
    }
  });
});
