/** `tracejit cache`: what TRACEJIT_CACHE keeps. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../usage-error.ts';

interface Entry {
  readonly code: string;
  readonly unit: number;
  readonly bytes: number;
  readonly file: string;
}

/** `<code hash>-<unit>-<key>.so`, see service/cache.ts. */
const ENTRY = /^([0-9a-f]+)-([0-9]+)-([0-9a-f]+)\.(so|install)$/;

function folderOf(given: string | undefined): string {
  const folder = given ?? process.env['TRACEJIT_CACHE'];
  if (!folder) throw new UsageError('no folder: set TRACEJIT_CACHE or name one with --folder');
  return folder;
}

function entriesOf(folder: string): Entry[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(`${folder}: ${String(error)}`);
  }
  return names.toSorted().flatMap((file) => {
    const [, code, unit] = ENTRY.exec(file) ?? [];
    return code === undefined ? [] : [{ code, unit: Number(unit), bytes: statSync(join(folder, file)).size, file }];
  });
}

function list(options: { folder?: string; json?: boolean }): void {
  const folder = folderOf(options.folder);
  const entries = entriesOf(folder);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ version: 1, folder, entries }, null, 2)}\n`);
    return;
  }
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const { code, unit, bytes, file } of entries)
    process.stdout.write(`${code.slice(0, 12)} unit ${unit}  ${bytes} bytes  ${file}\n`);
  process.stdout.write(`${entries.length} files, ${total} bytes in ${folder}\n`);
}

function clear(options: { folder?: string; json?: boolean }): void {
  const folder = folderOf(options.folder);
  const entries = entriesOf(folder);
  for (const { file } of entries) rmSync(join(folder, file), { force: true });
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ version: 1, folder, removed: entries.length })}\n`
      : `${entries.length} files removed from ${folder}\n`,
  );
}

export function define(command: Command): void {
  const actions = { list: ['show what is kept', list], clear: ['remove what is kept', clear] } as const;
  for (const [name, [summary, action]] of Object.entries(actions)) {
    command
      .command(name)
      .description(summary)
      .option('--folder <folder>', 'the cache (default: $TRACEJIT_CACHE)')
      .option('--json', 'print it as JSON')
      .action(action);
  }
}
