/** The real stages: lifter, passes, LLVM. */
import type { Trace } from '../../traces/format/trace.ts';
import { encodeInstall } from '../codegen/install-message.ts';
import type { Region } from '../ir/region.ts';
import { liftTrace } from '../lift/lift.ts';
import type { Pass } from '../passes/pass.ts';
import { PIPELINE, runPipeline } from '../pipeline.ts';
import { compileRegion } from './backend.ts';
import type { NativeCode, Stages } from './compile.ts';
import { type EngineKnobs, NATIVE_STAGES } from './knobs.ts';

const EVERY_PASS: ReadonlySet<string> = new Set(['all']);

async function build(region: Region, trace: Trace, knobs: EngineKnobs): Promise<NativeCode> {
  const dump = NATIVE_STAGES.filter((letter) => knobs.dump.has(letter) || trace.texts.includes(letter)).join('');
  const compiled = await compileRegion(region, {
    verify: knobs.verify,
    quick: knobs.quick || trace.level < 2,
    calls: knobs.quick,
    dump,
  });
  return {
    ...compiled,
    encode: ({ requestId, soPath, times, text }) =>
      encodeInstall({ ...trace, requestId }, region, { ...compiled, soPath, times, text }),
  };
}

export function createStages(knobs: EngineKnobs, passes: readonly Pass[] = PIPELINE): Stages {
  return {
    lift: liftTrace,
    optimise: (region, { level }) => {
      const disable = level === 0 ? EVERY_PASS : knobs.disable;
      runPipeline(region, { disable, verify: knobs.verify, passes });
    },
    build: (region, trace) => build(region, trace, knobs),
  };
}
