/** The real stages: lifter, passes, LLVM. */
import type { Trace } from '../../traces/format/trace.ts';
import { encodeInstall } from '../codegen/install-message.ts';
import type { Region } from '../ir/region.ts';
import { liftTrace } from '../lift/lift.ts';
import type { Pass } from '../passes/pass.ts';
import { PIPELINE, runPipeline } from '../pipeline.ts';
import { compileRegion } from './backend.ts';
import type { NativeCode, Stages } from './compile.ts';
import type { EngineKnobs } from './knobs.ts';

/** Dump letters of texts that LLVM makes: as linked, machine code. `o` is ours: the IR after the passes. */
const NATIVE_DUMPS = ['l', 'm'] as const;

async function build(region: Region, trace: Trace, knobs: EngineKnobs): Promise<NativeCode> {
  const dump = NATIVE_DUMPS.filter((letter) => knobs.dump.has(letter)).join('');
  const compiled = await compileRegion(region, { verify: knobs.verify, quick: knobs.quick, dump });
  return {
    ...compiled,
    encode: ({ requestId, soPath, times }) =>
      encodeInstall({ ...trace, requestId }, region, { ...compiled, soPath, times }),
  };
}

export function createStages(knobs: EngineKnobs, passes: readonly Pass[] = PIPELINE): Stages {
  return {
    lift: liftTrace,
    optimise: (region) => void runPipeline(region, { disable: knobs.disable, verify: knobs.verify, passes }),
    build: (region, trace) => build(region, trace, knobs),
  };
}
