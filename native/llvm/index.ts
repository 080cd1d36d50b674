/**
 * The typed door of the add-on (addon.cc): LLVM 19 and lld in this process. Only engine/service/backend.ts comes through it.
 */
import { createRequire } from 'node:module';

export const STAGES = ['parse', 'link', 'opt', 'codegen', 'lld'] as const;
export type Stage = (typeof STAGES)[number];

/** How to compile, and which texts the result shall hold; they are '' otherwise. */
export interface NativeOptions {
  /** Few passes and the simplest code generation: a third of the time, for slower code. */
  readonly quick: boolean;
  /** Primitives are called instead of inlined, where their machine code is at hand (primitives.mjs). */
  readonly calls: boolean;
  readonly linkedText: boolean;
  readonly optimisedText: boolean;
  readonly assemblyText: boolean;
}

export interface NativeResult {
  /** Milliseconds by stage. */
  readonly times: Readonly<Record<Stage, number>>;
  /** LLVM instructions after O3. */
  readonly instructions: number;
  /** Size of the machine code. */
  readonly codeBytes: number;
  readonly linkedText: string;
  readonly optimisedText: string;
  readonly assemblyText: string;
}

/** What a rejected promise holds: `phase` is a stage, or 'primitives' or 'target'. */
export interface NativeError extends Error {
  readonly phase: string;
}

export interface NativeCompiler {
  /** Once, before the first `compile`: the primitives' bitcode. Throws NativeError. */
  open(primitivesPath: string): { readonly cpu: string; readonly features: string };
  /** Makes the shared object at `soPath`, on a worker thread. Rejects with NativeError, no file made then. */
  compile(bitcode: Uint8Array, soPath: string, options: NativeOptions): Promise<NativeResult>;
}

/** Loads the add-on, build/native/tracejit_llvm.node: 4 ms the first time. */
export function loadNativeCompiler(path: string): NativeCompiler {
  return createRequire(path)(path) as NativeCompiler;
}
