/** C twins: compiled once per source and flags, timed inside their own process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MissingProgram, projectFile, suiteFile } from '../machine.ts';
import type { Measured } from './session.ts';

export const TWIN_COMPILER = 'clang-19';
export const TWIN_FLAGS = ['-O3', '-march=native', '-ffp-contract=off'] as const;

/**
 * Path of the compiled twin of a kernel in a folder of the suites, built where missing or older than its sources.
 * @throws MissingProgram without clang
 */
export function buildTwin(...place: readonly string[]): string {
  const headers = [suiteFile('kernels'), suiteFile(...place.slice(0, -1))].flatMap(headersIn);
  const sources = [suiteFile(...place, 'kernel.c'), ...headers];
  const folder = projectFile('build', 'twins');
  const twin = join(folder, place.join('-'));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(twin) && statSync(twin).mtimeMs > newest) return twin;
  mkdirSync(folder, { recursive: true });
  const args = ['-Wall', '-Wextra', '-Werror', ...TWIN_FLAGS, '-o', twin, sources[0] ?? '', '-lm'];
  const child = spawnSync(TWIN_COMPILER, args, { encoding: 'utf8' });
  if (child.error) throw new MissingProgram(`${TWIN_COMPILER}: ${child.error.message}`);
  if (child.status !== 0) throw new Error(`${TWIN_COMPILER} refused ${sources[0]}: ${child.stderr}`);
  return twin;
}

function headersIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.h'))
    .map((file) => join(folder, file));
}

/** `calls` calls of the twin's run(n), after one that is thrown away. `threads`: for twins of parallel kernels (threads.h). */
export function runTwin(twin: string, n: number, calls: number, threads = 1): Measured {
  const env = { ...process.env, TWIN_THREADS: String(threads) };
  const child = spawnSync(twin, [String(n), String(calls + 1)], { encoding: 'utf8', env });
  if (child.status !== 0) throw new Error(`${twin} ${n}: exit code ${child.status} ${child.stderr}`);
  const { ns, result } = JSON.parse(child.stdout) as Measured;
  return { ns: ns.slice(1), result };
}
