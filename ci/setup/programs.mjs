/** The programs the build calls: there, and new enough. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { aptLine } from './debian.mjs';
import { StepError } from './step-error.mjs';

const start = promisify(execFile);

/**
 * Oldest versions that are known to do, and the Debian package that has the program.
 * flatc: its header asserts the version of the installed flatbuffers headers, 2.0.8 in Debian 12.
 */
export const PROGRAMS = /** @type {const} */ ([
  { name: 'g++', args: ['-dumpfullversion'], oldest: '10.0', package: 'g++' },
  { name: 'cmake', args: ['--version'], oldest: '3.20', package: 'cmake' },
  { name: 'ninja', args: ['--version'], oldest: '1.10', package: 'ninja-build' },
  { name: 'llvm-config-14', args: ['--version'], oldest: '14.0', package: 'llvm-14-dev' },
  { name: 'llvm-config-19', args: ['--version'], oldest: '19.1', package: 'llvm-19-dev' },
  { name: 'clang-19', args: ['--version'], oldest: '19.1', package: 'clang-19' },
  { name: 'opt-19', args: ['--version'], oldest: '19.1', package: 'llvm-19' },
  { name: 'flatc', args: ['--version'], oldest: '2.0.8', package: 'flatbuffers-compiler' },
]);

/**
 * @param {string} version
 * @param {string} oldest both dotted numbers
 */
export function isAtLeast(version, oldest) {
  const have = version.split('.').map(Number);
  for (const [k, least] of oldest.split('.').map(Number).entries()) {
    const part = have[k] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * @typedef {object} ProgramCheck
 * @property {string} name
 * @property {string | null} version null: it does not start
 * @property {string} oldest
 * @property {boolean} ok
 * @property {string} mend
 */

/** @returns {Promise<ProgramCheck[]>} */
export function checkPrograms() {
  return Promise.all(
    PROGRAMS.map(async ({ name, args, oldest, package: debian }) => {
      const output = await start(name, [...args]).then(
        ({ stdout }) => stdout,
        () => '',
      );
      const version = /\d+(\.\d+)+/.exec(output)?.[0] ?? null;
      return { name, version, oldest, ok: version !== null && isAtLeast(version, oldest), mend: aptLine([debian]) };
    }),
  );
}

/**
 * @returns {Promise<void>}
 * @throws {StepError} naming the first program that is missing or too old
 */
export async function requirePrograms() {
  const bad = (await checkPrograms()).find((check) => !check.ok);
  if (!bad) return;
  const what =
    bad.version === null
      ? `${bad.name} does not start`
      : `${bad.name} ${bad.version} is too old: ${bad.oldest} or newer is needed`;
  throw new StepError(what, { mend: bad.mend });
}
