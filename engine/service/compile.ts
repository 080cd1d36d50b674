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
import { type DumpStage, type EngineKnobs, NATIVE_STAGES, type NativeStage } from './knobs.ts';
import type { Log } from './log.ts';
import { type Progress, placeOf, type TraceCompiler } from './request.ts';

/** Milliseconds by stage, by wall clock. */
export type StageTimes = Readonly<Record<string, number>>;

/** Native code of a region, as a shared object the caller may copy. */
export interface NativeCode {
  readonly soPath: string;
  readonly codeBytes: number;
  readonly times: StageTimes;
  /** Texts that LLVM made, by dump letter. */
  readonly dumps: Readonly<Partial<Record<NativeStage, string>>>;
  /** The Install message for this code. */
  encode(answer: { requestId: number; soPath: string; times: StageTimes; text: string }): Uint8Array;
}

export interface Stages {
  /** @throws Bail */
  lift(trace: Trace): Region;
  /** Brings the region of the trace into the form that is compiled, in place. */
  optimise(region: Region, trace: Trace): void;
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

/** What one request shows of its stages: in the log (TRACEJIT_DUMP), in its answer (`texts` of the trace). */
class Shown {
  readonly #context: CompileContext;
  readonly #trace: Trace;
  readonly #texts: string[] = [];

  constructor(context: CompileContext, trace: Trace) {
    this.#context = context;
    this.#trace = trace;
  }

  add(stage: DumpStage, make: () => string): void {
    const logged = this.#context.knobs.dump.has(stage);
    const wanted = this.#trace.texts.includes(stage);
    if (!logged && !wanted) return;
    const text = make();
    if (logged) this.#context.log('dump', { stage, requestId: this.#trace.requestId, text });
    if (wanted) this.#texts.push(text);
  }

  get text(): string {
    return this.#texts.join('\n');
  }
}

/** The lines of a region's text that belong to its exits or snapshots. */
function part(region: Region, which: 'exits' | 'snapshots'): string {
  const lines = printRegion(region).split('\n');
  const first = lines.findIndex((line) => line.startsWith('snapshot '));
  const snapshots = first < 0 ? [] : lines.slice(first);
  return (which === 'snapshots' ? snapshots : lines.filter((line) => /^x[0-9]+ = /.test(line))).join('\n');
}

/** Lifts and optimises: everything of the main thread before LLVM. */
function makeRegion(context: CompileContext, trace: Trace, progress: Progress, clock: Clock, shown: Shown): Region {
  const { stages, knobs } = context;
  shown.add('t', () => traceListing(trace));
  shown.add('b', () => codeLines(at(trace.codes, trace.code, 'code'), trace.code).join('\n'));
  progress.stage = 'lift';
  const region = stages.lift(trace);
  progress.region = () => printRegion(region);
  clock.stop('lift');
  shown.add('i', () => printRegion(region));
  progress.stage = 'passes';
  stages.optimise(region, trace);
  if (knobs.forceExit !== null) forceExit(region, knobs.forceExit);
  clock.stop('passes');
  shown.add('o', () => printRegion(region));
  shown.add('x', () => part(region, 'exits'));
  shown.add('s', () => part(region, 'snapshots'));
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
  context.log('region', {
    requestId: trace.requestId,
    ...placeOf(trace),
    places: forceablePlaces(region).length,
    codeBytes: native.codeBytes,
    times,
  });
}

async function compileTrace(context: CompileContext, trace: Trace, progress: Progress): Promise<Uint8Array> {
  const cache = trace.texts === '' ? context.cache : null;
  const stored = cache?.find(trace);
  if (stored) return stored;
  const clock = new Clock();
  const shown = new Shown(context, trace);
  const region = makeRegion(context, trace, progress, clock, shown);
  progress.stage = 'codegen';
  const native = await context.stages.build(region, trace);
  for (const stage of NATIVE_STAGES) shown.add(stage, () => native.dumps[stage] ?? '');
  const times = { ...clock.times, ...native.times };
  const encode = (requestId: number, soPath: string) => native.encode({ requestId, soPath, times, text: shown.text });
  const soPath = store(cache, trace, native.soPath, encode);
  logRegion(context, trace, region, native, times);
  return encode(trace.requestId, soPath);
}

export function createCompiler(context: CompileContext): TraceCompiler {
  return { compile: (trace, progress) => compileTrace(context, trace, progress) };
}
