/**
 * `npm test`: sets up what is missing, runs every spec, writes the report to reports/site.
 *
 * The last line is `N passed, N failed`. A run that could not start, or in which nothing ran, has failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at } from './setup/root.mjs';
import { setUp } from './setup/set-up.mjs';

const SITE = at('reports/site');
const RESULT = `${SITE}/tests.json`;
const REPORTER =
  'reportDir=reports/site,reportFilename=tests,reportTitle=tracejit,reportPageTitle=tracejit tests,inlineAssets=true,quiet=true';

/** Numbers of the run's JSON report; a run that left none has failed as a whole. */
function outcome() {
  if (!existsSync(RESULT)) return { passes: 0, failures: 1 };
  const { passes, failures, pending, skipped } = JSON.parse(readFileSync(RESULT, 'utf8')).stats;
  // A test that did not run (pending, or behind a failed hook) hides a fault: it counts as one.
  return { passes, failures: failures + pending + skipped };
}

await setUp({ quiet: true });
rmSync(RESULT, { force: true });
const mocha = [
  at('node_modules/mocha/bin/mocha.js'),
  '--forbid-only',
  '--reporter',
  'mochawesome',
  '--reporter-options',
  REPORTER,
];
const run = spawnSync(process.execPath, [...mocha, ...process.argv.slice(2)], { cwd: at(), stdio: 'inherit' });
const { passes, failures } = outcome();
const nothingRan = passes + failures === 0;
if (nothingRan) process.stdout.write('no test ran\n');
if (existsSync(`${SITE}/tests.html`)) process.stdout.write(`report: ${SITE}/tests.html\n`);
process.stdout.write(`${passes} passed, ${failures} failed\n`);
process.exitCode = run.status === 0 && failures === 0 && !nothingRan ? 0 : 1;
