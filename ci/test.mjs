/**
 * `npm test`: sets up what is missing, runs every spec, writes the report to reports/site.
 *
 * `npm test -- --shard 2/3` runs the second third of the spec files; `tracejit report` makes the reports of all shards one.
 * The last line is `N passed, N failed`. A run that could not start, or in which nothing ran, has failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { at } from './setup/root.mjs';
import { setUp } from './setup/set-up.mjs';
import { filesBelow } from './setup/stamp.mjs';

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

/**
 * Mocha's words for the arguments: those of a shard leave out the spec files of the others.
 * @param {string[]} words
 */
function withoutOtherShards(words) {
  const place = words.indexOf('--shard');
  if (place === -1) return words;
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(words[place + 1] ?? '') ?? []).map(Number);
  if (!index || !count || index > count) {
    process.stderr.write(`--shard ${words[place + 1] ?? ''} is no share: 2/3 is the second of three\n`);
    process.exit(2);
  }
  const specs = filesBelow(at('build/js'), (name) => name.endsWith('.spec.js')).sort();
  const others = specs.filter((_, k) => k % count !== index - 1).map((file) => relative(at(), file));
  return [...words.slice(0, place), ...words.slice(place + 2), ...others.flatMap((file) => ['--ignore', file])];
}

await setUp({ quiet: true });
rmSync(RESULT, { force: true });
const mocha = [
  at('node_modules/mocha/bin/mocha.js'),
  '--forbid-only',
  // With it nothing of the report is lost where mocha is told to run files in parallel.
  '--require',
  'mochawesome/register',
  '--reporter',
  'mochawesome',
  '--reporter-options',
  REPORTER,
];
const run = spawnSync(process.execPath, [...mocha, ...withoutOtherShards(process.argv.slice(2))], {
  cwd: at(),
  stdio: 'inherit',
});
const { passes, failures } = outcome();
const nothingRan = passes + failures === 0;
if (nothingRan) process.stdout.write('no test ran\n');
if (existsSync(`${SITE}/tests.html`)) process.stdout.write(`report: ${SITE}/tests.html\n`);
process.stdout.write(`${passes} passed, ${failures} failed\n`);
process.exitCode = run.status === 0 && failures === 0 && !nothingRan ? 0 : 1;
