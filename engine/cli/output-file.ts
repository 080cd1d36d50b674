/** Files that a command writes at its end: looked at before the work begins, so that none of it is lost. */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Standard output, where a file is asked for. */
export const STANDARD_OUTPUT = '-';

/** @throws UsageError when `path` cannot be written */
export function expectWritable(path: string, option: string): void {
  if (path === STANDARD_OUTPUT) return;
  const refusal = whyNotWritable(resolve(path));
  if (refusal !== null) throw new UsageError(`${option} ${path}: ${refusal}`);
}

function whyNotWritable(path: string): string | null {
  const folder = dirname(path);
  if (!existsSync(folder)) return `there is no folder ${folder}`;
  if (existsSync(path) && statSync(path).isDirectory()) return 'is a folder';
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
    return null;
  } catch {
    return 'cannot be written';
  }
}

/**
 * Makes a folder, and those above it, before the work begins. One by one: Node's own way of making several never ends where
 * a file system has none (/proc).
 * @throws UsageError when it cannot be written
 */
export function makeFolder(path: string, option: string): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  try {
    for (const folder of missing) mkdirSync(folder);
    if (!statSync(path).isDirectory()) throw new UsageError(`${option} ${path}: is no folder`);
    accessSync(path, constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${option} ${path}: cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

export function writeOutput(path: string, text: string): void {
  if (path === STANDARD_OUTPUT) process.stdout.write(text);
  else writeFileSync(path, text);
}
