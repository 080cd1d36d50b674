/** One mutant: programs by number until one shows the expected divergence, and only that one counts. */
import { isExpected, type Mutant } from '../../mutants/mutant.ts';
import { firstDivergence } from '../../oracle/compare.ts';
import { INTERPRETER, JIT_CONFIGURATIONS } from '../../oracle/configurations.ts';
import { describeDivergence } from '../../oracle/describe-divergence.ts';
import { type Divergence, fingerprint } from '../../oracle/divergence.ts';
import type { Observer } from '../../oracle/examine.ts';
import type { Observers } from '../../reduce/difference.ts';
import { reduce } from '../../reduce/reduce.ts';
import { type Effort, shrink } from '../shrink.ts';
import type { Counts } from '../tally.ts';
import type { Interpreted, InterpretedPrograms } from './interpreted-programs.ts';

export type Hunted = Pick<Mutant, 'name' | 'policy' | 'expected'>;

export interface HuntPlan {
  /** Programs after which the mutant has survived. */
  readonly runs: number;
  /** For the program that killed it, twice: choices, then text. null: it stays as it was drawn. */
  readonly shrinking: Effort | null;
}

export interface Kill {
  /** Number of the program, from 1 on. */
  readonly at: number;
  readonly divergence: Divergence;
  readonly source: string;
}

export interface Trial {
  readonly name: string;
  readonly policy: string;
  /** Programs that were run to their end. */
  readonly programs: number;
  /** Of those, how many entered native code. */
  readonly entered: number;
  /** null: it survived. */
  readonly kill: Kill | null;
  /** Divergences on the way that are not what the fault should cause, by fingerprint. */
  readonly unexpected: Counts;
  /** Expected divergences that a fresh process did not show. */
  readonly unconfirmed: number;
  /** Expected divergences that the right engine shows as well, told for people: bugs of ours. */
  readonly bugs: readonly string[];
}

/** Borrowed. */
export interface Engines {
  readonly interpreter: Observer;
  readonly right: Observer;
  readonly mutated: Observers;
}

const QUICK = JIT_CONFIGURATIONS[0];

/** @param stop ends it as if the programs had run out */
export async function hunt(
  mutant: Hunted,
  plan: HuntPlan,
  programs: InterpretedPrograms,
  engines: Engines,
  stop: AbortSignal,
): Promise<Trial> {
  const trial = new TrialSoFar(mutant);
  for (let number = 1; number <= plan.runs && !stop.aborted; number++) {
    const interpreted = await programs.get(mutant, number);
    if (interpreted.observation.exit.kind === 'limit') continue;
    const divergence = await trial.run(interpreted, engines);
    if (divergence === null) continue;
    const source = await smaller(mutant, interpreted, divergence, plan.shrinking, engines);
    return trial.end({ at: number, divergence, source });
  }
  return trial.end(null);
}

class TrialSoFar {
  readonly #mutant: Hunted;
  #programs = 0;
  #entered = 0;
  #unconfirmed = 0;
  readonly #unexpected: Record<string, number> = {};
  readonly #bugs: string[] = [];

  constructor(mutant: Hunted) {
    this.#mutant = mutant;
  }

  /** The divergence, if it is the expected one, is there in a fresh process, and is not there without the mutant. */
  async run({ program, observation }: Interpreted, { right, mutated }: Engines): Promise<Divergence | null> {
    const actual = await mutated.warm.observe(QUICK, program);
    this.#programs++;
    if ((actual.counters?.entries ?? 0) > 0) this.#entered++;
    const divergence = firstDivergence(observation, actual);
    if (!divergence) return null;
    if (!isExpected(this.#mutant.expected, divergence)) {
      const print = fingerprint(divergence);
      this.#unexpected[print] = (this.#unexpected[print] ?? 0) + 1;
      return null;
    }
    const without = firstDivergence(observation, await right.observe(QUICK, program));
    if (without) {
      this.#bugs.push(`${program.name}: ${describeDivergence(without, program)}`);
      return null;
    }
    const again = firstDivergence(observation, await mutated.fresh.observe(QUICK, program));
    if (again && isExpected(this.#mutant.expected, again)) return again;
    this.#unconfirmed++;
    return null;
  }

  end(kill: Kill | null): Trial {
    const { name, policy } = this.#mutant;
    return {
      name,
      policy,
      programs: this.#programs,
      entered: this.#entered,
      kill,
      unexpected: this.#unexpected,
      unconfirmed: this.#unconfirmed,
      bugs: this.#bugs,
    };
  }
}

/** A smaller program with the same divergence. */
async function smaller(
  mutant: Hunted,
  { program, made }: Interpreted,
  divergence: Divergence,
  effort: Effort | null,
  { interpreter, mutated }: Engines,
): Promise<string> {
  if (effort === null) return program.source;
  const same = async (source: string) => {
    const candidate = { ...program, source };
    const expected = await interpreter.observe(INTERPRETER, candidate);
    if (expected.exit.kind === 'limit') return false;
    const found = firstDivergence(expected, await mutated.warm.observe(QUICK, candidate));
    return found !== undefined && fingerprint(found) === fingerprint(divergence) && isExpected(mutant.expected, found);
  };
  const shrunk = await shrink(
    made,
    ({ source }) => source,
    ({ source }) => same(source),
    effort,
  );
  const source = shrunk?.value.source ?? program.source;
  const reduced = await reduce(source, same, { maxRuns: effort.runs, maxSeconds: effort.seconds });
  return reduced.outcome === 'absent' ? source : reduced.source;
}
