/** One set-up at a time in a clone: two would write the same files. */
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './root.mjs';
import { StepError } from './step-error.mjs';

const LOCK = at('build/setup.lock');
const RETRY_MS = 200;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH. EPERM (somebody else's process) cannot be: the lock is in our own clone.
    return false;
  }
}

/** @throws {StepError} where the clone cannot be written */
function makeBuildFolder() {
  try {
    mkdirSync(at('build'), { recursive: true });
    accessSync(at('build'), constants.W_OK);
  } catch (error) {
    throw new StepError(`cannot write in ${at('build')}: ${error instanceof Error ? error.message : error}`, {
      mend: `sudo chown -R "$USER" ${at()}`,
    });
  }
}

/** @returns {boolean} false when another living process holds it */
function tryLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const holder = readHolder();
  // An ended holder's lock is stale; remove it and try again.
  if (holder !== null && !isAlive(holder)) rmSync(LOCK, { force: true });
  return false;
}

/** Process number in the lock file; null when it has just gone, or is just being written. */
function readHolder() {
  try {
    return Number(readFileSync(LOCK, 'utf8')) || null;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Runs `work` while no other process sets up this clone.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {StepError} where the clone cannot be written
 */
export async function withLock(work) {
  makeBuildFolder();
  for (let told = false; !tryLock(); told = true) {
    if (!told) process.stdout.write('set-up: another set-up is at work here, waiting for it\n');
    await sleep(RETRY_MS);
  }
  // At exit too: a failed set-up ends the process in the middle of `work`.
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
