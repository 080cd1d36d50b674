/** native/llvm: the Node add-on that owns LLVM 19 and lld. */
import { run } from './command.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const BUILD = at('build/cmake/llvm');

/** @type {import('./step.mjs').Step} */
export const ADDON = {
  name: 'addon',
  inputs: () => [...filesBelow(at('native/llvm'), (name) => !name.endsWith('.ts')), at('package-lock.json')],
  key: () => `abi${process.versions.modules}`,
  outputs: [at('build/native/tracejit_llvm.node')],
  async make(log) {
    await run(log, 'cmake', [
      '-G',
      'Ninja',
      '-S',
      at('native/llvm'),
      '-B',
      BUILD,
      '-DCMAKE_BUILD_TYPE=Release',
      `-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=${at('build/native')}`,
    ]);
    await run(log, 'cmake', ['--build', BUILD]);
  },
};
