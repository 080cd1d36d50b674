/** The synchronous half of compiling, on the engine's main thread: a region as LLVM 14 bitcode. */
import { invariant } from '../base/invariant.ts';
import type { Region } from '../ir/region.ts';
import { lowerRegion } from './lower.ts';

export interface BitcodeOptions {
  /** File name for a moment's use, on a file system in memory. */
  readonly scratch: string;
  /** Whether to run LLVM's verifier (TRACEJIT_VERIFY; tests). */
  readonly verify: boolean;
}

export interface Bitcode {
  readonly bytes: Uint8Array;
  /** Milliseconds. */
  readonly times: { readonly build: number; readonly bitcode: number };
}

export function buildBitcode(region: Region, options: BitcodeOptions): Bitcode {
  const begin = performance.now();
  const module = lowerRegion(region);
  if (options.verify) invariant(module.isValid(), `LLVM refuses the module of ${region.name}:\n${module.text()}`);
  const built = performance.now();
  const bytes = module.bitcode(options.scratch);
  return { bytes, times: { build: built - begin, bitcode: performance.now() - built } };
}
