/** build/engine.mjs: the engine as one file, because resolving a hundred modules costs the start of every cold program. */
import { run } from './command.mjs';
import { at } from './root.mjs';
import { typescriptSources } from './typescript.mjs';

const ENGINE_ENTRY = at('engine/service/main.ts');

/** @type {import('./step.mjs').Step} */
export const BUNDLE = {
  name: 'bundle',
  inputs: () => [
    at('package.json'),
    at('package-lock.json'),
    at('traces/format/trace.fbs'),
    ...typescriptSources().filter((file) => !file.endsWith('.spec.ts')),
  ],
  key: () => '1',
  outputs: [at('build/engine.mjs')],
  make: (log) =>
    // started as a program: esbuild's installer replaces its script by a binary
    run(log, at('node_modules/esbuild/bin/esbuild'), [
      ENGINE_ENTRY,
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--target=node20',
      '--main-fields=module,main',
      '--external:llvm-bindings',
      '--sourcemap=linked',
      '--log-level=warning',
      `--outfile=${at('build/engine.mjs')}`,
    ]),
};
