/** Bad input and broken surroundings: a clear message or python's own behaviour, the right exit code, and never another result. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython, projectFile, tracejitCommand } from '../machine.ts';
import { TEST_KNOBS } from '../oracle/run-both.ts';

/** The extension, named for the ABI of the python at hand. */
function extension(): string {
  const folder = 'build/native/py3.13';
  const name = readdirSync(projectFile(folder)).find((file) => file.startsWith('_tracejit.'));
  assert.ok(name, `nothing in ${folder}`);
  return join(folder, name);
}

const HOT = `
def hot(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

print(hot(5000), hot(5000))
`;

/** Kills its engine between two hot loops: the node process with the same TRACEJIT_SPEC_KILLED in its environment. */
const ENGINE_KILLER = `${HOT}
import os, signal
killed = 0
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        environment = open(f"/proc/{pid}/environ").read()
        command = open(f"/proc/{pid}/cmdline").read()
    except OSError:
        continue
    if f"TRACEJIT_SPEC_KILLED={os.environ['TRACEJIT_SPEC_KILLED']}" in environment.split("\\0") and "engine.cjs" in command:
        os.kill(int(pid), signal.SIGKILL)
        killed += 1
with open(os.environ["TRACEJIT_SPEC_KILLED"], "w") as file:
    file.write(str(killed))

def other(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total

print(other(5000), hot(5000))
`;

/** Pythons of this machine that are no CPython 3.13. */
function otherPythons(): string[] {
  const versions = join(homedir(), '.pyenv', 'versions');
  const names = existsSync(versions) ? readdirSync(versions) : [];
  const pyenv = names
    .filter((name) => /^3\.(11|12|14)\./.test(name))
    .map((name) => join(versions, name, 'bin', 'python3'));
  return ['/usr/bin/python3', '/usr/bin/pypy3', ...pyenv].filter((program) => existsSync(program));
}

describe('bad input and broken surroundings (starts python)', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-bad-input-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const hot = write('hot.py', HOT);

  function start(command: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const [program = '', ...args] = command;
    const child = spawnSync(program, args, {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, ...TEST_KNOBS, ...env },
    });
    return { stdout: child.stdout, stderr: child.stderr, status: child.status };
  }
  const tracejit = (args: readonly string[], env?: Readonly<Record<string, string>>, command = tracejitCommand()) =>
    start([command, 'run', ...args], env);
  const python = (args: readonly string[]) => start([hostPython().path, ...args]);

  /** A clone with the launcher and the package only, and what `fill` puts beside them. */
  function clone(name: string, fill: (root: string) => void): string {
    const root = join(folder, name);
    mkdirSync(join(root, 'native'), { recursive: true });
    cpSync(projectFile('native/python'), join(root, 'native/python'), { recursive: true });
    mkdirSync(join(root, 'build/native/py3.13'), { recursive: true });
    writeFileSync(join(root, 'build/python.path'), `${hostPython().path}\n`);
    fill(root);
    return join(root, 'native/python/launcher/tracejit');
  }

  const sameAsPython: Record<string, readonly string[]> = {
    'a script that is not there': ['nowhere.py'],
    'a folder without __main__': ['.'],
    'a syntax error': [write('syntax.py', 'def f(:\n    pass\n')],
    'a script that is not text': [write('binary.py', 'x = "\u0000"\n')],
    'a module that is not there': ['-m', 'no_such_module_at_all'],
    'a syntax error in -c': ['-c', 'x = ('],
    'an exception in -c': ['-c', 'raise ValueError(5)'],
  };
  for (const [what, args] of Object.entries(sameAsPython)) {
    it(`${what}: as python itself`, () => {
      const expected = python(args);
      assert.notEqual(expected.status, 0);
      assert.deepEqual(tracejit(args), expected);
    });
  }

  it('no Python: a message that names it, exit code 3', () => {
    const { status, stderr } = tracejit([hot], { TRACEJIT_PYTHON: '/nowhere/python' });
    assert.equal(status, 3);
    assert.match(stderr, /TRACEJIT_PYTHON=\/nowhere\/python/);
  });

  for (const other of otherPythons()) {
    it(`${other}: one line, then the script's own behaviour`, () => {
      const { status, stdout, stderr } = tracejit([hot], { TRACEJIT_PYTHON: other });
      assert.deepEqual({ status, stdout }, { status: 0, stdout: python([hot]).stdout });
      assert.match(stderr, /^tracejit: needs CPython 3\.13, and .* runs interpreted\n$/);
    });
  }

  it('a native build that cannot be loaded: one line, then interpreted', () => {
    const broken = clone('broken', (root) => writeFileSync(join(root, extension()), 'not an object file'));
    const { status, stdout, stderr } = tracejit([hot], {}, broken);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: python([hot]).stdout });
    assert.match(stderr, /^tracejit: .*runs interpreted\n$/);
  });

  it('no native build: one line, then interpreted', () => {
    const { status, stdout, stderr } = tracejit(
      [hot],
      {},
      clone('empty', () => undefined),
    );
    assert.deepEqual({ status, stdout }, { status: 0, stdout: python([hot]).stdout });
    assert.match(stderr, /^tracejit: .*runs interpreted\n$/);
  });

  it('no engine: the results of python', () => {
    const engineless = clone('engineless', (root) => cpSync(projectFile(extension()), join(root, extension())));
    const { status, stdout } = tracejit([hot], {}, engineless);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: python([hot]).stdout });
  });

  it('an engine killed in the middle of a run: the results of python', () => {
    const script = write('killer.py', ENGINE_KILLER);
    const expected = start([hostPython().path, script], { TRACEJIT_SPEC_KILLED: join(folder, 'killed-plain') });
    const killed = join(folder, 'killed');
    const { status, stdout } = tracejit([script], { TRACEJIT_SPEC_KILLED: killed });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: expected.stdout });
    assert.ok(Number(start(['cat', killed]).stdout) > 0, 'there was no engine to kill');
  });

  it('an engine that is not at the socket named: the results of python', () => {
    const { status, stdout } = tracejit([hot], { TRACEJIT_ENGINE: join(folder, 'no.sock') });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: python([hot]).stdout });
  });

  it('a home that cannot be written, and a cache that cannot be: the script, and nothing on stderr', () => {
    const env = { HOME: '/proc/nowhere', TRACEJIT_CACHE: '/proc/nowhere/cache' };
    assert.deepEqual(tracejit([hot], env), { ...python([hot]), stderr: '' });
  });

  it('TRACEJIT=off: python itself', () => {
    assert.deepEqual(tracejit([hot], { TRACEJIT: 'off' }), python([hot]));
  });
});
