/** Where built files lie, for the bundle (build/engine-main.cjs) and for compiled modules (build/js/…) alike. */
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);

/**
 * Path of a file below build/. Not through package.json's `#build`: resolving one such name costs a cold engine 2 ms.
 * @param name with slashes, e.g. `native/tracejit_llvm.node`
 */
export function builtFile(name: string): string {
  return HERE.slice(0, HERE.lastIndexOf('/build/') + '/build/'.length) + name;
}
