/**
 * node_modules/.bin/tracejit: where npm scripts, `npx tracejit` and a plain path find the command. A script that names the
 * clone, not a link: finding the clone through a link costs a process (readlink), 1.3 ms of each start.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, ROOT } from './root.mjs';

const COMMAND = at('node_modules/.bin/tracejit');

/** The line that puts the command on PATH. */
export const PATH_LINE = `export PATH="${at('node_modules/.bin')}:$PATH"`;

/** The clone's folder as one word of POSIX sh. */
const QUOTED = `'${ROOT.replaceAll("'", `'\\''`)}'`;

const TEXT = `#!/bin/sh
# Made by set-up. The command is native/python/launcher/tracejit of the clone named here.
tracejit_root=${QUOTED}
if [ ! -r "$tracejit_root/native/python/launcher/tracejit" ]; then
  printf 'tracejit: the clone %s is gone or was moved: run "npm run setup" where it is now\\n' "$tracejit_root" >&2
  exit 3
fi
. "$tracejit_root/native/python/launcher/tracejit"
`;

export function launcherLinked() {
  try {
    return readFileSync(COMMAND, 'utf8') === TEXT;
  } catch {
    // Not there, or npm put something else in its place: both are mended by writing it.
    return false;
  }
}

/** @returns {boolean} true when the command was made now */
export function linkLauncher() {
  if (launcherLinked()) return false;
  mkdirSync(at('node_modules/.bin'), { recursive: true });
  rmSync(COMMAND, { force: true }); // it may be npm's link to the launcher itself
  writeFileSync(COMMAND, TEXT, { mode: 0o755 });
  return true;
}
