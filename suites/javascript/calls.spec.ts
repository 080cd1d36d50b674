import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  type PyArgument,
  PyOpaque,
  PythonError,
  PythonExitError,
  type PythonModule,
  PythonTimeoutError,
  py,
  Session,
} from '../../native/node/index.ts';
import { suiteFile } from '../machine.ts';

const SUBJECT = suiteFile('javascript', 'subject.py');

async function rejection<E extends Error>(call: Promise<unknown>, type: new (...args: never[]) => E): Promise<E> {
  const error = await call.then(
    () => assert.fail('nothing was thrown'),
    (thrown) => thrown,
  );
  if (!(error instanceof type)) throw error;
  return error;
}

/** Fails unless a process ends, now or in a moment. */
async function ended(pid: number): Promise<void> {
  for (let wait = 0; wait < 100 && existsSync(`/proc/${pid}`); wait++) await setTimeout(20);
  assert.ok(!existsSync(`/proc/${pid}`));
}

function caller(module: PythonModule) {
  return (name: string, ...args: PyArgument[]) => {
    const found = module[name];
    assert.ok(found);
    return found(...args);
  };
}

describe('calls from JavaScript', function () {
  this.timeout(20_000);
  const session = new Session();
  let subject: PythonModule;
  let call: ReturnType<typeof caller>;

  before(async () => {
    subject = await session.load(SUBJECT);
    call = caller(subject);
  });
  after(() => session.close());

  it('runs natively what is hot', async () => {
    const expected = Array.from({ length: 7 }, (_, k) => (k * k) % 7).reduce((sum, each) => sum + each) * 300_000;
    const entries = async () => {
      const { units } = (await session.stats()) as { units: { code: string; entries: number }[] };
      return units.find(({ code }) => code === 'residues')?.entries ?? 0;
    };
    // Compiling is in the background: the first calls may be interpreted.
    const deadline = performance.now() + 10_000;
    do assert.equal(await call('residues', 2_100_000), expected);
    while ((await entries()) === 0 && performance.now() < deadline);
    assert.ok((await entries()) > 0);
  });

  it('reads values and what is inside of classes', async () => {
    assert.equal(await subject['Config.LIMIT']?.value(), 1);
    assert.deepEqual(await subject['Config.LIMIT']?.with({ exact: true }).value(), py.float(1));
    assert.equal(await subject['Config.LIMIT.is_integer']?.(), true);
  });

  it('imports by name and by file, each once', async () => {
    const math = await session.load('math');
    assert.equal(await math['gcd']?.(2n ** 80n, 2n ** 70n), 2n ** 70n);
    const first = await call('counted');
    assert.equal(await caller(await session.load(SUBJECT))('counted'), Number(first) + 1);
    const missing = await rejection(session.load('no_such_module'), PythonError);
    assert.equal(missing.message, "ModuleNotFoundError: No module named 'no_such_module'");
    assert.equal((await rejection(session.load('./no/file.py'), PythonError)).type, 'FileNotFoundError');
  });

  it('keeps what pythonia needs from the program', async () => {
    assert.deepEqual(await call('environment'), py.tuple([], [], [suiteFile('javascript'), ''], [''], false));
  });

  describe('exceptions', () => {
    it('have type, text, arguments, notes, traceback and cause', async () => {
      const error = await rejection(call('raise_chain', 7), PythonError);
      assert.equal(error.message, 'subject.Missing: nothing at 7');
      assert.deepEqual([error.type, error.text, error.notes], ['subject.Missing', 'nothing at 7', ['a note']]);
      const [place, float, opaque] = error.args;
      assert.deepEqual([place, float], [7, py.float(2)]);
      assert.ok(opaque instanceof PyOpaque && opaque.type === 'object' && opaque.repr.startsWith('<object object at'));
      assert.match(error.traceback, /^Traceback.*direct cause.*subject\.py", line \d+, in raise_chain.*a note\n$/s);
      assert.doesNotMatch(error.traceback, /tracejit_adapter|pythonia/);
      assert.equal(error.cause?.message, 'IndexError: list index out of range');
      assert.equal(error.context, undefined);
    });

    it('name the caller in JavaScript and the line in Python', async () => {
      async function innermost() {
        return await call('raise_chain', 1);
      }
      const { stack } = await rejection(innermost(), PythonError);
      assert.match(stack ?? '', /at async innermost.*subject\.py", line/s);
    });

    it('have a context', async () => {
      const error = await rejection(call('raise_while_handling'), PythonError);
      assert.equal(error.message, 'ZeroDivisionError: division by zero');
      assert.equal(error.context?.message, "KeyError: 'key'");
      assert.equal(error.cause, undefined);
    });

    it('come in groups', async () => {
      const { errors } = await rejection(call('raise_group'), PythonError);
      assert.deepEqual(
        errors.map(({ message }) => message),
        ['ValueError: first', 'subject.Missing: nothing at 2'],
      );
    });

    it('are told when they cannot be printed, and when they would end Python', async () => {
      const unprintable = await rejection(call('raise_unprintable'), PythonError);
      assert.match(unprintable.message, /Unprintable: <str\(\) failed: RuntimeError>$/);
      const exit = await rejection(call('leave'), PythonError);
      assert.deepEqual([exit.type, exit.args], ['SystemExit', [3]]);
      assert.equal(await call('echo', 1), 1);
    });

    it('of a wrong call leave the process as it was', async () => {
      assert.equal((await rejection(call('nothing_there'), PythonError)).type, 'AttributeError');
      assert.equal((await rejection(call('echo'), PythonError)).type, 'TypeError');
      assert.throws(() => new Session({ timeoutMs: 0 }), RangeError);
      await assert.rejects(subject['echo']?.with({ timeoutMs: 2 ** 31 })(1) ?? Promise.resolve(), RangeError);
    });
  });
});

describe('a Python process that ends', function () {
  this.timeout(20_000);
  const session = new Session();
  const load = async (module: string | URL = SUBJECT) => caller(await session.load(module));
  after(() => session.close());

  it('after a time-out: says what ran, fails what waited, and starts afresh', async () => {
    const module = await session.load(SUBJECT);
    const call = caller(module);
    const pid = Number(await call('pid'));
    const started = performance.now();
    const spinning = rejection(
      module['spin']?.with({ timeoutMs: 300 })('now') ?? Promise.resolve(),
      PythonTimeoutError,
    );
    const waiting = rejection(call('echo', 1), PythonExitError);
    const error = await spinning;
    assert.ok(performance.now() - started < 3000);
    assert.match(error.message, /^subject\.spin\('now'\) did not end within 300 ms: its Python process was killed/);
    assert.match(error.message, /spinning since now$/);
    assert.match(
      (await waiting).message,
      /was killed, because subject\.spin\('now'\) did not end within 300 ms, before this could run/,
    );
    await ended(pid);
    const gone = await rejection(call('echo', 2), PythonExitError);
    assert.match(gone.message, /^subject\.echo\(2\): the Python process was killed.* earlier.*Load the module again/);
    assert.equal(await (await load())('echo', 3), 3);
  });

  it('counts the time of a call, and not of those before it', async () => {
    const module = await session.load(SUBJECT);
    const slow = module['sleep']?.(0.5);
    assert.equal(await module['sleep']?.with({ timeoutMs: 400 })(0.1), 0.1);
    assert.equal(await slow, 0.5);
  });

  it('by os._exit: tells code and last words', async () => {
    const call = await load();
    const error = await rejection(call('exit_at_once', 7), PythonExitError);
    assert.deepEqual([error.exitCode, error.signal, error.stderr], [7, null, 'last words: ü']);
    assert.match(
      error.message,
      /^subject\.exit_at_once\(7\): the Python process exited with code 7 while this ran\. .*\nlast words: ü$/,
    );
  });

  for (const signal of ['SIGSEGV', 'SIGKILL']) {
    it(`by ${signal}: tells the signal`, async () => {
      const call = await load();
      const error = await rejection(call('kill_itself', signal), PythonExitError);
      assert.deepEqual([error.exitCode, error.signal], [null, signal]);
      assert.equal(error.message.includes('TRACEJIT=off'), signal === 'SIGSEGV');
    });
  }

  it('by close(): fails what runs, and may be closed twice', async () => {
    const call = await load();
    const pid = Number(await call('pid'));
    const running = rejection(call('sleep', 60), PythonExitError);
    await Promise.all([session.close(), session.close()]);
    assert.match((await running).message, /was closed by close\(\) while this ran/);
    await ended(pid);
    assert.deepEqual(await session.stats(), {});
  });

  it('is not waited for when a program it started, or a thread, goes on', async () => {
    const started = performance.now();
    await rejection((await load())('exit_leaving_a_child'), PythonExitError);
    assert.ok(performance.now() - started < 4000);
    const call = await load();
    const pid = Number(await call('pid'));
    await call('linger');
    await session.close();
    await ended(pid);
    assert.ok(performance.now() - started < 10_000);
  });

  it('before it was one: says why', async () => {
    const nowhere = new Session({ python: '/no/python3.13' });
    const error = await rejection(nowhere.load('math'), PythonExitError);
    assert.equal(error.exitCode, 3);
    assert.match(error.message, /TRACEJIT_PYTHON=\/no\/python3\.13 is not a program that can be started/);
    const noFolder = new Session({ cwd: '/no/folder' });
    assert.match((await rejection(noFolder.load('math'), PythonExitError)).message, /could not be started.*ENOENT/);
  });
});

describe('two sessions', function () {
  this.timeout(20_000);

  it('have a process each, and options of their own', async () => {
    const one = new Session({ exact: true });
    const other = new Session({ env: { TRACEJIT: 'off' }, cwd: suiteFile('javascript') });
    const [first, second] = [caller(await one.load(SUBJECT)), caller(await other.load('subject'))];
    assert.notEqual(await first('pid'), await second('pid'));
    await Promise.all([first('counted'), first('counted')]);
    assert.deepEqual([await first('counted'), await second('counted')], [3, 1]);
    assert.deepEqual([await first('echo', py.float(1)), await second('echo', py.float(1))], [py.float(1), 1]);
    assert.equal((await one.stats())['version'], 1);
    assert.deepEqual(await other.stats(), {});
    await rejection(first('exit_at_once', 1), PythonExitError);
    assert.equal(await second('counted'), 2);
    await Promise.all([one.close(), other.close()]);
  });
});
