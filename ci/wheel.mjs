/** `npm run wheel`: sets up what is missing, then builds the Python package's wheel for set-up's python, in build/dist. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { at } from './setup/root.mjs';
import { EXIT_NOT_SET_UP, setUp } from './setup/set-up.mjs';

const DIST = at('build/dist');
/** As pip calls it, but for pip itself. The name is the last line. */
const BUILD = 'import sys; from wheel_build.backend import build_wheel; print(build_wheel(sys.argv[1]))';

const python = await setUp({ quiet: true });
rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
const child = spawnSync(python.path, ['-B', '-c', BUILD, DIST], {
  cwd: at('native/python'),
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (child.error) throw child.error;
const wheel = `${DIST}/${child.stdout.trimEnd().split('\n').pop()}`;
if (child.status === 0) {
  const megabytes = (statSync(wheel).size / 1e6).toFixed(1);
  process.stdout.write(`${wheel} (${megabytes} MB)\nTo install it into a venv of CPython 3.13: pip install ${wheel}\n`);
} else {
  process.stdout.write(child.stdout);
  process.exitCode = EXIT_NOT_SET_UP;
}
