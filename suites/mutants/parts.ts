/** The parts of an engine that has one of the mutants. */
import { builtFile } from '../../engine/base/build-folder.ts';
import type { Pass } from '../../engine/passes/pass.ts';
import { PIPELINE } from '../../engine/pipeline.ts';
import { PRIMITIVES } from '../../engine/service/backend.ts';
import type { Stages } from '../../engine/service/compile.ts';
import type { EngineKnobs } from '../../engine/service/knobs.ts';
import type { EngineParts } from '../../engine/service/main.ts';
import { createStages } from '../../engine/service/stages.ts';
import { faulty, type Mutant } from './mutant.ts';

function passesOf({ site }: Mutant): readonly Pass[] {
  if (site.kind !== 'pass') return PIPELINE;
  return PIPELINE.map((pass) => (pass.name === site.pass ? faulty(pass, site.tamper) : pass));
}

function stagesOf(mutant: Mutant, knobs: EngineKnobs): Stages {
  const { site } = mutant;
  const right = createStages(knobs, passesOf(mutant));
  switch (site.kind) {
    case 'primitive':
    case 'pass':
      return right;
    case 'lift':
      return {
        ...right,
        lift(trace) {
          const region = right.lift(trace);
          site.tamper(region, trace);
          return region;
        },
      };
    case 'codegen':
      return {
        ...right,
        build(region, trace) {
          site.tamper(region, trace);
          return right.build(region, trace);
        },
      };
    case 'exit-table':
      return {
        ...right,
        async build(region, trace) {
          const native = await right.build(region, trace);
          site.tamper(region, trace); // what is encoded from now on is told wrong
          return native;
        },
      };
  }
}

/** Path of the bitcode with a mutant's body, made by set-up. */
function mutantPrimitives(name: string): string {
  return builtFile(`mutants/primitives-${name}.bc`);
}

export function partsOf(mutant: Mutant): EngineParts {
  return {
    stages: (knobs) => stagesOf(mutant, knobs),
    primitives: mutant.site.kind === 'primitive' ? mutantPrimitives(mutant.name) : PRIMITIVES,
  };
}
