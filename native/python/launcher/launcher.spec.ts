import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAUNCHER = 'native/python/launcher/tracejit';
const MAIN = join(realpathSync('.'), 'native/python/tracejit/__main__.py');
/** Prints its own path and its arguments, one a line. */
const ECHO = '#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n';

describe('launcher (starts sh)', () => {
  let folder = '';
  let python = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-launcher-'));
    python = program('python-echo');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(path: string): string {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, ECHO);
    chmodSync(file, 0o755);
    return file;
  }

  function launch(
    args: readonly string[],
    env: Record<string, string> = { TRACEJIT_PYTHON: python },
    command = LAUNCHER,
  ) {
    const child = spawnSync(command, args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env } });
    return { status: child.status, stderr: child.stderr, words: child.stdout.split('\n').slice(0, -1) };
  }

  function checkWords(args: readonly string[], expected: readonly string[]) {
    assert.deepEqual(launch(['run', ...args]).words, [python, ...expected]);
  }

  it('hands the script and what follows it to the package, untouched', () => {
    checkWords(['a b.py', '', '*', '-O', '--', "it's"], [MAIN, 'a b.py', '', '*', '-O', '--', "it's"]);
  });

  it('passes interpreter options before the script to python', () => {
    checkWords(
      ['-O', '-u', '-X', 'dev', '-Werror', 'a.py', '-X'],
      ['-O', '-u', '-X', 'dev', '-Werror', MAIN, 'a.py', '-X'],
    );
    checkWords(['-OW', 'error', 'a.py'], ['-OW', 'error', MAIN, 'a.py']);
  });

  it('takes --parallel among the options before the script, and says it by the knob', () => {
    writeFileSync(python, '#!/bin/sh\nprintf "%s\\n" "$0" "$@" "parallel=$TRACEJIT_PARALLEL"\n');
    checkWords(['--parallel', 'a.py', '--parallel'], [MAIN, 'a.py', '--parallel', 'parallel=on']);
    checkWords(['-u', '--parallel', '-W', 'error', '-m', 'x'], ['-u', '-W', 'error', MAIN, '-m', 'x', 'parallel=on']);
    checkWords(['-W', '--parallel', 'a.py'], ['-W', '--parallel', MAIN, 'a.py', 'parallel=']);
    assert.equal(launch(['run', '--parallel']).status, 2);
    const off = launch(['run', '--parallel', 'a.py'], { TRACEJIT_PYTHON: python, TRACEJIT: 'off' });
    assert.deepEqual(off.words, [python, 'a.py', 'parallel=on']);
  });

  it('leaves -m, -c and - to the package, splitting them off the options in the same word', () => {
    checkWords(['-m', 'json.tool', '-h'], [MAIN, '-m', 'json.tool', '-h']);
    checkWords(['-c', 'print(1)', 'x'], [MAIN, '-c', 'print(1)', 'x']);
    checkWords(['-u', '-'], ['-u', MAIN, '-']);
    checkWords(['-Oum', 'json.tool'], ['-Ou', MAIN, '-m', 'json.tool']);
    checkWords(['-Ocprint(1)'], ['-O', MAIN, '-cprint(1)']);
  });

  it('refuses what python would not understand, with exit code 2', () => {
    for (const args of [[], ['-O'], ['-X'], ['-z', 'a.py'], ['--jit', 'a.py'], ['-O', '']]) {
      const { status, stderr, words } = launch(['run', ...args]);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^tracejit: run: /);
      assert.deepEqual(words, []);
    }
  });

  it('finds the clone through links', () => {
    const link = join(folder, 'link');
    symlinkSync(realpathSync(LAUNCHER), join(folder, 'first'));
    symlinkSync('first', link);
    assert.deepEqual(launch(['run', 'a.py'], undefined, link).words, [python, MAIN, 'a.py']);
  });

  it('prefers TRACEJIT_PYTHON to the virtual environment, and that to the rest', () => {
    const venv = program('venv/bin/python');
    assert.equal(
      launch(['run', 'a.py'], { TRACEJIT_PYTHON: python, VIRTUAL_ENV: join(folder, 'venv') }).words[0],
      python,
    );
    assert.equal(launch(['run', 'a.py'], { VIRTUAL_ENV: join(folder, 'venv') }).words[0], venv);
  });

  describe('in a clone that was not set up', () => {
    let launcher = '';

    beforeEach(() => {
      launcher = join(folder, 'clone/native/python/launcher/tracejit');
      mkdirSync(join(launcher, '..'), { recursive: true });
      spawnSync('cp', [LAUNCHER, launcher]);
    });

    it('looks on PATH, past the shims of a version manager', () => {
      program('shims/python3.13');
      const onPath = program('bin/python3.13');
      const env = { PATH: `${folder}/shims:${folder}/bin:/usr/bin:/bin` };
      assert.equal(launch(['run', 'a.py'], env, launcher).words[0], onPath);
    });

    it('says how to get a Python when there is none, with exit code 3', () => {
      program('shims/python3.13');
      const { status, stderr } = launch(['run', 'a.py'], { PATH: `${folder}/shims:/usr/bin:/bin` }, launcher);
      assert.equal(status, 3);
      assert.match(stderr, /no Python 3\.13 found.*npm run setup.*TRACEJIT_PYTHON/);
    });

    it('says how to set up when another command is asked for, with exit code 3', () => {
      const { status, stderr } = launch(['doctor'], {}, launcher);
      assert.equal(status, 3);
      assert.match(stderr, /not set up: run 'npm run setup' in .*clone/);
    });
  });

  it('names a TRACEJIT_PYTHON that cannot be started, with exit code 3', () => {
    const { status, stderr } = launch(['run', 'a.py'], { TRACEJIT_PYTHON: '/nope/python' });
    assert.equal(status, 3);
    assert.match(stderr, /TRACEJIT_PYTHON=\/nope\/python/);
  });
});
