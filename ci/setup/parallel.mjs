/** native/parallel's tests: a program that needs no python. */
import { run } from './command.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

/** The program. */
export const PARALLEL_TESTS = at('build/native/parallel-tests');

/**
 * One way of building them.
 * @typedef {object} Variant
 * @property {string} name of the step
 * @property {string} build cmake's folder
 * @property {string} output the program
 * @property {string} sanitize `thread`, `address` or nothing
 */

/**
 * @param {import('./python.mjs').Python} python for its headers
 * @param {Variant} [variant]
 * @returns {import('./step.mjs').Step}
 */
export function parallelTestsStep(python, variant) {
  const { name, build, output, sanitize } = variant ?? {
    name: 'parallel-tests',
    build: at('build/cmake/parallel'),
    output: PARALLEL_TESTS,
    sanitize: '',
  };
  const isSource = (/** @type {string} */ file) => /(\.(cc|h)|CMakeLists\.txt)$/.test(file);
  return {
    name,
    inputs: () => [at('native/primitives/abi.h'), ...filesBelow(at('native/parallel'), isSource)],
    key: () => `${python.include} ${sanitize}`,
    outputs: [output],
    async make(log) {
      const options = [`-DPYTHON=${python.path}`, `-DSANITIZE=${sanitize}`, `-DOUTPUT=${output}`];
      await run(log, 'cmake', ['-G', 'Ninja', '-S', at('native/parallel'), '-B', build, ...options]);
      await run(log, 'cmake', ['--build', build]);
    },
  };
}
