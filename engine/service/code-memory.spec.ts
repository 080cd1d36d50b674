import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeMemory } from './code-memory.ts';

describe('the memory of compiled code', () => {
  let folder: string;
  let made: number;
  const make = async () => {
    const soPath = join(folder, `${made++}.so`);
    writeFileSync(soPath, 'code');
    return { soPath };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-code-memory-spec-'));
    made = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the same bitcode to LLVM once', async () => {
    const memory = new CodeMemory();
    const first = await memory.recall(new Uint8Array([1, 200, 3]), 'quick', make);
    assert.equal(await memory.recall(new Uint8Array([1, 200, 3]), 'quick', make), first);
    assert.equal(made, 1);
  });

  it('tells other bitcode apart, and another way of compiling', async () => {
    const memory = new CodeMemory();
    await memory.recall(new Uint8Array([1, 200, 3]), 'quick', make);
    await memory.recall(new Uint8Array([1, 200, 4]), 'quick', make);
    await memory.recall(new Uint8Array([1, 200, 3]), 'full', make);
    assert.equal(made, 3);
  });

  it('makes anew what somebody has deleted', async () => {
    const memory = new CodeMemory();
    const { soPath } = await memory.recall(new Uint8Array([1]), '', make);
    rmSync(soPath);
    assert.notEqual((await memory.recall(new Uint8Array([1]), '', make)).soPath, soPath);
  });

  it('forgets the oldest', async () => {
    const memory = new CodeMemory(2);
    for (const byte of [1, 2, 3, 3, 2, 1]) await memory.recall(new Uint8Array([byte]), '', make);
    assert.equal(made, 4);
  });
});
