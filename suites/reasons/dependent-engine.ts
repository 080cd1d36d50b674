/** The engine, but to it the iterations of every loop over prange depend on each other: command line and end as of engine/service/main.ts. */
import { PRIMITIVES } from '../../engine/service/backend.ts';
import { run } from '../../engine/service/main.ts';
import { createStages } from '../../engine/service/stages.ts';

await run(process.argv.slice(2), {
  stages: (knobs) => {
    const stages = createStages(knobs);
    return {
      ...stages,
      optimise: (region, trace) => {
        stages.optimise(region, trace);
        const found = region.loops.filter((loop) => loop.prange);
        region.verdicts.splice(
          0,
          Infinity,
          ...found.map((loop) => ({ ...loop, verdict: 'Dependence' as const, detail: 'so suites/reasons says' })),
        );
      },
    };
  },
  primitives: PRIMITIVES,
});
process.exit(0);
