import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder } from 'flatbuffers';
import * as wire from '#wire';
import { decodeTrace, encodeTrace } from '../../traces/format/codec.ts';
import { encodeRefusal, openAnswer, requestIdOf } from './answers.ts';
import type { Answer } from './connection.ts';
import { openLog } from './log.ts';
import { AnswerMemory, remembering } from './memory.ts';

const trace = decodeTrace(readFileSync('traces/corpus/sum-range/1.trace'));
const asking = (requestId: number, name = '__main__'): Uint8Array =>
  encodeTrace({ ...trace, requestId, namespaces: [name] });

function installOf(requestId: number, soPath: string): Uint8Array {
  const builder = new Builder();
  const path = builder.createString(soPath);
  wire.Install.startInstall(builder);
  wire.Install.addRequestId(builder, requestId);
  wire.Install.addSoPath(builder, path);
  builder.finish(wire.Message.createMessage(builder, wire.Body.Install, wire.Install.endInstall(builder)));
  return builder.asUint8Array().slice();
}

describe('the memory of a resident engine', () => {
  let folder: string;
  let soPath: string;
  let compiled: number;
  const wanted = (): boolean => true;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-memory-spec-'));
    soPath = join(folder, 'region.so');
    writeFileSync(soPath, 'code');
    compiled = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const compile: Answer = async (message) => {
    compiled += 1;
    return installOf(requestIdOf(message), soPath);
  };

  /** The request number answered, once what is to be kept has been kept. */
  async function ask(answer: Answer, message: Uint8Array): Promise<number> {
    const answered = await answer(message, wanted);
    await new Promise((resolve) => setImmediate(resolve));
    const install = answered && openAnswer(answered);
    assert(install instanceof wire.Install);
    assert.equal(install.soPath(), soPath);
    return install.requestId();
  }

  it('answers the same trace without compiling it again, by its number', async () => {
    const answer = remembering(compile, new AnswerMemory(), openLog(null));
    assert.equal(await ask(answer, asking(5)), 5);
    assert.equal(await ask(answer, asking(77)), 77);
    assert.equal(compiled, 1);
    await ask(answer, asking(5, 'other'));
    assert.equal(compiled, 2);
  });

  it('compiles again when the shared object is gone', async () => {
    const answer = remembering(compile, new AnswerMemory(), openLog(null));
    await ask(answer, asking(5));
    rmSync(soPath);
    await ask(answer, asking(5));
    assert.equal(compiled, 2);
  });

  it('forgets what was not asked for longest', async () => {
    const answer = remembering(compile, new AnswerMemory(2), openLog(null));
    for (const name of ['a', 'b', 'a', 'c', 'a']) await ask(answer, asking(1, name));
    assert.equal(compiled, 3);
    await ask(answer, asking(1, 'b'));
    assert.equal(compiled, 4);
  });

  it('keeps no refusal, and leaves what is no trace to the compiler', async () => {
    const refusal = encodeRefusal({ requestId: 1, reason: 'TooLarge', detail: '', codeName: '', line: 0 });
    const refuse: Answer = async () => {
      compiled += 1;
      return refusal;
    };
    const answer = remembering(refuse, new AnswerMemory(), openLog(null));
    for (const message of [asking(1), asking(1), Uint8Array.of(1, 2, 3), refusal]) {
      assert.equal(await answer(message, wanted), refusal);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(compiled, 4);
  });
});
