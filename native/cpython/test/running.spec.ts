import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython } from '../../../suites/machine.ts';

const root = process.cwd();
const launcher = join(root, 'native/python/tracejit/__main__.py');

const SCRIPT = `
import os, signal, sys
print(sys.argv, sys.path[0], sys.orig_argv, __file__, list(globals()), sys._getframe().f_back)
print(__name__, __doc__, __package__, __spec__, __loader__.name, __annotations__, sorted(sys.path_importer_cache), sys.flags)
def depth(n):
    try: return depth(n + 1)
    except RecursionError: return n
print(depth(0))
way = sys.argv[1:2]
if way == ['raise']: 1 / 0
if way == ['exit']: sys.exit(7)
if way == ['text']: sys.exit('goodbye')
if way == ['interrupt']: raise KeyboardInterrupt
if way == ['signal']: os.kill(os.getpid(), signal.SIGINT)
if way == ['input']: print(input())
`;

describe('running a program as python does', function () {
  this.timeout(60_000);
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-running-'));
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'script.py'), SCRIPT);
    writeFileSync(join(folder, 'broken.py'), 'def f(:\n');
    writeFileSync(join(folder, 'package/__init__.py'), '');
    writeFileSync(
      join(folder, 'package/__main__.py'),
      'import sys; print(sys.argv, sys.path[0], __package__, __spec__.name, __file__)\n',
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (words: readonly string[]) => {
    const done = spawnSync(hostPython().path, words, { cwd: folder, encoding: 'utf8', input: 'print("from stdin")\n' });
    return { status: done.status, signal: done.signal, stdout: done.stdout, stderr: done.stderr };
  };

  const programs: readonly (readonly string[])[] = [
    ...['', 'raise', 'exit', 'text', 'interrupt', 'signal', 'input'].map((way) => ['script.py', way, 'x']),
    ['./script.py'],
    ['-c', 'import sys; print(sys.argv, sys.path[0], sys._getframe().f_back); 1 / 0', 'a'],
    ['-cprint(1)'],
    ['-m', 'package', 'a'],
    ['-m', 'missing'],
    ['package', 'a'],
    ['missing.py'],
    ['broken.py'],
    ['-'],
  ];
  for (const options of [[], ['-O', '-X', 'dev', '-W', 'error'], ['-I']])
    for (const program of programs)
      it([...options, ...program].join(' '), () => {
        assert.deepEqual(run([...options, launcher, ...program]), run([...options, ...program]));
      });

  it('runs interpreted, with a word about it, where the tool number is taken or nothing is built', () => {
    const copy = join(folder, 'native/python/tracejit');
    mkdirSync(copy, { recursive: true });
    for (const name of ['__main__.py', 'locate.py', 'interpreted.py'])
      writeFileSync(join(copy, name), readFileSync(join(launcher, '..', name)));
    const done = run([join(copy, '__main__.py'), '-c', 'print(6 * 7)']);
    assert.deepEqual({ status: done.status, stdout: done.stdout }, { status: 0, stdout: '42\n' });
    assert.match(done.stderr, /^tracejit: .*_tracejit.*; the program runs interpreted\n$/);
  });

  it('lets a program import tracejit', () => {
    const done = run([launcher, '-c', 'import tracejit; print(tracejit.enabled(), tracejit.stats()["version"])']);
    assert.equal(done.stdout + done.stderr, 'True 1\n');
  });
});
