/**
 * The C bodies of the ops as LLVM 19 bitcode, one file for each Python version: linked into every region. What stays a
 * call there (tj_slow_…) is machine code besides, in an object file beside it, so that no region has to compile it. All of
 * them are machine code in another, for regions of the fuzzer (TRACEJIT_QUICK): it is not shipped.
 */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
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
  '-fvisibility=hidden', // a shared object has one door, tj_entry
  '-Wall',
  '-Wextra',
  '-Wno-bitwise-instead-of-logical',
  '-Werror',
  '-emit-llvm',
  '-c',
];
const CLEAN_UP = 'function(sroa,early-cse,simplifycfg,instsimplify)';

/**
 * One way of compiling the primitives.
 * @typedef {object} Variant
 * @property {string} name of the step
 * @property {string} folder where the result goes
 * @property {string[]} flags of clang, besides the usual ones
 * @property {string[]} passes arguments of opt
 */

/** @type {Variant} */
const ORDINARY = { name: 'primitives', folder: at('build/native'), flags: [], passes: [`-passes=${CLEAN_UP}`] };

/**
 * For `npm run sanitize`. AddressSanitizer's checks are calls, which leave the primitives small enough to inline. A fault of
 * UndefinedBehaviorSanitizer's is a trap: a region has no room for the text of a report. The kinds of fault are those that
 * arithmetic can have: pointers are AddressSanitizer's part.
 * @param {string} folder
 * @returns {Variant}
 */
export function sanitized(folder) {
  const faults = 'signed-integer-overflow,integer-divide-by-zero,shift,float-cast-overflow,bool,unreachable,bounds';
  return {
    name: 'sanitized-primitives',
    folder,
    flags: [`-fsanitize=address,${faults}`, `-fsanitize-trap=${faults}`],
    passes: [
      // the mark of what was instrumented would keep it from being inlined into regions, which have no mark
      `-passes=asan,forceattrs,${CLEAN_UP}`,
      '-force-remove-attribute=sanitize_address',
      '-asan-instrumentation-with-call-threshold=0',
      '-asan-constructor-kind=none',
      '-asan-globals=0',
      '-asan-stack=0',
    ],
  };
}

/**
 * One source file as bitcode.
 * @param {import('./command.mjs').Log} log
 * @param {import('./python.mjs').Python} python
 * @param {string} source
 * @param {string} folder where it goes
 * @param {Variant} [variant]
 * @returns {Promise<string>} the file made
 */
export async function compileSource(log, python, source, folder, variant = ORDINARY) {
  const raw = `${folder}/${basename(source, '.c')}.raw.bc`;
  const clean = `${folder}/${basename(source, '.c')}.bc`;
  const flags = [...CLANG_FLAGS, ...variant.flags, `-I${python.include}`, `-I${at('native/gen')}`];
  await run(log, 'clang-19', [...flags, '-o', raw, source]);
  await run(log, 'opt-19', [...variant.passes, '-o', clean, raw]);
  return clean;
}

export function primitiveInputs() {
  return [...filesBelow(at('native/primitives'), (name) => /\.[ch]$/.test(name)), ...filesBelow(at('native/gen'))];
}

/**
 * Machine code of some of the primitives.
 * @param {import('./command.mjs').Log} log
 * @param {string} names of those that are called from outside, as a pattern
 * @param {string} bitcode of all primitives
 * @param {string} folder for what is made on the way
 * @param {string} object where it goes
 */
async function compileCalls(log, names, bitcode, folder, object) {
  const calls = `${folder}/calls.bc`;
  const passes = ['-passes=internalize,globaldce', `-internalize-public-api-list=${names}`];
  await run(log, 'opt-19', [...passes, '-o', calls, bitcode]);
  await run(log, 'clang-19', ['-O3', '-fPIC', '-ffunction-sections', '-c', '-o', object, calls]);
}

/** The primitives as they are shipped. */
export const PRIMITIVES = at('build/native', `primitives-${SUPPORTED}.bc`);

/** What the result of compiling a body depends on, besides the python. */
export const COMPILE_KEY = [...CLANG_FLAGS, ...ORDINARY.passes].join(' ');

/**
 * @param {import('./python.mjs').Python} python whose headers give the object layouts
 * @param {Variant} [variant]
 * @returns {import('./step.mjs').Step}
 */
export function primitivesStep(python, variant = ORDINARY) {
  const sources = () => filesBelow(at('native/primitives'), (name) => name.endsWith('.c'));
  const linked = join(variant.folder, `primitives-${SUPPORTED}.bc`);
  const calls = join(variant.folder, `primitives-${SUPPORTED}.o`);
  const every = join(variant.folder, `primitives-${SUPPORTED}.every.o`);
  const objects = join(variant.folder, 'primitives');
  const flags = [...CLANG_FLAGS, ...variant.flags];
  return {
    name: variant.name,
    inputs: primitiveInputs,
    key: () => [python.build, ...flags, ...variant.passes].join(' '),
    outputs: [linked, calls, every],
    async make(log) {
      mkdirSync(objects, { recursive: true });
      const compiled = [];
      for (const source of sources()) compiled.push(await compileSource(log, python, source, objects, variant));
      await run(log, 'llvm-link-19', ['-o', linked, ...compiled]);
      await compileCalls(log, 'tj_slow_*', linked, objects, calls);
      await compileCalls(log, 'tj_*', linked, objects, every);
    },
  };
}
