/** The Python package as its user meets it: installed by pip into a fresh venv, without a network, run where no clone is to be seen. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython, projectFile } from '../machine.ts';

const HOT = `
def total(n):
    s = 0
    for i in range(n):
        s += i * 3 % 7
    return s

print(total(3_000_000))
`;

/** Compares each member of a wheel with RECORD, as pip does not. */
const CHECK_RECORD = `
import base64, hashlib, sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
[record] = [name for name in wheel.namelist() if name.endswith("/RECORD")]
rows = [line.split(",") for line in wheel.read(record).decode().splitlines()]
assert sorted(row[0] for row in rows) == sorted(wheel.namelist()), rows
for name, digest, size in rows:
    if name != record:
        content = wheel.read(name)
        found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (digest, size) == ("sha256=" + found, str(len(content))), name
`;

interface Package {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const PACKAGE = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as Package;
/** What every sentence about node must name. */
const OLDEST_NODE = PACKAGE.engines.node.replace('>=', '');

describe('the installed package (starts python and node)', function () {
  this.timeout(60_000);
  let folder = '';
  /** What plain python prints. */
  let printed = '';

  /** In a folder of its own, with an environment that names neither the clone nor anything it built. */
  function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
    const child = spawnSync(program, args, {
      cwd: join(folder, 'elsewhere'),
      env: { HOME: folder, PATH: `${folder}/venv/bin:${folder}/node`, ...env },
      encoding: 'utf8',
    });
    if (child.error) throw child.error;
    return { status: child.status, stdout: child.stdout, stderr: child.stderr };
  }

  const python = (args: readonly string[], env?: Record<string, string>) =>
    run(join(folder, 'venv/bin/python'), args, env);
  const sitePackages = () => join(folder, 'venv/lib/python3.13/site-packages');

  /** A node that is `text`, a shell script. */
  function nodeOf(text: string): string {
    const file = join(folder, 'node-script');
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  function tooOldNode(): string {
    const pretend = join(folder, 'pretend.cjs');
    writeFileSync(pretend, "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });");
    return nodeOf(`exec ${process.execPath} -r ${pretend} "$@"`);
  }

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tracejit-installed-')));
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'node'));
    symlinkSync(process.execPath, join(folder, 'node/node'));
    writeFileSync(join(folder, 'elsewhere/hot.py'), HOT);
    const venv = run(hostPython().path, ['-m', 'venv', join(folder, 'venv')]);
    assert.equal(venv.status, 0, venv.stderr);
    printed = python(['hot.py']).stdout;
    assert.match(printed, /^\d+\n$/);
    const tools = { PATH: `${folder}/venv/bin:${folder}/node:${process.env['PATH']}` };
    const pip = python(['-m', 'pip', 'install', '--no-index', projectFile('native/python')], tools);
    assert.equal(pip.status, 0, pip.stdout + pip.stderr);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('runs a hot script natively, with the engine it brought', () => {
    const stats = join(folder, 'stats.json');
    const started = join(folder, 'started');
    const node = nodeOf(`echo "$1" > ${started}; exec ${process.execPath} "$@"`);
    const done = python(['-m', 'tracejit', 'hot.py'], {
      TRACEJIT_STATS: stats,
      TRACEJIT_NODE: node,
      TRACEJIT_SYNC: '1',
    });
    assert.deepEqual(done, { status: 0, stdout: printed, stderr: '' });
    const { entries } = JSON.parse(readFileSync(stats, 'utf8')) as { entries: number };
    assert.ok(entries > 0, 'nothing ran natively');
    assert.equal(readFileSync(started, 'utf8').trim(), join(sitePackages(), 'tracejit/build/engine.cjs'));
  });

  it('finds node on PATH, and is importable in what it runs', () => {
    const program = 'import tracejit, _tracejit; print(tracejit.enabled(), _tracejit.__spec__.origin)';
    const { stdout, stderr } = python(['-m', 'tracejit', '-c', program]);
    assert.equal(stderr, '');
    assert.match(stdout, new RegExp(`^True ${sitePackages()}/tracejit/build/native/py3\\.13/_tracejit\\..*\\.so\n$`));
  });

  it('gives a program what python gives it', () => {
    const program =
      'import sys; print(sys.argv, sys.path, sys.orig_argv[1:], __name__, __file__, __spec__ and __spec__.name)\n';
    mkdirSync(join(folder, 'elsewhere/package'));
    for (const name of ['told.py', 'package/__main__.py']) writeFileSync(join(folder, 'elsewhere', name), program);
    for (const options of [[], ['-I'], ['-P', '-u']])
      for (const words of [
        ['told.py', 'a'],
        ['-m', 'package'],
        ['package'],
        ['missing.py'],
        ['-c', 'raise SystemExit(3)'],
      ])
        assert.deepEqual(python([...options, '-m', 'tracejit', ...words]), python([...options, ...words]));
  });

  it('is importable by a python that does not run under it', () => {
    assert.equal(python(['-c', 'import tracejit; print(tracejit.enabled(), tracejit.stats())']).stdout, 'False {}\n');
  });

  it('says once what to install when there is no node, and runs the program interpreted', () => {
    for (const env of [{ PATH: `${folder}/venv/bin` }, { TRACEJIT_NODE: '/nowhere/node' }]) {
      const done = python(['-m', 'tracejit', 'hot.py'], env);
      assert.deepEqual({ ...done, stderr: '' }, { status: 0, stdout: printed, stderr: '' });
      assert.match(done.stderr, /^tracejit: .*node.*; the program runs interpreted\n$/);
      assert.ok(done.stderr.includes(`install Node ${OLDEST_NODE} or newer`), done.stderr);
    }
  });

  it('says once that node is too old, and goes on interpreted', () => {
    const done = python(['-m', 'tracejit', 'hot.py'], { TRACEJIT_NODE: tooOldNode(), TRACEJIT_SYNC: '1' });
    assert.deepEqual({ ...done, stderr: '' }, { status: 0, stdout: printed, stderr: '' });
    assert.match(
      done.stderr,
      /^tracejit: the engine cannot start: node .* is too old .*; the program runs interpreted\n$/,
    );
    assert.ok(done.stderr.includes(`install Node ${OLDEST_NODE} or newer`), done.stderr);
  });

  it('writes nothing of its own into a file that the program opened as descriptor 2', () => {
    const program = 'import os; os.close(2); os.open("data", os.O_CREAT | os.O_WRONLY)\n';
    writeFileSync(join(folder, 'elsewhere/reopened.py'), program + HOT);
    const done = python(['-m', 'tracejit', 'reopened.py'], { TRACEJIT_NODE: tooOldNode(), TRACEJIT_SYNC: '1' });
    assert.deepEqual(done, { status: 0, stdout: printed, stderr: '' });
    assert.equal(readFileSync(join(folder, 'elsewhere/data'), 'utf8'), '');
  });

  it('has the version of package.json, and leaves nothing when it is uninstalled', () => {
    assert.ok(python(['-m', 'pip', 'show', 'tracejit']).stdout.includes(`\nVersion: ${PACKAGE.version}\n`));
    assert.equal(python(['-m', 'pip', 'uninstall', '--yes', 'tracejit']).status, 0);
    assert.equal(existsSync(join(sitePackages(), 'tracejit')), false);
  });
});

describe('the wheel (starts python and node)', function () {
  this.timeout(60_000);
  const backend = (program: string, folder = projectFile('native/python')) =>
    spawnSync(hostPython().path, ['-B', '-c', program], { cwd: folder, encoding: 'utf8' });

  it('is built by one command, with a true RECORD', () => {
    const built = spawnSync('npm', ['run', '--silent', 'wheel'], { cwd: projectFile(), encoding: 'utf8' });
    assert.equal(built.status, 0, built.stdout + built.stderr);
    const [wheel = ''] = readdirSync(projectFile('build/dist'));
    assert.equal(wheel, `tracejit-${PACKAGE.version}-cp313-cp313-linux_x86_64.whl`);
    assert.ok(built.stdout.includes(projectFile('build/dist', wheel)), built.stdout);
    const checked = spawnSync(hostPython().path, ['-c', CHECK_RECORD, projectFile('build/dist', wheel)], {
      encoding: 'utf8',
    });
    assert.equal(checked.status, 0, checked.stderr);
  });

  it('is refused for another python, in a sentence', () => {
    const { status, stderr } = backend(
      'import sys; sys.version_info = (3, 12, 1)\nfrom wheel_build.backend import build_wheel; build_wheel("/nowhere")',
    );
    assert.equal(status, 1);
    assert.match(stderr, /^tracejit: CPython 3\.13 is needed, and .* is cpython .*\n {2}to mend it: .*\n$/);
  });

  it('is refused for a python without the GIL', () => {
    const pretend =
      'import sysconfig; sysconfig.get_config_vars()["SOABI"] = "cpython-313t-x86_64-linux-gnu"; from wheel_build.backend import *';
    const { status, stderr } = backend(`${pretend}; get_requires_for_build_wheel()`);
    assert.equal(status, 1);
    assert.match(stderr, /^tracejit: CPython 3\.13 with the GIL, for Linux with glibc on x86-64 is needed, and .*313t/);
  });

  it('is refused before set-up, with the command that mends it', () => {
    const clone = realpathSync(mkdtempSync(join(tmpdir(), 'tracejit-clone-')));
    const copy = join(clone, 'native/python');
    mkdirSync(copy, { recursive: true });
    spawnSync('cp', ['-r', projectFile('native/python/wheel_build'), copy]);
    const { status, stderr } = backend('from wheel_build.backend import *; get_requires_for_build_wheel()', copy);
    rmSync(clone, { recursive: true });
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `tracejit: the engine is not built: there is no ${clone}/build/engine.cjs\n` +
        `  to mend it: npm run setup, in ${clone}; then install again\n`,
    );
  });
});
