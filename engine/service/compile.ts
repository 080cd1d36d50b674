/**
 * A trace through all stages to its Install message: cache, lift, passes, native code. The stages are handed in, so
 * that the service can be tested without LLVM.
 */
import type { Trace } from '../../traces/format/trace.ts';
import { at } from '../base/invariant.ts';
import { codeLines, traceListing } from '../bytecode/trace-listing.ts';
import type { Region } from '../ir/region.ts';
import { printRegion } from '../ir/text.ts';
import { STORED_REQUEST_ID } from './answers.ts';
import type { CompileCache } from './cache.ts';
import { forceablePlaces, forceExit } from './force-exit.ts';
import type { DumpStage, EngineKnobs } from './knobs.ts';
import type { Log } from './log.ts';
import { type Progress, placeOf, type TraceCompiler } from './request.ts';

/** Milliseconds by stage, by wall clock. */
export type StageTimes = Readonly<Record<string, number>>;

/** Native code of a region, as a shared object the caller may copy. */
export interface NativeCode {
  readonly soPath: string;
  readonly codeBytes: number;
  readonly times: StageTimes;
  /** Texts by dump letter. */
  readonly dumps: Readonly<Record<string, string>>;
  /** The Install message for this code. */
  encode(answer: { requestId: number; soPath: string; times: StageTimes }): Uint8Array;
}

export interface Stages {
  /** @throws Bail */
  lift(trace: Trace): Region;
  /** Brings the region into the form that is compiled, in place. */
  optimise(region: Region): void;
  build(region: Region, trace: Trace): Promise<NativeCode>;
}

export interface CompileContext {
  readonly stages: Stages;
  readonly knobs: EngineKnobs;
  readonly cache: CompileCache | null;
  readonly log: Log;
}

class Clock {
  readonly times: Record<string, number> = {};
  #last = performance.now();

  stop(stage: string): void {
    const now = performance.now();
    this.times[stage] = now - this.#last;
    this.#last = now;
  }
}

function dump(context: CompileContext, letter: DumpStage, trace: Trace, text: () => string): void {
  if (context.knobs.dump.has(letter)) context.log('dump', { stage: letter, requestId: trace.requestId, text: text() });
}

/** The lines of a region's text that belong to its exits or snapshots. */
function part(region: Region, which: 'exits' | 'snapshots'): string {
  const lines = printRegion(region).split('\n');
  const first = lines.findIndex((line) => line.startsWith('snapshot '));
  const snapshots = first < 0 ? [] : lines.slice(first);
  return (which === 'snapshots' ? snapshots : lines.filter((line) => /^x[0-9]+ = /.test(line))).join('\n');
}

/** Lifts and optimises: everything of the main thread before LLVM. */
function makeRegion(context: CompileContext, trace: Trace, progress: Progress, clock: Clock): Region {
  const { stages, knobs } = context;
  dump(context, 't', trace, () => traceListing(trace));
  dump(context, 'b', trace, () => codeLines(at(trace.codes, trace.code, 'code'), trace.code).join('\n'));
  progress.stage = 'lift';
  const region = stages.lift(trace);
  progress.region = () => printRegion(region);
  clock.stop('lift');
  dump(context, 'i', trace, () => printRegion(region));
  progress.stage = 'passes';
  stages.optimise(region);
  if (knobs.forceExit !== null) forceExit(region, knobs.forceExit);
  clock.stop('passes');
  dump(context, 'o', trace, () => printRegion(region));
  dump(context, 'x', trace, () => part(region, 'exits'));
  dump(context, 's', trace, () => part(region, 'snapshots'));
  return region;
}

function store(
  cache: CompileCache | null,
  trace: Trace,
  soPath: string,
  encode: (requestId: number, soPath: string) => Uint8Array,
): string {
  const kept = cache?.keepObject(trace, soPath) ?? null;
  if (cache !== null && kept !== null) cache.keepInstall(trace, encode(STORED_REQUEST_ID, kept));
  return kept ?? soPath;
}

function logRegion(context: CompileContext, trace: Trace, region: Region, native: NativeCode, times: StageTimes): void {
  for (const [letter, text] of Object.entries(native.dumps))
    context.log('dump', { stage: letter, requestId: trace.requestId, text });
  context.log('region', {
    requestId: trace.requestId,
    ...placeOf(trace),
    places: forceablePlaces(region).length,
    codeBytes: native.codeBytes,
    times,
  });
}

async function compileTrace(context: CompileContext, trace: Trace, progress: Progress): Promise<Uint8Array> {
  const stored = context.cache?.find(trace);
  if (stored) return stored;
  const clock = new Clock();
  const region = makeRegion(context, trace, progress, clock);
  progress.stage = 'codegen';
  const native = await context.stages.build(region, trace);
  const times = { ...clock.times, ...native.times };
  const encode = (requestId: number, soPath: string) => native.encode({ requestId, soPath, times });
  const soPath = store(context.cache, trace, native.soPath, encode);
  logRegion(context, trace, region, native, times);
  return encode(trace.requestId, soPath);
}

export function createCompiler(context: CompileContext): TraceCompiler {
  return { compile: (trace, progress) => compileTrace(context, trace, progress) };
}
