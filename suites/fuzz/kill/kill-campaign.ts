/** All mutants, several at a time, over the same programs. */
import { Rig } from '../../oracle/rig.ts';
import { type Hunted, type HuntPlan, hunt, type Trial } from './hunt.ts';
import { InterpretedPrograms } from './interpreted-programs.ts';

export interface KillPlan extends HuntPlan {
  readonly seed: number;
  readonly mutants: readonly Hunted[];
  /** Mutants at a time. */
  readonly jobs: number;
}

/**
 * In the order of the plan. A mutant that was interrupted is missing.
 * @param done is told of each, as they end
 * @throws WorkerError when python or an engine is gone
 */
export async function killMutants(
  plan: KillPlan,
  done: (trial: Trial) => void = () => undefined,
  stop: AbortSignal = new AbortController().signal,
): Promise<Trial[]> {
  const right = new Rig(null);
  const trials = new Map<string, Trial>();
  try {
    const interpreter = right.warm();
    const programs = new InterpretedPrograms(plan.seed, interpreter);
    const waiting = [...plan.mutants];
    const work = async () => {
      const engine = right.warm();
      for (let mutant = waiting.shift(); mutant && !stop.aborted; mutant = waiting.shift()) {
        const wrong = new Rig(mutant.name);
        try {
          const mutated = { warm: wrong.warm(), fresh: wrong.fresh };
          const trial = await hunt(mutant, plan, programs, { interpreter, right: engine, mutated }, stop);
          if (stop.aborted && trial.kill === null) return;
          trials.set(mutant.name, trial);
          done(trial);
        } finally {
          await wrong.close();
        }
      }
    };
    await Promise.all(Array.from({ length: plan.jobs }, work));
  } finally {
    await right.close();
  }
  return plan.mutants.flatMap(({ name }) => trials.get(name) ?? []);
}
