/**
 * `npm run sanitize`: the extension and the primitives with AddressSanitizer and UndefinedBehaviorSanitizer, and under them
 * every script of the suites and the tests of native/cpython. Minutes, so not part of `npm test`. Exit code 1 for a failed
 * test or any report, be it of a child process that nobody waits for.
 *
 * The build lies in a clone of its own, build/sanitize: launcher, specs and engine find what lies beside them, so nothing of
 * the project knows of it. Arguments go to mocha: `-- --grep recursion`.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { extensionStep } from './setup/extension.mjs';
import { primitivesStep, sanitized } from './setup/primitives.mjs';
import { SUPPORTED } from './setup/python.mjs';
import { at } from './setup/root.mjs';
import { setUp } from './setup/set-up.mjs';
import { doStep } from './setup/step.mjs';
import { describeFailure, StepError } from './setup/step-error.mjs';

const CLONE = at('build/sanitize');
const REPORTS = `${CLONE}/reports`;
const PYTHON = `${CLONE}/python`;

/** What specs, launcher and engine read of a clone. */
const COPIED = ['package.json', 'ci', 'native', 'suites', 'traces/format', 'build/js', 'build/generated'];
const BUILT = ['build/engine.cjs', 'build/engine-main.cjs', 'build/native/tracejit_llvm.node', 'build/python.path'];

const SPECS = [
  'suites/properties/scripts',
  'suites/properties/jit',
  'native/python/test/python',
  ...['recording', 'running', 'runtime'].map((n) => `native/cpython/test/${n}`),
];

/** Memory that the quarantine keeps looks like a leak to this one. */
const MEASURES_MEMORY = 'no-leak';

function makeClone() {
  for (const path of COPIED) rmSync(`${CLONE}/${path}`, { recursive: true, force: true });
  mkdirSync(`${CLONE}/node_modules/.bin`, { recursive: true });
  for (const path of [...COPIED, ...BUILT]) cpSync(at(path), `${CLONE}/${path}`, { recursive: true });
  const link = `${CLONE}/node_modules/.bin/tracejit`;
  rmSync(link, { force: true });
  symlinkSync('../../native/python/launcher/tracejit', link);
}

/** @param {string} library */
function pathOf(library) {
  return spawnSync('gcc', [`-print-file-name=${library}`], { encoding: 'utf8' }).stdout.trim();
}

/**
 * A python under the sanitizers. By malloc, because its own allocator would hide the ends of blocks and their being freed.
 * Without memory both go on: programs may ask for too much and handle it.
 * @param {string} program
 * @param {{ quarantine: boolean }} options keep freed memory out of use
 */
function writePython(program, { quarantine }) {
  const common = `halt_on_error=1:log_path=${REPORTS}/report`;
  const kept = quarantine ? '' : ':quarantine_size_mb=0:thread_local_quarantine_size_kb=0';
  const settings = [
    `LD_PRELOAD=${pathOf('libasan.so')}:${pathOf('libubsan.so')}`,
    `ASAN_OPTIONS=${common}:detect_leaks=0:allocator_may_return_null=1${kept}`,
    `UBSAN_OPTIONS=${common}:print_stacktrace=1`,
    'PYTHONMALLOC=malloc',
  ];
  writeFileSync(PYTHON, `#!/bin/sh\nexec env ${settings.join(' ')} ${program} "$@"\n`);
  chmodSync(PYTHON, 0o755);
}

/** @param {import('./setup/python.mjs').Python} python */
async function build(python) {
  const options = ['-DCMAKE_BUILD_TYPE=RelWithDebInfo', '-DSANITIZE=ON'];
  const output = `${CLONE}/build/native/py${SUPPORTED}`;
  const cmake = at('build/cmake/sanitize');
  const steps = [
    extensionStep(python, { name: 'sanitized-extension', build: cmake, output, options, python: PYTHON }),
    primitivesStep(python, sanitized(`${CLONE}/build/native`)),
  ];
  for (const step of steps) {
    try {
      await doStep(step);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      process.stderr.write(`${describeFailure(step.name, error)}\n`);
      process.exit(3);
    }
  }
}

/**
 * @param {string[]} args of mocha
 * @returns {boolean} true when all tests passed
 */
function runSpecs(args) {
  const mocha = [at('node_modules/mocha/bin/mocha.js'), '--no-config', '--forbid-only', '--forbid-pending', ...args];
  const specs = SPECS.map((name) => `${CLONE}/build/js/${name}.spec.js`);
  const env = { ...process.env, TRACEJIT_PYTHON: PYTHON };
  return spawnSync(process.execPath, [...mocha, ...specs], { cwd: CLONE, env, stdio: 'inherit' }).status === 0;
}

/** @returns {number} how many reports the sanitizers wrote */
function showReports() {
  const files = readdirSync(REPORTS);
  for (const file of files) process.stdout.write(`${REPORTS}/${file}\n${readFileSync(`${REPORTS}/${file}`, 'utf8')}\n`);
  return files.length;
}

const wanted = process.argv.slice(2);
const python = await setUp({ quiet: true });
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
makeClone();
writePython(python.path, { quarantine: true });
await build(python);
let passed = runSpecs(wanted.length > 0 ? wanted : ['--grep', MEASURES_MEMORY, '--invert']);
if (wanted.length === 0) {
  writePython(python.path, { quarantine: false });
  passed = runSpecs(['--grep', MEASURES_MEMORY]) && passed;
}
const reports = showReports();
process.stdout.write(`${passed ? 'all tests passed' : 'tests failed'}, ${reports} reports\n`);
process.exitCode = passed && reports === 0 ? 0 : 1;
