/** Folders made on the way to a file. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes `folder` and what is missing above it, for this user alone. Nothing to do is fine.
 * @throws the system's error.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  // not mkdir's own `recursive`: under /proc, where a parent exists and nothing can be made, node 20 never comes back
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was faster
  }
}
