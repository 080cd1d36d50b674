/**
 * From a region to a shared object: bitcode on this thread, the rest on the add-on's workers.
 * The only importer of native/llvm/index.ts.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBitcode } from '../codegen/bitcode.ts';
import type { Region } from '../ir/region.ts';
import { loadNativeCompiler, type NativeCompiler } from '../../native/llvm/index.ts';

export interface CompileOptions {
  /** Folder for the shared object; default: one of this process, in memory where the system allows. */
  readonly folder?: string;
  /** Number of the exit that is always taken (TRACEJIT_FORCE_EXIT). */
  readonly forceExit?: number;
  /** Run LLVM's verifier before anything else. */
  readonly verify?: boolean;
  /** Texts wanted in the result: `l` LLVM IR as linked, `o` after O3, `m` machine code. */
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
  readonly folder: string;
  count: number;
}

let opened: Backend | null = null;

/** Loads the add-on and the primitives; called ahead of need it hides 20 ms. */
export function openBackend(): void {
  opened ??= makeBackend();
}

/** Deletes the shared objects of this process. */
export function closeBackend(): void {
  if (opened) rmSync(opened.folder, { recursive: true, force: true });
  opened = null;
}

function makeBackend(): Backend {
  const native = loadNativeCompiler();
  native.open(fileURLToPath(import.meta.resolve('#build/native/primitives-3.13.bc')));
  const folder = join(memoryFolder(), `tracejit-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { native, folder, count: 0 };
}

/** /dev/shm, unless it is missing or nothing in it may be executed (containers often mount it so). */
function memoryFolder(): string {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' '));
  const options = mounts.findLast(([, place]) => place === '/dev/shm')?.[3]?.split(',');
  return options?.includes('rw') && !options.includes('noexec') ? '/dev/shm' : tmpdir();
}

/** Rejects with NativeError (its `phase` says where) or an InvariantError of lowering: both are faults of ours. */
export async function compileRegion(region: Region, options: CompileOptions = {}): Promise<CompiledRegion> {
  opened ??= makeBackend();
  const { native } = opened;
  const stem = join(options.folder ?? opened.folder, `region-${process.pid}-${opened.count++}`);
  const bitcode = buildBitcode(region, {
    scratch: `${stem}.bc`,
    forceExit: options.forceExit ?? -1,
    verify: options.verify ?? false,
  });
  const dump = options.dump ?? '';
  const wanted = { linkedText: dump.includes('l'), optimisedText: dump.includes('o'), assemblyText: dump.includes('m') };
  const soPath = `${stem}.so`;
  const result = await native.compile(bitcode.bytes, soPath, wanted);
  const dumps = { l: result.linkedText, o: result.optimisedText, m: result.assemblyText };
  return {
    soPath,
    times: { ...bitcode.times, ...result.times },
    irOps: result.instructions,
    codeBytes: result.codeBytes,
    dumps: Object.fromEntries(Object.entries(dumps).filter(([letter]) => dump.includes(letter))),
  };
}
