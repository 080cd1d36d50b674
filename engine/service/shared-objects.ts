/**
 * Where fresh shared objects lie until the extension has mapped them: a folder of this process in memory (/dev/shm),
 * removed when the engine ends. Folders of engines that were killed are removed by the next one.
 */
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'tracejit-';

/** /dev/shm, unless it is missing or nothing in it may be executed (containers often mount it so). */
function memoryFolder(): string {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const options = mounts.findLast(([, place]) => place === '/dev/shm')?.[3]?.split(',');
  return options?.includes('rw') && !options.includes('noexec') ? '/dev/shm' : tmpdir();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeIfOurs(folder: string): void {
  // another engine may be sweeping too
  const uid = lstatSync(folder, { throwIfNoEntry: false })?.uid;
  if (uid !== undefined && uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
}

/** Removes what engines of this user left that are no more. */
function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = new RegExp(`^${PREFIX}([0-9]+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    removeIfOurs(join(base, name));
  }
}

export class SharedObjectFolder {
  readonly folder: string;

  constructor(base = memoryFolder()) {
    sweep(base);
    this.folder = mkdtempSync(join(base, `${PREFIX}${process.pid}-`));
    process.once('exit', () => this.remove());
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
