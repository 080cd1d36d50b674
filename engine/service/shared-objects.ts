/**
 * Where fresh shared objects lie until the extension has mapped them: a folder of this process in memory (/dev/shm),
 * removed when the engine ends. Folders of engines that were killed are removed by the next one.
 */
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'tracejit-';

function baseFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return tmpdir(); // no /dev/shm here: a disk will do
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what engines of this user left that are no more. */
function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = new RegExp(`^${PREFIX}([0-9]+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(base, name), { recursive: true, force: true });
    } catch {
      continue; // another user's
    }
  }
}

export class SharedObjectFolder {
  readonly folder: string;
  #made = 0;

  constructor(base = baseFolder()) {
    sweep(base);
    this.folder = mkdtempSync(join(base, `${PREFIX}${process.pid}-`));
    process.once('exit', () => this.remove());
  }

  /** A path that was never used before. */
  next(): string {
    this.#made += 1;
    return join(this.folder, `${this.#made}.so`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
