/**
 * `npm start`: sets everything up, then runs each example interpreted and under `tracejit run`, compares all that can be
 * seen from outside, and shows the times.
 *
 * Exit code 1 when an output differs, or when nothing of an example ran natively.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATH_LINE } from './setup/launcher-link.mjs';
import { at } from './setup/root.mjs';
import { setUp } from './setup/set-up.mjs';

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
function timed(program, args, env) {
  const start = performance.now();
  const child = spawnSync(program, args, { cwd: at(), env: { ...process.env, ...env }, encoding: 'utf8' });
  if (child.error) throw child.error;
  const { stdout, stderr, status, signal } = child;
  return { stdout, stderr, exit: signal ?? status, seconds: (performance.now() - start) / 1000 };
}

/**
 * Times native code was entered, as the stats file tells.
 * @param {string} path
 */
function nativeEntries(path) {
  return existsSync(path) ? Number(JSON.parse(readFileSync(path, 'utf8')).entries) : 0;
}

/**
 * Runs one example both ways.
 * @param {string} python
 * @param {string} script
 * @param {string} folder for the stats file
 * @returns {string | null} what was wrong
 */
function demonstrate(python, script, folder) {
  const stats = join(folder, 'stats.json');
  rmSync(stats, { force: true });
  // TRACEJIT_PYTHON: both runs must use the same interpreter, whatever virtual environment is active.
  const native = timed(at('node_modules/.bin/tracejit'), ['run', script], {
    TRACEJIT_STATS: stats,
    TRACEJIT_PYTHON: python,
  });
  // what a script imports of tracejit does nothing there
  const plain = timed(python, [script], { TRACEJIT: 'off', PYTHONPATH: at('native/python') });
  const entries = nativeEntries(stats);
  const times = `python ${plain.seconds.toFixed(2)} s, tracejit ${native.seconds.toFixed(2)} s`;
  process.stdout.write(`\n${script}\n${plain.stdout.replace(/^/gm, '  | ')}\n`);
  const differing = /** @type {const} */ (['stdout', 'stderr', 'exit']).filter((part) => plain[part] !== native[part]);
  if (differing.length > 0) {
    process.stdout.write(`  ${times}; DIFFERENT: ${differing.join(', ')}\n${native.stdout}${native.stderr}`);
    return `${script}: ${differing.join(', ')} differ`;
  }
  process.stdout.write(
    `  ${times}: ${(plain.seconds / native.seconds).toFixed(1)} times as fast; same output; native code entered ${entries} times\n`,
  );
  return entries > 0 ? null : `${script}: nothing ran natively`;
}

const python = await setUp();
const folder = mkdtempSync(join(tmpdir(), 'tracejit-start-'));
const scripts = readdirSync(at('examples')).filter((name) => name.endsWith('.py'));
const wrong = scripts
  .map((name) => demonstrate(python.path, `examples/${name}`, folder))
  .filter((sentence) => sentence !== null);
rmSync(folder, { recursive: true });
for (const sentence of wrong) process.stdout.write(`FAILED: ${sentence}\n`);
process.stdout.write(
  `\nYour own script: ${at('node_modules/.bin/tracejit')} run script.py\nTo have it on PATH: ${PATH_LINE}\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
