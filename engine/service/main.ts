/** The engine: knobs, compiler, place to serve; in this order, then until the last client is gone. Started by boot.ts. */
import { availableParallelism } from 'node:os';
import { builtFile } from '../base/build-folder.ts';
import { openBackend, PRIMITIVES } from './backend.ts';
import type { CompileCache } from './cache.ts';
import { type Place, parsePlace } from './command-line.ts';
import { createCompiler, type Stages } from './compile.ts';
import type { Answer } from './connection.ts';
import { type EngineKnobs, readKnobs } from './knobs.ts';
import { type Log, openLog } from './log.ts';
import { AnswerMemory, remembering } from './memory.ts';
import { WorkQueue } from './queue.ts';
import { answerRequest, type TraceCompiler } from './request.ts';
import { serveDescriptor, serveSocket } from './server.ts';
import { createStages } from './stages.ts';
import { warmUp } from './warm-up.ts';

/**
 * Regions under way at a time. With cores to spare the next one is built while the add-on's workers have the first; one
 * core is the program's own, and on the other the first answer would wait for both (DECISIONS D-042).
 */
const IN_FLIGHT = availableParallelism() > 2 ? 2 : 1;

/** Time for a request that was sent while node started to be read. */
const WARM_UP_AFTER_MS = 10;

function serve(place: Place, answer: Answer, log: Log): Promise<void> {
  if (place.kind === 'descriptor') return serveDescriptor(place.fd, answer, log);
  const onReady = () => process.stdout.write(`${place.path}\n`);
  return serveSocket({ path: place.path, idleMs: place.idleMs, onReady }, answer, log);
}

/** Its module needs node:crypto, 4 ms that an engine without a cache saves. */
async function openCache(knobs: EngineKnobs, log: Log): Promise<CompileCache | null> {
  if (knobs.cache === null) return null;
  const { CompileCache, cpuIdentity, digestOf } = await import('./cache.ts');
  const files = ['engine-main.cjs', 'native/primitives-3.13.bc', 'native/tracejit_llvm.node'].map(builtFile);
  const words = [cpuIdentity(), String(knobs.forceExit), String(knobs.quick), [...knobs.disable].toSorted().join()];
  return new CompileCache(knobs.cache, digestOf(files, words), log);
}

/** What an engine is made of; a test may have another one. */
export interface EngineParts {
  stages(knobs: EngineKnobs): Stages;
  /** Path of the primitives' bitcode. */
  readonly primitives: string;
}

const PARTS: EngineParts = { stages: (knobs) => createStages(knobs), primitives: PRIMITIVES };

/**
 * Serves until the last client is gone. `args`: command-line.ts. `environment`: where its knobs are read; a test has several
 * engines in one process. @throws Error, ServeError
 */
export async function run(args: readonly string[], parts = PARTS, environment = process.env): Promise<void> {
  const place = parsePlace(args);
  const knobs = readKnobs(environment);
  const log = openLog(knobs.log);
  log('start', { place, node: process.version, sinceProcessStartMs: performance.now() });
  const stages = parts.stages(knobs);
  const compiler = createCompiler({ stages, knobs, cache: await openCache(knobs, log), log });
  const queue = new WorkQueue(IN_FLIGHT);
  const compile: Answer = (message, wanted) => queue.run(() => answerRequest(message, compiler, log), wanted);
  // a private engine has one program, which asks for each thing once
  const answer = place.kind === 'path' ? remembering(compile, new AnswerMemory(), log) : compile;
  const served = serve(place, answer, log);
  openBackend(parts.primitives, { remembers: place.kind === 'path' });
  log('loaded', { sinceProcessStartMs: performance.now() });
  setTimeout(() => {
    // a request that is here already warms as well, and must not wait
    if (queue.started === 0) void warmUp(practiceCompiler(), log);
  }, WARM_UP_AFTER_MS);
  await served;
  log('end', {});
}

/** A compiler without knobs, cache and log. */
function practiceCompiler(): TraceCompiler {
  const knobs = readKnobs({});
  return createCompiler({ stages: createStages(knobs), knobs, cache: null, log: openLog(null) });
}

/** Compiles trace documents, for the code that V8 makes of the compiler (boot.ts). Refused ones are as good. */
export async function practise(traces: readonly Uint8Array[]): Promise<void> {
  for (const trace of traces) await answerRequest(trace, practiceCompiler(), openLog(null));
}
