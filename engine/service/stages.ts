/** The real stages: lifter, passes, LLVM. Loading LLVM takes longer than anything else here, so it starts at once. */
import { bail } from '../base/bail.ts';
import { liftTrace } from '../lift/lift.ts';
import { runPipeline } from '../pipeline.ts';
import type { Stages } from './compile.ts';
import type { EngineKnobs } from './knobs.ts';

export function createStages(knobs: EngineKnobs): Stages {
  return {
    lift: liftTrace,
    optimise: (region) => void runPipeline(region, { disable: knobs.disable, verify: knobs.verify }),
    build: () => bail('Disabled', { detail: 'the backend is not built in yet' }),
  };
}
