import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../machine.ts';

/** A project of a user's that has the package linked. */
describe('a Node program that has tracejit installed', function () {
  this.timeout(20_000);
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-javascript-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(projectFile(), join(folder, 'node_modules/tracejit'));
    write('package.json', '{ "type": "module" }');
    write(
      'noisy.py',
      `
import os, sys, time, neighbour
print('on import')
def noise(n):
    os.write(1, b'{"r": 1, "key": "string", "val": "raw"}\\n')
    for i in range(n): print('line', i, neighbour.NAME)
    sys.stderr.write('warned\\n')
    try: return input()
    except EOFError: print('half a line ', end='')
    return 'no input'
def spin():
    print('printed before it was killed')
    print('spinning', file=sys.stderr)
    while True: pass
def echo(x): return x
import atexit; atexit.register(lambda: print('python ended'))
`,
    );
    write('neighbour.py', "NAME = 'next to it'");
  });
  after(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string) {
    writeFileSync(join(folder, name), text);
  }

  function run(body: string, env: Record<string, string> = {}) {
    const file = 'main.mjs';
    write(file, `import { tracejit, PythonExitError } from 'tracejit';\n${body}`);
    const options = {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, PYTHONUNBUFFERED: '', ...env },
      timeout: 15_000,
    } as const;
    const child = spawnSync(process.execPath, [file], { ...options, input: 'typed\n' });
    // Waits for whoever holds stdout: Python too.
    assert.equal(child.error, undefined);
    return child;
  }

  const LOAD = "const noisy = await tracejit.load(new URL('./noisy.py', import.meta.url));\n";

  it('sees what Python prints, in order, and nothing of the protocol', () => {
    const text = `${LOAD}process.stdout.write(await noisy.noise(2) + '\\n'); await Promise.all([tracejit.close(), tracejit.close()]); process.stdout.write('closed\\n');`;
    const { status, stdout, stderr } = run(text, { DEBUG: '*' });
    const raw = '{"r": 1, "key": "string", "val": "raw"}';
    const lines = ['line 0 next to it', 'line 1 next to it', 'half a line no input', 'python ended', 'closed', ''];
    assert.equal(stdout, ['on import', raw, ...lines].join('\n'));
    assert.deepEqual([status, stderr], [0, 'warned\n']);
  });

  it('ends by itself, and Python with it, without close()', () => {
    const started = performance.now();
    const { status, stdout } = run(`${LOAD}await noisy.echo(1);`);
    assert.deepEqual([status, stdout], [0, 'on import\npython ended\n']);
    assert.ok(performance.now() - started < 5000);
  });

  it('is kept running by a call, and by nothing else', () => {
    const { status, stdout } = run(
      `${LOAD}noisy.echo(1).then(() => noisy.echo(2)).then((x) => process.stdout.write('got ' + x + '\\n'));`,
    );
    assert.deepEqual([status, stdout], [0, 'on import\ngot 2\npython ended\n']);
  });

  it('takes Python along when it exits in the middle of a call', () => {
    const { status, stdout } = run(`${LOAD}process.stderr.write = () => process.exit(5); noisy.spin();`);
    assert.deepEqual([status, stdout], [5, 'on import\nprinted before it was killed\n']);
  });

  it('dies of a Python that dies, with a message that says so', () => {
    write('fatal.py', 'import os\ndef end(): os.abort()');
    const { status, stderr } = run("const fatal = await tracejit.load('./fatal.py'); await fatal.end();");
    assert.equal(status, 1);
    assert.match(stderr, /PythonExitError: fatal\.end\(\): the Python process was ended by SIGABRT while this ran/);
    assert.match(stderr, /at async file:.*main\.mjs:2/);
  });

  it('ends soon when Python could not be started', () => {
    const started = performance.now();
    const { status, stderr } = run("await tracejit.load('math').catch(() => undefined);", { TRACEJIT_PYTHON: '/no' });
    assert.deepEqual([status, stderr], [0, 'tracejit: TRACEJIT_PYTHON=/no is not a program that can be started\n']);
    assert.ok(performance.now() - started < 5000);
  });

  it('is like the example', () => {
    const example = projectFile('examples', 'javascript', 'main.mjs');
    const { status, stdout } = spawnSync(process.execPath, [example], { encoding: 'utf8', timeout: 15_000 });
    assert.equal(status, 0);
    assert.match(stdout, /^radius 10 holds 317 points .*\nradius 1000 holds 3141549 points .*\n/);
    assert.match(
      stdout,
      /\nPython raised ValueError with a radius is not negative\nnative code was entered [1-9]\d* times\n$/,
    );
  });

  it('has types', () => {
    write(
      'typed.mts',
      `import { type PythonModule, PythonError, py, type PyValue, tracejit } from 'tracejit';
       const loose: PythonModule = await tracejit.load('./noisy.py');
       const value: PyValue | undefined = await loose['echo']?.([1, 2n, py.float(1), { a: py.tuple(null) }]);
       const strict = await tracejit.load<{ echo(x: number): Promise<number> }>('./noisy.py', { timeoutMs: 5 });
       const sum: number = 1 + await strict.echo(1);
       // @ts-expect-error: a date cannot cross
       await loose['echo']?.(new Date());
       // @ts-expect-error: it has a number
       await strict.echo('1');
       try { await tracejit.session({ exact: true }).close(); } catch (error) {
         if (error instanceof PythonError) String([error.type, error.cause?.traceback, value, sum]);
       }`,
    );
    const tsc = projectFile('node_modules/typescript/bin/tsc');
    const options = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      '--types',
      'node',
    ];
    const roots = ['--typeRoots', projectFile('node_modules/@types')];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...roots, 'typed.mts'], {
      encoding: 'utf8',
      cwd: folder,
    });
    assert.deepEqual([status, stdout], [0, '']);
  });
});
