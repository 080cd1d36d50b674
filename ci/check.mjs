/**
 * `npm run check`: the fast loop. Format, lint, types, import direction, dead code, fresh generated headers, and the
 * specs that need no Python and no LLVM run; everything is tried, every failure is shown. Exit code 1 if one failed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { nativeSources } from './setup/native-sources.mjs';
import { at } from './setup/root.mjs';

const node = process.execPath;
const bin = (/** @type {string} */ name) => at('node_modules/.bin', name);
const LAYERED = ['engine', 'traces', 'suites', 'reports', 'native', 'ci'].filter((folder) => existsSync(at(folder)));

/**
 * Name, program, arguments. Independent of each other.
 * @type {[string, string, string[]][]}
 */
const CHECKS = [
  ['format and lint', bin('biome'), ['ci', '--colors=off', '--max-diagnostics=50', '.']],
  ['format of C and C++', 'clang-format-19', ['--dry-run', '--Werror', ...nativeSources()]],
  ['import direction', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', ...LAYERED]],
  ['dead code', bin('knip'), ['--no-progress']],
  ['generated headers', node, [at('build/js/engine/emit-headers.js'), '--check']],
];

/** Steps of set-up that the checks and the fast specs need. */
const BUILDS = ['wire', 'typescript', 'headers', 'bundle', 'primitives', 'addon', 'extension', 'parallel-tests'];

/** Specs of these folders run in the fast loop; suites start Python and compilers. */
const FAST_SPECS = ['engine', 'traces', 'native', 'reports', 'ci'].map((folder) => `build/js/${folder}/**/*.spec.js`);

/**
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<boolean>} true when it found nothing
 */
function check(name, program, args) {
  const start = performance.now();
  const child = spawn(program, args, { cwd: at(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', (code) => {
      const verdict = code === 0 ? 'ok    ' : 'FAILED';
      process.stdout.write(`${verdict} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
      if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`);
      resolve(code === 0);
    });
  });
}

// Specs run what is compiled: so first, and alone.
const found = [await check('types and builds', node, [at('ci/setup.mjs'), '--keep-going', ...BUILDS])];
found.push(...(await Promise.all(CHECKS.map((args) => check(...args)))));
const mocha = [at('node_modules/mocha/bin/mocha.js'), '--no-config', '--enable-source-maps', '--timeout', '20000'];
found.push(
  await check('specs', node, [...mocha, '--reporter', 'dot', '--forbid-only', '--forbid-pending', ...FAST_SPECS]),
);
process.exitCode = found.every(Boolean) ? 0 : 1;
