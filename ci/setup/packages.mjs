/** npm's packages, as the lock file has them. llvm-bindings' native part is bindings.mjs's. */
import { existsSync, readFileSync } from 'node:fs';
import { Log, run } from './command.mjs';
import { nodePrefix } from './node-headers.mjs';
import { at } from './root.mjs';

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>} package entries by folder; empty without the file
 */
export function lockedPackages(path) {
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

/**
 * Brings node_modules up to date.
 * @returns {Promise<string[]>} what was done, for the person who waits
 */
export async function ensurePackages() {
  if (packagesInPlace()) return [];
  const env = { npm_config_nodedir: nodePrefix() };
  process.stdout.write('set-up: installing npm packages\n');
  await run(new Log('npm-ci'), 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { env, mend: 'npm ci' });
  return ['npm packages are as locked'];
}
