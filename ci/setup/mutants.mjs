/**
 * The primitives once more for each file of suites/mutants/primitives, with the bodies in that file in place of the right
 * ones: what the fuzzer must be able to find. Never linked into anything that is shipped.
 */
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from './command.mjs';
import { COMPILE_KEY, compileSource, PRIMITIVES, primitiveInputs } from './primitives.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const FOLDER = at('build/mutants');
const bodies = () => filesBelow(at('suites/mutants/primitives'), (name) => name.endsWith('.c'));
const linked = (/** @type {string} */ body) => `${FOLDER}/primitives-${basename(body)}`.replace(/\.c$/, '.bc');

/**
 * @param {import('./python.mjs').Python} python
 * @returns {import('./step.mjs').Step}
 */
export function mutantsStep(python) {
  return {
    name: 'mutants',
    inputs: () => [...bodies(), ...primitiveInputs()],
    key: () => `${python.build} ${COMPILE_KEY}`,
    outputs: bodies().map(linked),
    async make(log) {
      mkdirSync(FOLDER, { recursive: true });
      for (const body of bodies()) {
        const compiled = await compileSource(log, python, body, FOLDER);
        await run(log, 'llvm-link-19', [`--override=${compiled}`, '-o', linked(body), PRIMITIVES]);
      }
    },
  };
}
