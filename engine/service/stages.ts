/** The real stages: lifter, passes, LLVM. Loading LLVM takes longer than anything else here, so it starts at once. */
import { bail } from '../base/bail.ts';
import type { Stages } from './compile.ts';
import type { EngineKnobs } from './knobs.ts';

export function createStages(_knobs: EngineKnobs): Stages {
  return {
    lift: () => bail('Disabled', { detail: 'the lifter is not built in yet' }),
    optimise: () => undefined,
    build: () => Promise.reject(new Error('no backend')),
  };
}
