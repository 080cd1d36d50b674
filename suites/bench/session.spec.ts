import assert from 'node:assert/strict';
import { KERNELS } from '../kernels/all.ts';
import { hostPython } from '../machine.ts';
import type { Arm } from './arms.ts';
import { kernelScript, steadyCommand } from './arms.ts';
import { documentOf } from './document.ts';
import { describeEnvironment } from './environment.ts';
import { Session, SessionError } from './session.ts';
import { measureSteady } from './steady.ts';
import { formatReport } from './table.ts';

function plain(name: Arm['name']): Arm {
  return { name, command: [hostPython().path], version: hostPython().build, env: {} };
}

describe('bench sessions (starts python)', function () {
  this.timeout(60_000);
  const [kernel] = KERNELS;
  assert.ok(kernel);

  it('times each call inside the child', async () => {
    const session = new Session(steadyCommand(plain('cpython'), kernelScript(kernel.name), 0.001), {});
    const warmUp = await session.warm(0.1);
    assert.ok(warmUp.calls >= 3);
    assert.equal(warmUp.regions, 0);
    const { ns, result } = await session.run(4);
    assert.equal(ns.length, 4);
    assert.ok(ns.every((duration) => duration > 0));
    assert.equal(result, String((16_000 * 15_999) / 2));
    await session.end();
  });

  it('tells of a child that ends', async () => {
    const session = new Session([hostPython().path, '-c', 'import sys; sys.exit("no kernel")'], {});
    await assert.rejects(session.warm(1), (error) => error instanceof SessionError && /no kernel/.test(error.message));
    await session.end();
  });

  it('compares arms that are the same program at about 1, and shows each', async () => {
    const arms = [plain('cpython'), plain('tracejit')];
    const plan = { scale: 0.01, rounds: 5, callsPerRound: 1, warmUpSeconds: 0.1 };
    const steady = [await measureSteady(kernel, arms, plan)];
    const parts = { at: '', environment: describeEnvironment(), arms, quick: true, whole: [], startup: [], spread: [] };
    const document = documentOf({ ...parts, host: { ...hostPython(), pgo: false }, steady });
    const ratio = document.steady[0]?.tracejitOver['cpython'] ?? 0;
    const text = formatReport(document);
    assert.ok(ratio > 0.3 && ratio < 3, text);
    assert.ok((document.steady[0]?.rssKb['cpython'] ?? 0) > 5000);
    assert.match(text, /without --enable-optimizations/);
    assert.deepEqual(steady[0]?.wrong, []);
  });
});
