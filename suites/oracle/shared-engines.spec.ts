import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KNOBS } from '../../engine/base/knobs.ts';
import { readKnobs } from '../../engine/service/knobs.ts';
import { withMutant } from '../mutants/server-options.ts';
import { type Configuration, configurationNamed, JIT_CONFIGURATIONS, quickly } from './configurations.ts';
import { ForkServer, type ForkServerOptions } from './fork-server.ts';
import { engineEnvironment, SharedEngines } from './shared-engines.ts';

const HOT = {
  name: '/tmp/program.py',
  source: 'def f(n):\n    s = 0.5\n    for i in range(n):\n        s = s + i\n    return s\nRESULTS = [f(50), f(60)]\n',
};

const EVERY: readonly Configuration[] = [...JIT_CONFIGURATIONS, ...JIT_CONFIGURATIONS.map(quickly)];
const knobsOf = ({ knobs }: Configuration): Record<string, string> => ({ ...knobs });

describe('what an engine can know of an environment', () => {
  it('is the same for two configurations exactly where the knobs it reads are', () => {
    let shared = 0;
    for (const one of EVERY.map(knobsOf))
      for (const other of EVERY.map(knobsOf)) {
        const same = JSON.stringify(engineEnvironment(one)) === JSON.stringify(engineEnvironment(other));
        const [wanted, found] = [one, other].map((knobs) => ({ ...readKnobs(knobs), disable: knobs.TRACEJIT_DISABLE }));
        if (same) assert.deepEqual(found, wanted);
        else assert.notDeepEqual(found, wanted);
        shared += same ? 1 : 0;
      }
    assert.ok(shared > EVERY.length, 'some are shared by others than themselves');
  });

  it('has no knob less than an engine reads, whatever the table says of its side', () => {
    const read: string[] = [];
    const environment = new Proxy({} as Record<string, string>, {
      get: (_, name) => {
        read.push(String(name));
        return '';
      },
    });
    readKnobs(environment);
    assert.ok(read.includes('TRACEJIT_QUICK'));
    for (const name of read) assert.deepEqual(engineEnvironment({ [name]: 'x' }), { [name]: 'x' });
  });

  it('has each knob that is not the extension’s or the launcher’s', () => {
    for (const { name, side } of KNOBS) {
      const kept = Object.keys(engineEnvironment({ [name]: 'x' })).length === 1;
      assert.equal(kept, side === 'both' || side === 'tests', name);
    }
  });
});

describe('engines that configurations share (starts python and node)', function () {
  this.timeout(20_000);
  let engines: SharedEngines;
  let folder: string;
  const servers: ForkServer[] = [];
  const start = async (row: Configuration, options: ForkServerOptions = {}) => {
    const server = await ForkServer.start(row, {
      engines,
      environment: { TRACEJIT_LOG: join(folder, 'log') },
      ...options,
    });
    servers.push(server);
    return server;
  };
  /** The events of the log since it was asked last. */
  let told = 0;
  const events = (): string[] => {
    const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    const fresh = lines.slice(told).map((line) => (JSON.parse(line) as { event: string }).event);
    told = lines.length;
    return fresh.filter((event) => event === 'region' || event === 'cache');
  };
  beforeEach(() => {
    engines = new SharedEngines();
    folder = mkdtempSync(join(tmpdir(), 'tracejit-shared-engines-spec-'));
    told = 0;
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    await engines.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('compile once what two of them ask for that differ on the side of the extension', async () => {
    const quick = configurationNamed('quick');
    const other = { ...quick, knobs: { ...quick.knobs, TRACEJIT_EXIT_THRESHOLD: '9' } };
    for (const [row, expected] of [
      [quick, 'region'],
      [other, 'cache'],
    ] as const) {
      const { counters } = await (await start(row)).observe(HOT);
      assert.ok((counters?.entries ?? 0) > 0, JSON.stringify(counters));
      const seen = events();
      assert.ok(seen.length > 0 && seen.every((event) => event === expected), seen.join());
    }
  });

  it('compile anew for those that differ on the side of the engine', async () => {
    for (const name of ['quick', 'threshold-2', 'no-optimisation'] as const) {
      const { counters } = await (await start(configurationNamed(name))).observe(HOT);
      assert.ok((counters?.entries ?? 0) > 0, JSON.stringify(counters));
      const seen = events();
      assert.ok(seen.length > 0 && seen.every((event) => event === 'region'), `${name}: ${seen.join()}`);
    }
    assert.equal(new Set(servers.map(({ enginePid }) => enginePid)).size, 1, 'one process');
  });

  it('are not those of mutants: each configuration has its own', async () => {
    const mutant = withMutant('add-wraps');
    for (const name of ['quick', 'no-recompilation', 'threshold-2'] as const)
      await start(quickly(configurationNamed(name)), mutant);
    await start(configurationNamed('quick'));
    assert.equal(new Set(servers.map(({ enginePid }) => enginePid)).size, 4);
  });

  it('say how they ended, to all who had one', async () => {
    const both = [await start(configurationNamed('quick')), await start(configurationNamed('threshold-2'))];
    process.kill(both[0]?.enginePid ?? 0, 'SIGKILL');
    for (const server of both)
      await assert.rejects(async () => {
        for (;;) await server.observe(HOT);
      }, /the engines' process was ended by SIGKILL/);
  });
});
