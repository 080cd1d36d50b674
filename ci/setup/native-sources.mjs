/** The hand-written C and C++ files: what clang-format keeps in shape. */
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

const FOLDERS = ['native/cpython', 'native/llvm', 'native/parallel', 'native/primitives', 'suites/mutants/primitives'];

export function nativeSources() {
  return FOLDERS.flatMap((folder) => filesBelow(at(folder), (name) => /\.(c|cc|h)$/.test(name)));
}
