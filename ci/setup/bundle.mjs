/**
 * The engine as one file (resolving a hundred modules costs the start of every cold program), with the bytecode V8 made
 * of it while compiling the corpus, and the few lines that start it (engine/service/boot.ts).
 */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { run } from './command.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';
import { typescriptSources } from './typescript.mjs';

const MAIN = at('build/engine-main.cjs');
const BOOT = at('build/engine.cjs');

/** `20.19` of `>=20.19`. */
const oldestNode = () => JSON.parse(readFileSync(at('package.json'), 'utf8')).engines.node.replace('>=', '');

const corpus = () => filesBelow(at('traces/corpus'), (name) => name.endsWith('.trace'));

/**
 * @param {import('./command.mjs').Log} log
 * @param {string} entry
 * @param {string} outfile
 */
function bundle(log, entry, outfile) {
  // started as a program: esbuild's installer replaces its script by a binary
  return run(log, at('node_modules/esbuild/bin/esbuild'), [
    at(entry),
    '--bundle',
    '--platform=node',
    '--format=cjs',
    '--target=node20',
    '--main-fields=module,main',
    '--external:llvm-bindings',
    '--define:import.meta.url=moduleUrl',
    `--define:OLDEST_NODE=${JSON.stringify(oldestNode())}`,
    '--banner:js=const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
    '--sourcemap=linked',
    '--log-level=warning',
    `--outfile=${outfile}`,
  ]);
}

/** @type {import('./step.mjs').Step} */
export const BUNDLE = {
  name: 'bundle',
  inputs: () => [
    at('package.json'),
    at('package-lock.json'),
    at('traces/format/trace.fbs'),
    ...typescriptSources().filter((file) => !file.endsWith('.spec.ts')),
  ],
  key: () => '3',
  outputs: [MAIN, BOOT],
  async make(log) {
    await bundle(log, 'engine/service/main.ts', MAIN);
    // the bytecode names the text it was made of by this hash, its last characters (engine/service/boot.ts)
    appendFileSync(MAIN, `// ${createHash('sha256').update(readFileSync(MAIN)).digest('hex')}`);
    await bundle(log, 'engine/service/boot.ts', BOOT);
  },
};

/** After the add-on and the primitives: it compiles. @type {import('./step.mjs').Step} */
export const BYTECODE = {
  name: 'bytecode',
  inputs: () => [MAIN, BOOT, ...corpus()],
  key: () => process.version,
  outputs: [at('build/engine-main.code')],
  make: (log) => run(log, process.execPath, [BOOT, '--keep-code', ...corpus()]),
};
