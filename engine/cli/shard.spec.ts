import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseShard, shareOf } from './shard.ts';
import { shardTestFiles } from './test-files.ts';

describe('shards', () => {
  it('are i of n', () => {
    assert.deepEqual(parseShard('2/3'), { index: 2, count: 3 });
    for (const text of ['0/3', '4/3', '1', '1/0', '-1/2', '1.5/2', 'a/b', '1/99999'])
      assert.throws(() => parseShard(text), /is no share/, text);
  });

  it('of numbers are neighbours, as even as can be, each number once', () => {
    const shares = [1, 2, 3].map((index) => shareOf(100, 10, { index, count: 3 }));
    assert.deepEqual(shares, [
      { first: 100, count: 3 },
      { first: 103, count: 3 },
      { first: 106, count: 4 },
    ]);
  });

  it('of test files have each once, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracejit-shard-spec-'));
    try {
      for (const name of ['deep', '__pycache__', '.hidden']) mkdirSync(join(folder, name));
      const names = [
        'test_b.py',
        'a_test.py',
        'deep/test_c.py',
        'conftest.py',
        '__pycache__/test_x.py',
        '.hidden/test_y.py',
      ];
      for (const name of names) writeFileSync(join(folder, name), '');
      const share = (index: number, count: number) =>
        shardTestFiles([folder, 'package.module', join(folder, 'test_b.py')], { index, count });
      const all = ['a_test.py', 'deep/test_c.py', 'test_b.py'].map((name) => join(folder, name));
      assert.deepEqual(share(1, 1), [...all, 'package.module']);
      assert.deepEqual([...share(1, 3), ...share(2, 3), ...share(3, 3)].toSorted(), share(1, 1).toSorted());
      assert.throws(() => share(5, 5), /4 files of tests do not fill 5 shards/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
