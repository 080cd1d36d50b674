/**
 * The comment lines at the top of a trap or program say what it checks and what must be seen:
 *
 *     # checks: what the script shows
 *     # native: required        (or: optional, where the right answer may be to compile nothing)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Script {
  readonly name: string;
  readonly path: string;
  readonly checks: string;
  readonly native: 'required' | 'optional';
}

/** A script does not say what it checks. */
export class HeaderError extends Error {
  override name = 'HeaderError';
}

/** All scripts of a folder, by name. @throws HeaderError */
export function scriptsIn(folder: string): Script[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .sort();
  return files.map((file) => readHeader(file, join(folder, file)));
}

function readHeader(file: string, path: string): Script {
  const text = readFileSync(path, 'utf8');
  const checks = /^# checks: (.+)$/m.exec(text)?.[1];
  const native = /^# native: (required|optional)$/m.exec(text)?.[1];
  if (checks === undefined || native === undefined)
    throw new HeaderError(`${path}: no "# checks:" or no "# native:" line`);
  return { name: file.replace(/\.py$/, ''), path, checks, native: native as Script['native'] };
}
