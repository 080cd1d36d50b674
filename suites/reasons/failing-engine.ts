/** `node failing-engine.js SOCKET`: the engine, but its passes find a fault in each region. Ends with a SIGTERM. */
import { InvariantError } from '../../engine/base/invariant.ts';
import { createCompiler } from '../../engine/service/compile.ts';
import { readKnobs } from '../../engine/service/knobs.ts';
import { openLog } from '../../engine/service/log.ts';
import { answerRequest } from '../../engine/service/request.ts';
import { serveSocket } from '../../engine/service/server.ts';
import { createStages } from '../../engine/service/stages.ts';

const IDLE_MS = 60_000;

const [, , path = ''] = process.argv;
const knobs = readKnobs({});
const log = openLog(null);
const stages = {
  ...createStages(knobs),
  optimise: () => {
    throw new InvariantError('a fault put here by suites/reasons');
  },
};
const compiler = createCompiler({ stages, knobs, cache: null, log });
const onReady = () => process.stdout.write('ready\n');
await serveSocket({ path, idleMs: IDLE_MS, onReady }, (message) => answerRequest(message, compiler, log), log);
