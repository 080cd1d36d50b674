/** TypeScript to build/js: what runs is compiled JavaScript. */
import { existsSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { run } from './command.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const OUTPUT = at('build/js');
/** Folders of tsconfig.json's `include`. */
const FOLDERS = ['engine', 'traces', 'suites', 'reports', 'native', 'ci'];

export function typescriptSources() {
  const isSource = (/** @type {string} */ name) => /\.(ts|mjs)$/.test(name);
  return FOLDERS.filter((folder) => existsSync(at(folder))).flatMap((folder) => filesBelow(at(folder), isSource));
}

/** Removes what a deleted or renamed source left behind: a stale spec would go on running. */
function pruneOutputs() {
  for (const file of filesBelow(OUTPUT, (name) => /\.(m?js(\.map)?|d\.m?ts)$/.test(name))) {
    const source = at(
      relative(OUTPUT, file)
        .replace(/\.map$/, '')
        .replace(/\.d\.(m?)ts$/, '.$1js'),
    );
    if (!existsSync(source) && !existsSync(source.replace(/\.js$/, '.ts'))) rmSync(file);
  }
}

/** @type {import('./step.mjs').Step} */
export const TYPESCRIPT = {
  name: 'typescript',
  inputs: () => [
    at('tsconfig.json'),
    at('package.json'),
    at('package-lock.json'),
    at('traces/format/trace.fbs'),
    ...typescriptSources(),
  ],
  key: () => process.version,
  outputs: [OUTPUT],
  async make(log) {
    pruneOutputs();
    await run(log, process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', '--pretty', 'false']);
  },
};
