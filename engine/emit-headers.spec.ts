import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allPrimSignatures } from './codegen/primitives.ts';
import { generatedHeaders, staleHeaders } from './emit-headers.ts';

describe('generated headers', () => {
  it('are committed as the tables say', () => assert.deepEqual(staleHeaders(process.cwd()), []));

  it('are all stale where there are none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracejit-headers-'));
    assert.deepEqual(staleHeaders(folder), [...generatedHeaders().keys()]);
    rmSync(folder, { recursive: true });
  });

  it('have one prototype for each primitive', () => {
    const names = allPrimSignatures().map((signature) => signature.name);
    assert.equal(new Set(names).size, names.length);
    const text = generatedHeaders().get('primitives.h') ?? '';
    for (const name of names) assert(text.includes(` ${name}(`) || text.includes(`*${name}(`), name);
  });
});
