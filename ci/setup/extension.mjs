/** native/cpython and native/parallel: the extension that runs inside the user's python, and its threads. */
import { run } from './command.mjs';
import { SUPPORTED } from './python.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const OUTPUT = at(`build/native/py${SUPPORTED}`);
const loadFrom = (/** @type {string} */ folder) =>
  `import sys; sys.path.insert(0, ${JSON.stringify(folder)}); import _tracejit`;
/** Program text that loads the extension. */
export const LOAD = loadFrom(OUTPUT);

/**
 * One way of building the extension.
 * @typedef {object} Variant
 * @property {string} name of the step
 * @property {string} build cmake's folder
 * @property {string} output folder of the module
 * @property {string[]} options of cmake
 * @property {string} python the program that must be able to load it
 */

/**
 * @param {import('./python.mjs').Python} python
 * @returns {Variant}
 */
function ordinary(python) {
  const build = at(`build/cmake/cpython-${SUPPORTED}`);
  return { name: 'extension', build, output: OUTPUT, options: ['-DCMAKE_BUILD_TYPE=Release'], python: python.path };
}

/**
 * @param {import('./python.mjs').Python} python
 * @param {Variant} [variant]
 * @returns {import('./step.mjs').Step}
 */
export function extensionStep(python, { name, build, output, options, python: loader } = ordinary(python)) {
  const isSource = (/** @type {string} */ name) => /(\.(c|cc|h)|CMakeLists\.txt)$/.test(name);
  return {
    name,
    inputs: () => [
      at('traces/format/trace.fbs'),
      ...['native/cpython', 'native/parallel', 'native/primitives', 'native/gen'].flatMap((folder) =>
        filesBelow(at(folder), isSource),
      ),
    ],
    key: () => [python.path, python.build, ...options].join(' '),
    outputs: [`${output}/_tracejit${python.suffix}`, `${output}/libtracejit_parallel.so`],
    async make(log) {
      await run(log, 'cmake', [
        '-G',
        'Ninja',
        '-S',
        at('native/cpython'),
        '-B',
        build,
        `-DPYTHON=${python.path}`,
        `-DOUTPUT=${output}`,
        ...options,
      ]);
      await run(log, 'cmake', ['--build', build]);
      // A shared object with a symbol missing links all the same.
      await run(log, loader, ['-I', '-c', loadFrom(output)]);
    },
  };
}
