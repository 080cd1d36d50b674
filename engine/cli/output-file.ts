/** Files that a command writes at its end: looked at before the work begins, so that none of it is lost. */
import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
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

/** A folder that is made at the end, with those above it. @throws UsageError when it cannot be */
export function expectFolder(path: string, option: string): void {
  let nearest = resolve(path);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) throw new UsageError(`${option} ${path}: ${nearest} is no folder`);
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    throw new UsageError(`${option} ${path}: ${nearest} cannot be written`);
  }
}

export function writeOutput(path: string, text: string): void {
  if (path === STANDARD_OUTPUT) process.stdout.write(text);
  else writeFileSync(path, text);
}
