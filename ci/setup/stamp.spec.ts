import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, hashInputs } from '#setup/stamp.mjs';

describe('stamps of set-up', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-stamp-'));
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'b.c'), 'b');
    writeFileSync(join(folder, 'inner/a.c'), 'a');
    writeFileSync(join(folder, 'notes.txt'), 'n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const sources = () => filesBelow(folder, (name) => name.endsWith('.c'));

  it('sees the accepted files of all folders, in one order', () => {
    assert.deepEqual(sources(), [join(folder, 'b.c'), join(folder, 'inner/a.c')]);
    assert.deepEqual(filesBelow(join(folder, 'absent')), []);
  });

  it('changes with a content, a name, a new file and the key, and with nothing else', () => {
    const before = hashInputs(sources(), 'key');
    writeFileSync(join(folder, 'notes.txt'), 'changed');
    assert.equal(hashInputs(sources(), 'key'), before);
    assert.notEqual(hashInputs(sources(), 'other key'), before);
    writeFileSync(join(folder, 'inner/a.c'), 'A');
    const changed = hashInputs(sources(), 'key');
    assert.notEqual(changed, before);
    writeFileSync(join(folder, 'inner/new.c'), '');
    assert.notEqual(hashInputs(sources(), 'key'), changed);
  });
});
