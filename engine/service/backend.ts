/**
 * From a region to a shared object: bitcode on this thread, the rest on the add-on's workers.
 * The only importer of native/llvm/index.ts.
 */
import { join } from 'node:path';
import { loadNativeCompiler, type NativeCompiler } from '../../native/llvm/index.ts';
import { builtFile } from '../base/build-folder.ts';
import { buildBitcode } from '../codegen/bitcode.ts';
import type { Region } from '../ir/region.ts';
import { CodeMemory } from './code-memory.ts';
import { SharedObjectFolder } from './shared-objects.ts';

export interface CompileOptions {
  /** Where the shared object goes, a path never used before; default: one in a folder of this process, in memory where the system allows. */
  readonly soPath?: string;
  /** Run LLVM's verifier before anything else. */
  readonly verify?: boolean;
  /** Few of LLVM's passes and its simplest code generation. */
  readonly quick?: boolean;
  /** Primitives are called, not inlined, where their machine code is at hand: less to compile still (fuzzing). */
  readonly calls?: boolean;
  /** Texts wanted in the result: `l` LLVM IR as linked, `L` after O3, `m` machine code. */
  readonly dump?: string;
}

export interface CompiledRegion {
  /** The caller deletes it, when no process can still want to load it. */
  readonly soPath: string;
  /** Milliseconds by stage: build, bitcode, parse, link, opt, codegen, lld. */
  readonly times: Readonly<Record<string, number>>;
  /** LLVM instructions after O3. */
  readonly irOps: number;
  readonly codeBytes: number;
  /** By dump letter, those asked for. */
  readonly dumps: Readonly<Record<string, string>>;
}

interface Backend {
  readonly native: NativeCompiler;
  readonly objects: SharedObjectFolder;
  readonly memory: CodeMemory<CompiledRegion> | null;
  count: number;
}

let opened: Backend | null = null;

/** The C bodies of the ops. */
export const PRIMITIVES = builtFile('native/primitives-3.13.bc');

/**
 * Loads the add-on and the primitives, from a file of bitcode; called ahead of need it hides 6 ms. `remembers`: the same
 * bitcode is compiled once (code-memory.ts).
 */
export function openBackend(primitives: string, { remembers }: { readonly remembers: boolean }): void {
  opened ??= makeBackend(primitives, remembers);
}

function makeBackend(primitives: string, remembers: boolean): Backend {
  const native = loadNativeCompiler(builtFile('native/tracejit_llvm.node'));
  native.open(primitives);
  return { native, objects: new SharedObjectFolder(), memory: remembers ? new CodeMemory() : null, count: 0 };
}

/** Rejects with NativeError (its `phase` says where) or an InvariantError of lowering: both are faults of ours. */
export async function compileRegion(region: Region, options: CompileOptions = {}): Promise<CompiledRegion> {
  opened ??= makeBackend(PRIMITIVES, false);
  const { native, objects, memory } = opened;
  const soPath = options.soPath ?? join(objects.folder, `region-${process.pid}-${opened.count++}.so`);
  const bitcode = buildBitcode(region, { scratch: `${soPath}.bc`, verify: options.verify ?? false });
  const make = () => compileBitcode(native, bitcode.bytes, { ...options, soPath });
  const shareable = memory !== null && options.soPath === undefined && !options.dump;
  const way = `${options.quick} ${options.calls} `;
  const compiled = shareable ? await memory.recall(bitcode.bytes, way, make) : await make();
  // of what was made before, what LLVM took is not of this time
  return { ...compiled, times: compiled.soPath === soPath ? { ...bitcode.times, ...compiled.times } : bitcode.times };
}

type Placed = CompileOptions & { readonly soPath: string };

async function compileBitcode(native: NativeCompiler, bytes: Uint8Array, options: Placed): Promise<CompiledRegion> {
  const { soPath } = options;
  const dump = options.dump ?? '';
  const result = await native.compile(bytes, soPath, {
    quick: options.quick ?? false,
    calls: options.calls ?? false,
    linkedText: dump.includes('l'),
    optimisedText: dump.includes('L'),
    assemblyText: dump.includes('m'),
  });
  const dumps = { l: result.linkedText, L: result.optimisedText, m: result.assemblyText };
  return {
    soPath,
    times: result.times,
    irOps: result.instructions,
    codeBytes: result.codeBytes,
    dumps: Object.fromEntries(Object.entries(dumps).filter(([letter]) => dump.includes(letter))),
  };
}
