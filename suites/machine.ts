/** The programs that the suites start: which python, which tracejit, which pypy3, and what the python says of itself. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findPython } from '#setup/python.mjs';
import { at } from '#setup/root.mjs';

/** A program the suites need is not there. */
export class MissingProgram extends Error {
  override name = 'MissingProgram';
}

/** What is known of the CPython that everything is compared with. */
export interface Host {
  readonly path: string;
  /** `sys.version`, one line. */
  readonly build: string;
  /** Built with --enable-optimizations; without it the interpreter is slower, and we look better than we are. */
  readonly pgo: boolean;
}

let cachedHost: Host | undefined;

/** The CPython of this clone. @throws MissingProgram with what was tried */
export function hostPython(): Host {
  if (cachedHost) return cachedHost;
  const { python, refusals } = findPython();
  if (!python) throw new MissingProgram(`no usable CPython: ${refusals.join('; ')}`);
  cachedHost = { path: python.path, build: python.build, pgo: python.pgo };
  return cachedHost;
}

/** The command under test, as set-up links it. @throws MissingProgram before set-up */
export function tracejitCommand(): string {
  const command = at('node_modules', '.bin', 'tracejit');
  if (!existsSync(command)) throw new MissingProgram(`${command} is missing: npm run setup`);
  return command;
}

/** The first line a program prints for `--version`, or null where it does not start. */
export function versionOf(program: string): string | null {
  const child = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (child.error || child.status !== 0) return null;
  return (child.stdout + child.stderr).trim().replaceAll('\n', ' ');
}

/** A source file of the suites: they are read where they lie, not copied into build/js. */
export function suiteFile(...parts: string[]): string {
  return at('suites', ...parts);
}

/** The folder that has the package `tracejit`, for PYTHONPATH. */
export function packageFolder(): string {
  return at('native', 'python');
}

export { at as projectFile };
