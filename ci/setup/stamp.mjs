/** Stamps: a step is done when its outputs are there and the hash of everything it read is the one written down. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { at, ROOT } from './root.mjs';

/**
 * All files below a folder (or the file itself) that `accept`s its name, in a fixed order; none when it is absent.
 * @param {string} path absolute
 * @param {(name: string) => boolean} accept
 * @returns {string[]}
 */
export function filesBelow(path, accept = () => true) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  const found = [];
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(child, accept));
    else if (entry.isFile() && accept(entry.name)) found.push(child);
  }
  return found.sort();
}

/**
 * Hash of the names and contents of files, and of a key for what is not a file (tool versions, flags).
 * @param {string[]} files absolute paths
 * @param {string} key
 */
export function hashInputs(files, key) {
  const hash = createHash('sha256').update(key);
  for (const file of files) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** @param {string} step */
function stampFile(step) {
  return at('build', 'stamps', step);
}

/**
 * @param {string} step
 * @param {string} hash
 * @param {string[]} outputs absolute paths
 */
export function isFresh(step, hash, outputs) {
  const file = stampFile(step);
  return existsSync(file) && readFileSync(file, 'utf8') === hash && outputs.every((output) => existsSync(output));
}

/**
 * @param {string} step
 * @param {string} hash
 */
export function writeStamp(step, hash) {
  mkdirSync(at('build', 'stamps'), { recursive: true });
  writeFileSync(stampFile(step), hash);
}

/** @param {string} step */
export function dropStamp(step) {
  rmSync(stampFile(step), { force: true });
}
