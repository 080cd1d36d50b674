import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Builder } from 'flatbuffers';
import * as wire from '#wire';
import { encodeTrace } from '../../traces/format/codec.ts';
import { TRACE_VERSION, type Trace } from '../../traces/format/trace.ts';
import { bail } from '../base/bail.ts';
import { encodeRefusal, openAnswer, relabelInstall } from './answers.ts';
import { CompileCache } from './cache.ts';
import { readKnobs } from './knobs.ts';
import { openLog } from './log.ts';
import { FrameReader, frame, MAX_FRAME_BYTES, ProtocolError } from './protocol.ts';
import { WorkQueue } from './queue.ts';
import { answerRequest, type TraceCompiler } from './request.ts';
import { serveSocket } from './server.ts';
import { SharedObjectFolder } from './shared-objects.ts';

const quiet = openLog(null);
const always = (): boolean => true;

function aTrace(requestId = 7): Trace {
  return {
    version: TRACE_VERSION,
    requestId,
    entry: 'loop',
    code: 0,
    unit: 1,
    slots: [{ kind: 'Int', elements: 0, step: 0n }],
    objects: [],
    namespaces: ['__main__'],
    python: '3.13.0',
    hexversion: 0x030d00f0,
    level: 2,
    texts: '',
    codes: [
      {
        name: 'f',
        qualname: 'f',
        filename: 'f.py',
        firstLine: 3,
        flags: 3,
        argCount: 1,
        posonlyCount: 0,
        kwonlyCount: 0,
        stackSize: 2,
        code: Uint8Array.of(149, 0, 85, 0),
        consts: [],
        names: [],
        localNames: ['x'],
        localKinds: Uint8Array.of(0x20),
        exceptionTable: new Uint8Array(),
        lineTable: new Uint8Array(),
        hash: 'abc123',
        observations: [],
        parallel: 'Off',
        pranges: [],
      },
    ],
  };
}

function anInstall(requestId: number, soPath: string): Uint8Array {
  const builder = new Builder();
  const path = builder.createString(soPath);
  wire.Install.startInstall(builder);
  wire.Install.addVersion(builder, 1);
  wire.Install.addRequestId(builder, requestId);
  wire.Install.addSoPath(builder, path);
  builder.finish(wire.Message.createMessage(builder, wire.Body.Install, wire.Install.endInstall(builder)));
  return builder.asUint8Array().slice();
}

const compiling = (compile: TraceCompiler['compile']): TraceCompiler => ({ compile });

async function refusalOf(
  message: Uint8Array,
  compiler: TraceCompiler,
): Promise<[number, string | null, string | null, string | null, number]> {
  const body = openAnswer(await answerRequest(message, compiler, quiet));
  assert.ok(body instanceof wire.Refusal);
  return [body.requestId(), body.reason(), body.detail(), body.codeName(), body.line()];
}

describe('frames', () => {
  it('come out whole and in order however they are cut', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, cuts) => {
        const stream = new Uint8Array(Buffer.concat(sent.map(frame)));
        const reader = new FrameReader();
        const got: Uint8Array[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          got.push(...reader.push(stream.subarray(at, at + size)));
          at += size;
        }
        assert.deepStrictEqual(got, sent);
      }),
    );
  });

  it('larger than any trace are refused before their bytes are awaited', () => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, MAX_FRAME_BYTES + 1, true);
    assert.throws(() => new FrameReader().push(length), ProtocolError);
  });
});

describe('work queue', () => {
  it('starts jobs in order, two at a time, and goes on after a failure', async () => {
    const queue = new WorkQueue(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const jobs = Array.from({ length: 8 }, (_, i) =>
      queue.run(async () => {
        started.push(i);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 8 - i));
        running -= 1;
        if (i === 3) throw new Error('job 3');
        return i;
      }, always),
    );
    const outcomes = await Promise.allSettled(jobs);
    assert.deepStrictEqual(started, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.equal(most, 2);
    assert.deepStrictEqual(
      outcomes.map((outcome) => outcome.status === 'fulfilled'),
      [true, true, true, false, true, true, true, true],
    );
    assert.equal(queue.size, 0);
  });

  it('lets the outcome of a job be sent before the next one takes the main thread', async () => {
    const queue = new WorkQueue(1);
    const order: string[] = [];
    const job = (name: string) => async () => {
      order.push(`start ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    const send = (name: string) => {
      order.push(`sent ${name}`);
    };
    await Promise.all(['a', 'b'].map((name) => queue.run(job(name), always).then(() => send(name))));
    assert.deepStrictEqual(order, ['start a', 'sent a', 'start b', 'sent b']);
  });

  it('does not start what nobody wants any more', async () => {
    const queue = new WorkQueue(1);
    let wanted = true;
    const first = queue.run(async () => {
      wanted = false;
      return 'first';
    }, always);
    const second = queue.run(
      () => assert.fail('it was started'),
      () => wanted,
    );
    assert.deepStrictEqual(await Promise.all([first, second]), ['first', null]);
    assert.equal(queue.size, 0);
  });
});

describe('a request', () => {
  it('gets the Install that was made for it', async () => {
    const answer = await answerRequest(
      encodeTrace(aTrace()),
      compiling(async (trace) => anInstall(trace.requestId, '/x.so')),
      quiet,
    );
    const body = openAnswer(answer);
    assert.ok(body instanceof wire.Install);
    assert.deepStrictEqual([body.requestId(), body.soPath()], [7, '/x.so']);
  });

  it('is refused by a bail, with its reason, place and detail', async () => {
    const compiler = compiling(() => bail('AlwaysExits', { detail: 'IMPORT_NAME', code: 'f', line: 5 }));
    assert.deepStrictEqual(await refusalOf(encodeTrace(aTrace()), compiler), [7, 'AlwaysExits', 'IMPORT_NAME', 'f', 5]);
  });

  it('is refused as InternalError by a fault, logged with the region', async () => {
    const compiler = compiling(async (_, progress) => {
      progress.stage = 'passes';
      progress.region = () => 'region text';
      throw new Error('boom');
    });
    const logged: unknown[] = [];
    const answer = openAnswer(
      await answerRequest(encodeTrace(aTrace()), compiler, (event, fields) => logged.push([event, fields['region']])),
    );
    assert.ok(answer instanceof wire.Refusal);
    assert.deepStrictEqual(
      [answer.requestId(), answer.reason(), answer.detail()],
      [7, 'InternalError', 'passes: boom'],
    );
    assert.deepStrictEqual(logged, [['fault', 'region text']]);
  });

  it('that does not hold together is refused under its own number', async () => {
    const compiler = compiling(async () => assert.fail('must not be compiled'));
    const [id, reason, detail] = await refusalOf(encodeTrace({ ...aTrace(), unit: 99 }), compiler);
    assert.deepStrictEqual([id, reason], [7, 'InternalError']);
    assert.match(detail ?? '', /unit: 99 is not an index/);
  });

  it('that is noise is refused with number 0', async () => {
    const [id, reason] = await refusalOf(
      new Uint8Array(30).fill(0xff),
      compiling(async () => assert.fail('must not be compiled')),
    );
    assert.deepStrictEqual([id, reason], [0, 'InternalError']);
  });
});

describe('knobs', () => {
  it('are read from the environment, nonsense as if unset', () => {
    const knobs = readKnobs({
      TRACEJIT_DUMP: 'iz',
      TRACEJIT_DISABLE: 'gvn,,dce',
      TRACEJIT_VERIFY: '1',
      TRACEJIT_FORCE_EXIT: '-3',
      TRACEJIT_CACHE: '',
    });
    assert.deepStrictEqual([...knobs.dump], ['i']);
    assert.deepStrictEqual([...knobs.disable], ['gvn', 'dce']);
    assert.deepStrictEqual([knobs.verify, knobs.forceExit, knobs.cache, knobs.log], [true, null, null, null]);
    assert.equal(readKnobs({ TRACEJIT_FORCE_EXIT: '12' }).forceExit, 12);
  });
});

describe('the cache', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-cache-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function filled(surroundings = 'engine 1'): CompileCache {
    const cache = new CompileCache(folder, surroundings, quiet);
    const so = join(folder, 'fresh.so');
    writeFileSync(so, 'code');
    const kept = cache.keepObject(aTrace(), so);
    assert.ok(kept);
    cache.keepInstall(aTrace(), anInstall(1, kept));
    return cache;
  }

  it('gives a kept Install to another request for the same trace, by its number', () => {
    const found = filled().find(aTrace(4242));
    assert.ok(found);
    const install = openAnswer(found);
    assert.ok(install instanceof wire.Install);
    assert.equal(install.requestId(), 4242);
    assert.match(install.soPath() ?? '', /\/abc123-1-[0-9a-f]{24}\.so$/);
  });

  it('finds nothing for another trace, another engine, or without the shared object', () => {
    const cache = filled();
    assert.equal(cache.find({ ...aTrace(), entry: 'function' }), null);
    assert.equal(new CompileCache(folder, 'engine 2', quiet).find(aTrace()), null);
    rmSync(`${cache.entry(aTrace())}.so`);
    assert.equal(cache.find(aTrace()), null);
  });

  it('takes a damaged entry for none', () => {
    const cache = filled();
    writeFileSync(`${cache.entry(aTrace())}.install`, 'not a message at all');
    assert.equal(cache.find(aTrace()), null);
  });

  it('does without a folder that cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    const cache = new CompileCache(join(folder, 'file', 'below'), 'engine 1', quiet);
    assert.equal(cache.keepObject(aTrace(), '/nonexistent.so'), null);
    cache.keepInstall(aTrace(), anInstall(1, '/x'));
    assert.equal(cache.find(aTrace()), null);
  });

  it('refuses to relabel what is no Install', () => {
    const refusal = encodeRefusal({ requestId: 1, reason: 'TooLarge', detail: '', codeName: '', line: 0 });
    assert.throws(() => relabelInstall(refusal, 2), /only an Install/);
  });
});

describe('the resident engine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-serve-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ask = (path: string, message: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const reader = new FrameReader();
      const socket = connect(path, () => socket.write(frame(message)));
      socket.on('error', reject);
      socket.on('data', (piece: Buffer) => {
        const [answer] = reader.push(piece);
        if (!answer) return;
        socket.end();
        resolve(answer);
      });
    });

  it('answers several clients, then ends when none came for a while', async () => {
    const path = join(folder, 'run', 'engine.sock');
    const echo = async (message: Uint8Array) => Uint8Array.from(message).reverse();
    let ready: () => void = () => undefined;
    const listening = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const ended = serveSocket({ path, idleMs: 60, onReady: ready }, echo, quiet);
    await listening;
    assert.equal(statSync(join(folder, 'run')).mode & 0o777, 0o700);
    const answers = await Promise.all(
      [Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5)].map((message) => ask(path, message)),
    );
    assert.deepStrictEqual(answers, [Uint8Array.of(2, 1), Uint8Array.of(5, 4, 3)]);
    await assert.rejects(serveSocket({ path, idleMs: 60, onReady: ready }, echo, quiet), /already serving/);
    await ended;
    assert.equal(existsSync(path), false);
  });
});

describe('the folder of shared objects', () => {
  it('goes when told, and sweeps what dead engines left', () => {
    const base = mkdtempSync(join(tmpdir(), 'tracejit-shm-spec-'));
    const dead = join(base, 'tracejit-999999999-abcdef');
    writeFileSync(dead, '');
    const objects = new SharedObjectFolder(base);
    assert.equal(existsSync(dead), false);
    assert.ok(existsSync(objects.folder));
    objects.remove();
    assert.equal(existsSync(objects.folder), false);
    rmSync(base, { recursive: true });
  });
});
