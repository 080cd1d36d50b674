/** Entry point of build/engine.mjs: knobs, compiler, place to serve; in this order, then until the last client is gone. */
import { parsePlace, type Place } from './command-line.ts';
import { createCompiler } from './compile.ts';
import type { Answer } from './connection.ts';
import { readKnobs } from './knobs.ts';
import { type Log, openLog } from './log.ts';
import { WorkQueue } from './queue.ts';
import { answerRequest } from './request.ts';
import { serveDescriptor, serveSocket } from './server.ts';
import { SharedObjectFolder } from './shared-objects.ts';
import { createStages } from './stages.ts';

/** Regions in the add-on's workers at a time; building the next one goes on meanwhile. */
const IN_FLIGHT = 2;

function serve(place: Place, answer: Answer, log: Log): Promise<void> {
  if (place.kind === 'descriptor') return serveDescriptor(place.fd, answer, log);
  const onReady = () => process.stdout.write(`${place.path}\n`);
  return serveSocket({ path: place.path, idleMs: place.idleMs, onReady }, answer, log);
}

async function main(): Promise<void> {
  const place = parsePlace(process.argv.slice(2));
  const knobs = readKnobs(process.env);
  const log = openLog(knobs.log);
  log('start', { place, node: process.version, sinceProcessStartMs: performance.now() });
  const objects = new SharedObjectFolder();
  const compiler = createCompiler({ stages: createStages(knobs), knobs, cache: null, log, newObject: () => objects.next() });
  const queue = new WorkQueue(IN_FLIGHT);
  await serve(place, (message) => queue.run(() => answerRequest(message, compiler, log)), log);
  log('end', {});
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`tracejit engine: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
