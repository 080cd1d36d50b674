/** The Debian packages that the build needs, and how to get the missing ones. */
import { spawnSync } from 'node:child_process';
import { Log, run } from './command.mjs';
import { needsLibnode } from './node-headers.mjs';
import { StepError } from './step-error.mjs';

/** Compilers, LLVM 14 (llvm-bindings) and 19 (the add-on, clang, lld), oneTBB, FlatBuffers. */
export const PACKAGES = /** @type {const} */ ([
  'g++',
  'cmake',
  'ninja-build',
  'llvm-14-dev',
  'llvm-19-dev',
  'libclang-19-dev',
  'libclang-cpp19-dev',
  'clang-19',
  'clang-tidy-19',
  'clang-format-19',
  'lld-19',
  'liblld-19-dev',
  'libclang-rt-19-dev',
  'libtbb-dev',
  'libzstd-dev',
  'zlib1g-dev',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
]);

/** The packages wanted on this machine: libnode-dev only where node came without its headers. */
export function wantedPackages() {
  return needsLibnode() ? [...PACKAGES, 'libnode-dev'] : [...PACKAGES];
}

/**
 * Installed version of each wanted package; null when it is not installed.
 * @returns {Map<string, string | null>}
 * @throws {StepError} where there is no dpkg
 */
export function installedPackages() {
  const wanted = wantedPackages();
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status} ${Version}\\n', ...wanted], {
    encoding: 'utf8',
  });
  if (query.error) {
    throw new StepError('dpkg-query is missing: set-up knows Debian 12 and its relatives only', {
      mend: `install the equivalents of: ${wanted.join(' ')}`,
    });
  }
  const versions = new Map(wanted.map((name) => [name, /** @type {string | null} */ (null)]));
  for (const line of query.stdout.split('\n')) {
    const [name, status, version] = line.split(' ');
    if (name && status === 'installed' && version) versions.set(name, version);
  }
  return versions;
}

/** @param {string[]} packages */
export function aptLine(packages) {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs what is missing when we are root.
 * @returns {Promise<string[]>} the packages installed now
 * @throws {StepError} without root, naming the apt line
 */
export async function ensurePackages() {
  const missing = [...installedPackages()].filter(([, version]) => version === null).map(([name]) => name);
  if (missing.length === 0) return [];
  const mend = process.getuid?.() === 0 ? aptLine(missing) : `sudo sh -c '${aptLine(missing)}'`;
  if (process.getuid?.() !== 0) throw new StepError(`Debian packages are missing: ${missing.join(' ')}`, { mend });
  process.stdout.write(`set-up: installing Debian packages: ${missing.join(' ')}\n`);
  const log = new Log('debian');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(log, 'apt-get', ['update'], { env, mend });
  await run(log, 'apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env, mend });
  return missing;
}
