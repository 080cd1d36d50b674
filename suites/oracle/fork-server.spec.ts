import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { firstDivergence } from './compare.ts';
import { type Configuration, configurationNamed, INTERPRETER } from './configurations.ts';
import { ForkServer } from './fork-server.ts';
import type { DumpNode } from './observation.ts';
import { WorkerError } from './worker-error.ts';

const NAME = '/tmp/program.py';

const HOT = `
def f(n):
    s = 0.5
    for i in range(n):
        s = s + i
    return s
RESULTS = [f(50), f(60)]
print(RESULTS)
`;

function texts(nodes: readonly DumpNode[]): Record<string, string> {
  return Object.fromEntries(nodes);
}

async function withServer<T>(row: Configuration, work: (server: ForkServer) => Promise<T>): Promise<T> {
  const server = await ForkServer.start(row);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** Killed is not yet dead, and dead is not yet collected by init. */
async function untilDead(pid: number): Promise<void> {
  const stat = `/proc/${pid}/stat`;
  while (existsSync(stat) && !readFileSync(stat, 'utf8').includes(') Z ')) await setTimeout(10);
}

describe('the fork server, interpreted (starts python)', () => {
  let server: ForkServer;
  before(async () => {
    server = await ForkServer.start(INTERPRETER);
  });
  after(() => server.close());
  const observe = (source: string, more: object = {}) => server.observe({ name: NAME, source, ...more });

  it('observes what a program prints and leaves behind, and how it ends', async () => {
    const seen = await observe('import sys\nRESULTS = [1, -0.0]\nx = {"a": RESULTS}\nprint("out")\nsys.exit(7)\n');
    assert.deepEqual(seen.exit, { kind: 'code', code: 7 });
    assert.equal(seen.stdout, 'out\n');
    assert.deepEqual(texts(seen.result), {
      RESULTS: 'list of 2',
      'RESULTS[0]': 'int 1',
      'RESULTS[1]': 'float -0x0.0p+0',
    });
    assert.equal(texts(seen.state)["x['a']"], 'same as RESULTS');
    assert.equal(texts(seen.lifetime)['RESULTS'], 'references 2');
    assert.equal(seen.counters, null);
  });

  it('shows an uncaught exception as python does, in its own file', async () => {
    const seen = await observe('def f(a):\n    return a / 0\nf(\n  1)\n');
    assert.deepEqual(seen.exit, { kind: 'code', code: 1 });
    assert.match(
      seen.stderr,
      /^Traceback \(most recent call last\):\n {2}File "\/tmp\/program.py", line 3, in <module>\n/,
    );
    const exception = texts(seen.exception);
    assert.equal(exception['uncaught.(traceback)[0]'], 'frame <module>, line 3 to line 4, columns 0 to 4');
    assert.equal(exception['uncaught.(traceback)[1]'], 'frame f, line 2, columns 11 to 16');
    assert.equal(exception['uncaught.(traceback)[1].(local a)'], 'int 1');
  });

  it('gives each program a namespace, modules and a process of its own', async () => {
    await observe('import json, builtins\njson.x = y = 1\nbuiltins.len = None\n');
    const seen = await observe(
      'import json, __main__\nRESULTS = [hasattr(json, "x"), __main__.RESULTS is None if 0 else len("ab")]\n',
    );
    assert.deepEqual(texts(seen.result), { RESULTS: 'list of 2', 'RESULTS[0]': 'bool False', 'RESULTS[1]': 'int 2' });
  });

  it('takes a death by signal, and a death without a word, as results', async () => {
    const killed = await observe(
      'import os, sys\nsys.stderr.write("x" * 5000 + "last")\nsys.stderr.flush()\nos.abort()\n',
    );
    assert.deepEqual(killed.exit, { kind: 'signal', signal: 'SIGABRT' });
    assert.equal(killed.stderr, `${'x'.repeat(4092)}last`);
    const gone = await observe('import os\nos._exit(3)\n');
    assert.deepEqual([gone.exit, gone.state], [{ kind: 'code', code: 3 }, []]);
  });

  const beyond: Record<string, [string, object, string]> = {
    cpu: ['while True: pass\n', { cpu: 1 }, 'cpu'],
    wall: ['import time\ntime.sleep(20)\n', { wall: 0.5 }, 'wall'],
    memory: ['x = "a" * (1 << 30)\n', {}, 'memory'],
    output: ['while True: print("x" * 100)\n', {}, 'output'],
  };
  for (const [what, [source, limits, limit]] of Object.entries(beyond)) {
    it(`takes the limit on ${what} as a result`, async () => {
      const seen = await observe(source, { limits });
      assert.deepEqual(seen.exit, { kind: 'limit', limit });
      if (limit === 'output') assert.equal(seen.stdout.length, 256 << 10);
    });
  }

  it('ends what a program left running, and waits for no descendant', async () => {
    const seen = await observe('import subprocess\np = subprocess.Popen(["sleep", "30"])\nprint(p.pid)\n');
    assert.deepEqual(seen.exit, { kind: 'code', code: 0 });
    await untilDead(Number(seen.stdout));
  });

  it('reports once for a program that forks', async () => {
    const seen = await observe(
      'import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\nRESULTS = [pid > 0]\ndel pid\n',
    );
    assert.equal(texts(seen.result)['RESULTS[0]'], 'bool True');
  });

  it('tells whether main loses blocks', async () => {
    const main = 'def main():\n    global kept\n    kept = ';
    const kept = await observe(`kept = None\n${main}(kept, 1.5)\n`, { repeat: 6 });
    assert.equal(texts(kept.lifetime)['main()'], 'blocks 1');
    const once = await observe(`${main}[1.5]\n`, { repeat: 6 });
    assert.equal(texts(once.lifetime)['main()'], 'blocks 0');
  });

  it('says who died and why when the warm python is gone', async () => {
    await withServer(INTERPRETER, async (doomed) => {
      process.kill(doomed.pid ?? 0, 'SIGKILL');
      await assert.rejects(doomed.observe({ name: NAME, source: '' }), WorkerError);
      await assert.rejects(
        doomed.observe({ name: NAME, source: '' }),
        /the worker \(.*python.*\) was ended by SIGKILL/,
      );
    });
  });
});

describe('the fork server, native (starts python and node)', function () {
  this.timeout(20_000);

  for (const name of ['threshold-2', 'no-optimisation'] as const) {
    it(`runs natively and shows no difference: ${name}`, async () => {
      const expected = await withServer(INTERPRETER, (server) => server.observe({ name: NAME, source: HOT }));
      const actual = await withServer(configurationNamed(name), (server) =>
        server.observe({ name: NAME, source: HOT }),
      );
      assert.ok((actual.counters?.entries ?? 0) > 0, JSON.stringify(actual.counters));
      assert.equal(firstDivergence(expected, actual), undefined);
    });
  }

  it('runs one text after another in a session, natively', async () => {
    await withServer(configurationNamed('threshold-2'), async (server) => {
      const session = await server.openSession({ name: NAME });
      await session.step(HOT);
      const seen = await session.step('RESULTS.append(f(70))\nprint("two")\n');
      assert.deepEqual([seen.stdout, texts(seen.result)['RESULTS']], ['two\n', 'list of 3']);
      assert.ok((seen.counters?.entries ?? 0) > 1);
      const failed = await session.step('1/0\n');
      assert.deepEqual(
        [failed.exit, texts(failed.exception)['uncaught']],
        [{ kind: 'code', code: 1 }, 'exception ZeroDivisionError'],
      );
      assert.deepEqual((await session.step('import os\nos.abort()\n')).exit, { kind: 'signal', signal: 'SIGABRT' });
      await assert.rejects(session.step(''), /the session is over: its process ended with .*SIGABRT/);
      assert.deepEqual(await session.close(), { kind: 'signal', signal: 'SIGABRT' });
      const after = await server.observe({ name: NAME, source: HOT });
      assert.ok((after.counters?.entries ?? 0) > 0);
    });
  });

  it('refuses to observe without its engine', async () => {
    await withServer(configurationNamed('threshold-2'), async (server) => {
      process.kill(server.enginePid ?? 0, 'SIGKILL');
      await assert.rejects(async () => {
        for (;;) await server.observe({ name: NAME, source: HOT });
      }, /the engine \(.*engine.cjs\) was ended by SIGKILL/);
    });
  });
});
