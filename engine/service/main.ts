/** Entry point of build/engine.mjs: knobs, compiler, place to serve; in this order, then until the last client is gone. */
import { fileURLToPath } from 'node:url';
import { openBackend } from './backend.ts';
import { CompileCache, cpuIdentity, digestOf } from './cache.ts';
import { type Place, parsePlace } from './command-line.ts';
import { createCompiler } from './compile.ts';
import type { Answer } from './connection.ts';
import { type EngineKnobs, readKnobs } from './knobs.ts';
import { type Log, openLog } from './log.ts';
import { WorkQueue } from './queue.ts';
import { answerRequest } from './request.ts';
import { serveDescriptor, serveSocket } from './server.ts';
import { createStages } from './stages.ts';
import { warmUp } from './warm-up.ts';

/** Regions in the add-on's workers at a time; building the next one goes on meanwhile. */
const IN_FLIGHT = 2;

/** Time for a request that was sent while node started to be read. */
const WARM_UP_AFTER_MS = 10;

function serve(place: Place, answer: Answer, log: Log): Promise<void> {
  if (place.kind === 'descriptor') return serveDescriptor(place.fd, answer, log);
  const onReady = () => process.stdout.write(`${place.path}\n`);
  return serveSocket({ path: place.path, idleMs: place.idleMs, onReady }, answer, log);
}

function openCache(knobs: EngineKnobs, log: Log): CompileCache | null {
  if (knobs.cache === null) return null;
  const files = [
    process.argv[1] ?? '',
    ...['#build/native/primitives-3.13.bc', '#build/native/tracejit_llvm.node'].map((name) =>
      fileURLToPath(import.meta.resolve(name)),
    ),
  ];
  const words = [cpuIdentity(), String(knobs.forceExit), [...knobs.disable].toSorted().join()];
  return new CompileCache(knobs.cache, digestOf(files, words), log);
}

async function main(): Promise<void> {
  const place = parsePlace(process.argv.slice(2));
  const knobs = readKnobs(process.env);
  const log = openLog(knobs.log);
  log('start', { place, node: process.version, sinceProcessStartMs: performance.now() });
  const stages = createStages(knobs);
  const compiler = createCompiler({ stages, knobs, cache: openCache(knobs, log), log });
  const queue = new WorkQueue(IN_FLIGHT);
  const served = serve(place, (message) => queue.run(() => answerRequest(message, compiler, log)), log);
  openBackend();
  log('loaded', { sinceProcessStartMs: performance.now() });
  setTimeout(() => {
    // a request that is here already warms as well, and must not wait
    if (queue.started === 0)
      void warmUp(createCompiler({ stages, knobs: readKnobs({}), cache: null, log: openLog(null) }), log);
  }, WARM_UP_AFTER_MS);
  await served;
  log('end', {});
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`tracejit engine: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
