/** npm's packages, with llvm-bindings' two-minute build kept in a cache outside the clone. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Log, run } from './command.mjs';
import { nodePrefix } from './node-headers.mjs';
import { at } from './root.mjs';

const BUILT = at('node_modules/llvm-bindings/build/Release/llvm-bindings.node');

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>} package entries by folder; empty without the file
 */
function lockedPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** True when node_modules holds every package of package-lock.json in its locked version. */
export function packagesInPlace() {
  const installed = lockedPackages(at('node_modules/.package-lock.json'));
  return Object.entries(lockedPackages(at('package-lock.json'))).every(([folder, { version, optional }]) => {
    if (folder === '') return true;
    const found = installed[folder];
    return found ? found.version === version : optional === true;
  });
}

/** True when llvm-bindings has its native part. */
export function bindingsBuilt() {
  return existsSync(BUILT);
}

/** Where a build of the locked llvm-bindings for this node and this LLVM 14 is kept. */
function cachedBindings() {
  const version = lockedPackages(at('package-lock.json'))['node_modules/llvm-bindings']?.version;
  const llvm = spawnSync('llvm-config-14', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? 'unknown';
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const name = `llvm-bindings-${version}-abi${process.versions.modules}-llvm${llvm}-${process.arch}`;
  return join(cache, 'tracejit', name, 'llvm-bindings.node');
}

/**
 * Copies through a temporary name, so that two set-ups at once never see half a file.
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const half = `${to}.${process.pid}`;
  copyFileSync(from, half);
  renameSync(half, to);
}

/**
 * Brings node_modules up to date.
 * @returns {Promise<string[]>} what was done, for the person who waits
 */
export async function ensurePackages() {
  const done = [];
  const env = { npm_config_nodedir: nodePrefix() };
  if (!packagesInPlace()) {
    process.stdout.write('set-up: installing npm packages\n');
    await run(new Log('npm-ci'), 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { env, mend: 'npm ci' });
    done.push('npm packages are as locked');
  }
  const cached = cachedBindings();
  // A plain `npm ci` compiled it: keep that too.
  if (bindingsBuilt()) return existsSync(cached) ? done : [...done, `llvm-bindings ${keepBindings(cached)}`];
  if (existsSync(cached)) {
    copyWhole(cached, BUILT);
    return [...done, `llvm-bindings restored from ${dirname(cached)}`];
  }
  process.stdout.write('set-up: compiling llvm-bindings, once for this machine (2 to 4 minutes)\n');
  const mend = 'npm rebuild llvm-bindings --foreground-scripts';
  await run(new Log('llvm-bindings'), 'npm', ['rebuild', 'llvm-bindings', '--foreground-scripts'], { env, mend });
  return [...done, 'llvm-bindings compiled', keepBindings(cached)];
}

/**
 * Keeps the build for the next clone. A cache that cannot be written costs time only.
 * @param {string} cached
 */
function keepBindings(cached) {
  try {
    copyWhole(BUILT, cached);
    return `kept in ${dirname(cached)}`;
  } catch (error) {
    return `not kept in ${dirname(cached)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
