/** The C bodies of the ops as LLVM 19 bitcode, one file for each Python version: linked into every region. */
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from './command.mjs';
import { SUPPORTED } from './python.mjs';
import { at } from './root.mjs';
import { filesBelow } from './stamp.mjs';

/**
 * Passes are left to the engine's own pipeline: plain -O3 would consume the branch weights of `__builtin_expect`, and
 * would see a primitive without its caller. No -march: a primitive must inline into code for any CPU.
 */
const CLANG_FLAGS = [
  '-std=c11',
  '-O3',
  '-DNDEBUG',
  '-Xclang',
  '-disable-llvm-passes',
  '-ffp-contract=off',
  '-fno-math-errno',
  '-fPIC',
  '-Wall',
  '-Wextra',
  '-Wno-bitwise-instead-of-logical',
  '-Werror',
  '-emit-llvm',
  '-c',
];
const CLEAN_UP = 'function(sroa,early-cse,simplifycfg,instsimplify)';
const OBJECTS = at('build/native/primitives');

/**
 * @param {import('./python.mjs').Python} python whose headers give the object layouts
 * @returns {import('./step.mjs').Step}
 */
export function primitivesStep(python) {
  const sources = () => filesBelow(at('native/primitives'), (name) => name.endsWith('.c'));
  const linked = at(`build/native/primitives-${SUPPORTED}.bc`);
  return {
    name: 'primitives',
    inputs: () => [
      ...filesBelow(at('native/primitives'), (name) => /\.[ch]$/.test(name)),
      ...filesBelow(at('native/gen')),
    ],
    key: () => `${python.build} ${CLANG_FLAGS.join(' ')} ${CLEAN_UP}`,
    outputs: [linked],
    async make(log) {
      mkdirSync(OBJECTS, { recursive: true });
      const compiled = [];
      for (const source of sources()) {
        const raw = `${OBJECTS}/${basename(source, '.c')}.raw.bc`;
        const clean = `${OBJECTS}/${basename(source, '.c')}.bc`;
        await run(log, 'clang-19', [...CLANG_FLAGS, `-I${python.include}`, `-I${at('native/gen')}`, '-o', raw, source]);
        await run(log, 'opt-19', [`-passes=${CLEAN_UP}`, '-o', clean, raw]);
        compiled.push(clean);
      }
      await run(log, 'llvm-link-19', ['-o', linked, ...compiled]);
    },
  };
}
