/** node_modules/.bin/tracejit: where npm scripts, `npx tracejit` and a plain path find the command. */
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { at } from './root.mjs';

const LINK = at('node_modules/.bin/tracejit');
const TARGET = '../../native/python/launcher/tracejit';

/** The line that puts the command on PATH. */
export const PATH_LINE = `export PATH="${at('node_modules/.bin')}:$PATH"`;

export function launcherLinked() {
  try {
    return readlinkSync(LINK) === TARGET;
  } catch {
    // Not there, or npm put something else in its place: both are mended by linking.
    return false;
  }
}

/** @returns {boolean} true when the link was made now */
export function linkLauncher() {
  if (launcherLinked()) return false;
  mkdirSync(at('node_modules/.bin'), { recursive: true });
  rmSync(LINK, { force: true });
  symlinkSync(TARGET, LINK);
  return true;
}
