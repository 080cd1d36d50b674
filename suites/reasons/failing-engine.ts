/** The engine, but its passes find a fault in each region: command line and end as of engine/service/main.ts. */
import { InvariantError } from '../../engine/base/invariant.ts';
import { PRIMITIVES } from '../../engine/service/backend.ts';
import { run } from '../../engine/service/main.ts';
import { createStages } from '../../engine/service/stages.ts';

await run(process.argv.slice(2), {
  stages: (knobs) => ({
    ...createStages(knobs),
    optimise: () => {
      throw new InvariantError('a fault put here by suites/reasons');
    },
  }),
  primitives: PRIMITIVES,
});
process.exit(0);
