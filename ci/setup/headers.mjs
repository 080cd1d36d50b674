/** native/gen: what the C and C++ sides must know of the engine's tables, written from the tables themselves. */
import { run } from './command.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const TABLES = ['engine/base', 'engine/ir', 'engine/deopt', 'engine/codegen', 'traces/format'];

/** @type {import('./step.mjs').Step} */
export const HEADERS = {
  name: 'headers',
  inputs: () => [
    at('engine/emit-headers.ts'),
    ...TABLES.flatMap((folder) => filesBelow(at(folder), (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))),
    ...filesBelow(at('native/gen')),
  ],
  key: () => '1',
  outputs: [at('native/gen/kinds.h'), at('native/gen/primitives.h')],
  make: (log) => run(log, process.execPath, [at('build/js/engine/emit-headers.js')]),
};
