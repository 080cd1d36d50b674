/**
 * From a region to a shared object: bitcode on this thread, the rest on the add-on's workers.
 * The only importer of native/llvm/index.ts.
 */
import { join } from 'node:path';
import { loadNativeCompiler, type NativeCompiler } from '../../native/llvm/index.ts';
import { builtFile } from '../base/build-folder.ts';
import { buildBitcode } from '../codegen/bitcode.ts';
import type { Region } from '../ir/region.ts';
import { SharedObjectFolder } from './shared-objects.ts';

export interface CompileOptions {
  /** Where the shared object goes, a path never used before; default: one in a folder of this process, in memory where the system allows. */
  readonly soPath?: string;
  /** Run LLVM's verifier before anything else. */
  readonly verify?: boolean;
  /** Few of LLVM's passes and its simplest code generation. */
  readonly quick?: boolean;
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
  count: number;
}

let opened: Backend | null = null;

/** The C bodies of the ops. */
export const PRIMITIVES = builtFile('native/primitives-3.13.bc');

/** Loads the add-on and the primitives, from a file of bitcode; called ahead of need it hides 6 ms. */
export function openBackend(primitives: string): void {
  opened ??= makeBackend(primitives);
}

function makeBackend(primitives: string): Backend {
  const native = loadNativeCompiler(builtFile('native/tracejit_llvm.node'));
  native.open(primitives);
  return { native, objects: new SharedObjectFolder(), count: 0 };
}

/** Rejects with NativeError (its `phase` says where) or an InvariantError of lowering: both are faults of ours. */
export async function compileRegion(region: Region, options: CompileOptions = {}): Promise<CompiledRegion> {
  opened ??= makeBackend(PRIMITIVES);
  const { native } = opened;
  const soPath = options.soPath ?? join(opened.objects.folder, `region-${process.pid}-${opened.count++}.so`);
  const bitcode = buildBitcode(region, {
    scratch: `${soPath}.bc`,
    verify: options.verify ?? false,
  });
  const dump = options.dump ?? '';
  const wanted = {
    quick: options.quick ?? false,
    linkedText: dump.includes('l'),
    optimisedText: dump.includes('L'),
    assemblyText: dump.includes('m'),
  };
  const result = await native.compile(bitcode.bytes, soPath, wanted);
  const dumps = { l: result.linkedText, L: result.optimisedText, m: result.assemblyText };
  return {
    soPath,
    times: { ...bitcode.times, ...result.times },
    irOps: result.instructions,
    codeBytes: result.codeBytes,
    dumps: Object.fromEntries(Object.entries(dumps).filter(([letter]) => dump.includes(letter))),
  };
}
