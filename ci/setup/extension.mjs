/** native/cpython: the extension that runs inside the user's python. */
import { run } from './command.mjs';
import { SUPPORTED } from './python.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const OUTPUT = at(`build/native/py${SUPPORTED}`);
/** Program text that loads the extension. */
export const LOAD = `import sys; sys.path.insert(0, ${JSON.stringify(OUTPUT)}); import _tracejit`;
const BUILD = at(`build/cmake/cpython-${SUPPORTED}`);

/**
 * @param {import('./python.mjs').Python} python
 * @returns {import('./step.mjs').Step}
 */
export function extensionStep(python) {
  const isSource = (/** @type {string} */ name) => /(\.(c|cc|h)|CMakeLists\.txt)$/.test(name);
  return {
    name: 'extension',
    inputs: () => [
      at('traces/format/trace.fbs'),
      ...['native/cpython', 'native/primitives', 'native/gen'].flatMap((folder) => filesBelow(at(folder), isSource)),
    ],
    key: () => `${python.path} ${python.build}`,
    outputs: [`${OUTPUT}/_tracejit.cpython-313-x86_64-linux-gnu.so`],
    async make(log) {
      await run(log, 'cmake', [
        '-G',
        'Ninja',
        '-S',
        at('native/cpython'),
        '-B',
        BUILD,
        '-DCMAKE_BUILD_TYPE=Release',
        `-DPYTHON=${python.path}`,
        `-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=${OUTPUT}`,
      ]);
      await run(log, 'cmake', ['--build', BUILD]);
      // A shared object with a symbol missing links all the same.
      await run(log, python.path, ['-I', '-c', LOAD]);
    },
  };
}
