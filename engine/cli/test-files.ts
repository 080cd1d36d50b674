/** The files of tests in folders, by the names that pytest and unittest both look for, and a runner's share of them. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Shard } from './shard.ts';
import { UsageError } from './usage-error.ts';

const TEST_FILE = /^test_.*\.py$|_test\.py$/;
/** Folders that neither runner enters. */
const NOT_ENTERED = /^\.|^(__pycache__|node_modules|venv|build|dist)$/;

/** Each file is in one share, whichever machine counts. @throws UsageError where a share would be empty */
export function shardTestFiles(paths: readonly string[], { index, count }: Shard): string[] {
  const files = [...new Set(paths.flatMap(filesAt))];
  const share = files.filter((_, k) => k % count === index - 1);
  if (share.length === 0) throw new UsageError(`test: ${files.length} files of tests do not fill ${count} shards`);
  return share;
}

/** In the order of their names. A file, a module or something that is not there stays what it is. */
function filesAt(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return NOT_ENTERED.test(entry.name) ? [] : filesAt(join(path, entry.name));
      return TEST_FILE.test(entry.name) ? [join(path, entry.name)] : [];
    });
}
