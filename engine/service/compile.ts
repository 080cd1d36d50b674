/**
 * A trace through all stages to its Install message: cache, lift, passes, native code. The stages are handed in, so
 * that the service can be tested without LLVM.
 */
import type { Trace } from '../../traces/format/trace.ts';
import type { Region } from '../ir/region.ts';
import type { Lifted } from '../lift/lift.ts';
import { printRegion } from '../ir/text.ts';
import { type CompileCache, STORED_REQUEST_ID } from './cache.ts';
import { forceablePlaces, forceExit } from './force-exit.ts';
import type { DumpStage, EngineKnobs } from './knobs.ts';
import type { Log } from './log.ts';
import type { Progress, TraceCompiler } from './request.ts';

/** Milliseconds spent in a stage, by wall clock. */
export interface StageTime {
  readonly stage: string;
  readonly ms: number;
}

/** Native code of a region, linked at the path asked for. */
export interface NativeCode {
  readonly codeBytes: number;
  readonly times: readonly StageTime[];
  /** The Install message for this code. */
  encode(answer: { requestId: number; soPath: string; times: readonly StageTime[] }): Uint8Array;
}

export interface Stages {
  /** @throws Bail */
  lift(trace: Trace): Lifted;
  /** Brings the region into the form that is compiled, in place. */
  optimise(region: Region): void;
  build(lifted: Lifted, trace: Trace, soPath: string): Promise<NativeCode>;
}

export interface CompileContext {
  readonly stages: Stages;
  readonly knobs: EngineKnobs;
  readonly cache: CompileCache | null;
  readonly log: Log;
  /** A path never used before. */
  readonly newObject: () => string;
}

class Clock {
  readonly times: StageTime[] = [];
  #last = performance.now();

  stop(stage: string): void {
    const now = performance.now();
    this.times.push({ stage, ms: now - this.#last });
    this.#last = now;
  }
}

function dump(context: CompileContext, letter: DumpStage, trace: Trace, text: () => string): void {
  if (context.knobs.dump.has(letter)) context.log('dump', { stage: letter, requestId: trace.requestId, text: text() });
}

/** Lifts and optimises: everything of the main thread before LLVM. */
function makeRegion(context: CompileContext, trace: Trace, progress: Progress, clock: Clock): Lifted {
  const { stages, knobs } = context;
  progress.stage = 'lift';
  const lifted = stages.lift(trace);
  const { region } = lifted;
  progress.region = () => printRegion(region);
  clock.stop('lift');
  dump(context, 'i', trace, () => printRegion(region));
  progress.stage = 'passes';
  stages.optimise(region);
  if (knobs.forceExit !== null) forceExit(region, knobs.forceExit);
  clock.stop('passes');
  dump(context, 'o', trace, () => printRegion(region));
  return lifted;
}

function store(cache: CompileCache | null, trace: Trace, soPath: string, encode: (requestId: number, soPath: string) => Uint8Array): string {
  const kept = cache?.keepObject(trace, soPath) ?? null;
  if (cache !== null && kept !== null) cache.keepInstall(trace, encode(STORED_REQUEST_ID, kept));
  return kept ?? soPath;
}

async function compileTrace(context: CompileContext, trace: Trace, progress: Progress): Promise<Uint8Array> {
  const stored = context.cache?.find(trace);
  if (stored) return stored;
  const clock = new Clock();
  const lifted = makeRegion(context, trace, progress, clock);
  progress.stage = 'codegen';
  const soPath = context.newObject();
  const native = await context.stages.build(lifted, trace, soPath);
  const times = [...clock.times, ...native.times];
  const encode = (requestId: number, path: string) => native.encode({ requestId, soPath: path, times });
  const path = store(context.cache, trace, soPath, encode);
  const places = forceablePlaces(lifted.region).length;
  context.log('region', { requestId: trace.requestId, region: lifted.region.name, places, codeBytes: native.codeBytes, times });
  return encode(trace.requestId, path);
}

export function createCompiler(context: CompileContext): TraceCompiler {
  return { compile: (trace, progress) => compileTrace(context, trace, progress) };
}
