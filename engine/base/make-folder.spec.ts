import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

describe('making a folder', () => {
  it('makes what is missing, for this user alone, and is content with what is there', () => {
    const top = mkdtempSync(join(tmpdir(), 'tracejit-folder-spec-'));
    const folder = join(top, 'a', 'b');
    makeFolder(folder);
    makeFolder(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    rmSync(top, { recursive: true });
  });

  it('comes back with an error where nothing can be made', () => {
    assert.throws(() => makeFolder('/proc/nowhere/cache'), { code: 'ENOENT' });
  });
});
