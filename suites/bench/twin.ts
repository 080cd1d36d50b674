/** C twins: compiled once per source and flags, timed inside their own process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MissingProgram, projectFile, suiteFile } from '../machine.ts';
import type { Measured } from './session.ts';

export const TWIN_COMPILER = 'clang-19';
export const TWIN_FLAGS = ['-O3', '-march=native', '-ffp-contract=off'] as const;

/** Path of the compiled twin, built where missing or older than its source. @throws MissingProgram without clang */
export function buildTwin(kernel: string): string {
  const sources = [suiteFile('kernels', kernel, 'kernel.c'), suiteFile('kernels', 'twin.h')];
  const folder = projectFile('build', 'twins');
  const twin = join(folder, kernel);
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(twin) && statSync(twin).mtimeMs > newest) return twin;
  mkdirSync(folder, { recursive: true });
  const args = ['-Wall', '-Wextra', '-Werror', ...TWIN_FLAGS, '-o', twin, sources[0] ?? '', '-lm'];
  const child = spawnSync(TWIN_COMPILER, args, { encoding: 'utf8' });
  if (child.error) throw new MissingProgram(`${TWIN_COMPILER}: ${child.error.message}`);
  if (child.status !== 0) throw new Error(`${TWIN_COMPILER} refused ${sources[0]}: ${child.stderr}`);
  return twin;
}

/** `calls` calls of the twin's run(n), after one that is thrown away. */
export function runTwin(twin: string, n: number, calls: number): Measured {
  const child = spawnSync(twin, [String(n), String(calls + 1)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${twin} ${n}: exit code ${child.status} ${child.stderr}`);
  const { ns, result } = JSON.parse(child.stdout) as Measured;
  return { ns: ns.slice(1), result };
}
