import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as wire from '#wire';
import { openAnswer } from './answers.ts';
import { FrameReader, frame } from './protocol.ts';
import { WARM_UP_TRACE } from './warm-up-trace.generated.ts';

const REQUEST = new Uint8Array(Buffer.from(WARM_UP_TRACE, 'base64'));

interface PrivateEngine {
  readonly socket: Socket;
  ask(message: Uint8Array): Promise<wire.Install | wire.Refusal>;
  /** Exit code. */
  readonly ended: Promise<number | null>;
}

/** As the extension starts one: its end of a socket pair is descriptor 3. */
function startEngine(environment: Record<string, string>): PrivateEngine {
  const engine = fileURLToPath(import.meta.resolve('#build/engine.cjs'));
  const child = spawn(process.execPath, [engine, '--fd', '3'], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const socket = child.stdio[3];
  assert.ok(socket instanceof Socket);
  const reader = new FrameReader();
  const ask = (message: Uint8Array): Promise<wire.Install | wire.Refusal> =>
    new Promise((resolve) => {
      socket.on('data', (piece: Buffer) => {
        for (const answer of reader.push(piece)) resolve(openAnswer(answer));
      });
      socket.write(frame(message));
    });
  return { socket, ask, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

describe('the private engine (starts node)', () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'tracejit-engine-spec-'));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  it('compiles a recorded trace to a shared object, and leaves nothing behind when its client goes', async () => {
    const engine = startEngine({});
    const install = await engine.ask(REQUEST);
    assert.ok(
      install instanceof wire.Install,
      install instanceof wire.Refusal ? `${install.reason()}: ${install.detail()}` : '',
    );
    const path = install.soPath() ?? '';
    assert.ok(existsSync(path), path);
    assert.ok(install.exitsLength() > 0 && install.codeBytes() > 0 && install.timesLength() > 0);
    engine.socket.end();
    assert.equal(await engine.ended, 0);
    assert.equal(existsSync(dirname(path)), false);
  });

  it('keeps what it compiled, and answers from that the next time', async () => {
    const first = startEngine({ TRACEJIT_CACHE: cache });
    const made = await first.ask(REQUEST);
    first.socket.end();
    await first.ended;
    const kept = readdirSync(cache).toSorted();
    assert.deepStrictEqual(
      kept.map((name) => name.replace(/^.*\./, '')),
      ['install', 'so'],
    );
    const second = startEngine({ TRACEJIT_CACHE: cache });
    const found = await second.ask(REQUEST);
    second.socket.end();
    await second.ended;
    assert.ok(made instanceof wire.Install && found instanceof wire.Install);
    assert.equal(found.soPath(), join(cache, kept[1] ?? ''));
    assert.equal(made.soPath(), found.soPath());
    assert.deepStrictEqual(readdirSync(cache).toSorted(), kept);
  });

  it('refuses what it cannot read and goes on', async () => {
    const engine = startEngine({});
    const refusal = await engine.ask(Uint8Array.of(1, 2, 3));
    assert.ok(refusal instanceof wire.Refusal);
    engine.socket.removeAllListeners('data');
    assert.ok((await engine.ask(REQUEST)) instanceof wire.Install);
    engine.socket.end();
    assert.equal(await engine.ended, 0);
  });
});
