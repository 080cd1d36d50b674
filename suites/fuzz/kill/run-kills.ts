/** `tracejit fuzz --mutants`, from options to outcome. */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { isMutantName, MUTANTS } from '../../mutants/table.ts';
import type { Effort } from '../shrink.ts';
import type { Trial } from './hunt.ts';
import { killMutants } from './kill-campaign.ts';
import { formatKills, isEnough, type KillResult, killsAsJson } from './kill-report.ts';
import { readScores, SCORES_FILE, ScoresError, scoresOf, writeScores } from './scores.ts';

export interface KillOptions {
  /** Names of the table; empty: all. */
  readonly mutants: readonly string[];
  /** Programs each, at most. */
  readonly runs: number;
  /** null: a new one. */
  readonly seed: number | null;
  /** Mutants at a time; null: one for each CPU. */
  readonly jobs: number | null;
  /** File to keep the scores in; null: they are not kept. */
  readonly save: string | null;
  readonly json: boolean;
  readonly stop: AbortSignal;
  readonly progress: (line: string) => void;
}

export interface KillOutcome {
  /** `enough`, `tooFew`: mutants that were killed. */
  readonly kind: 'enough' | 'tooFew' | 'usage';
  readonly text: string;
}

/** For each of some forty programs, twice; whoever wants it smaller has `tracejit fuzz --mutant`. */
const SHRINKING: Effort = { runs: 200, seconds: 10 };

/** @throws WorkerError when the harness itself breaks */
export async function runKills(options: KillOptions): Promise<KillOutcome> {
  const unknown = options.mutants.find((name) => !isMutantName(name));
  if (unknown !== undefined)
    return { kind: 'usage', text: `no mutant is called "${unknown}": see tracejit fuzz --list-mutants` };
  const mutants = MUTANTS.filter(({ name }) => options.mutants.length === 0 || options.mutants.includes(name));
  const { runs } = options;
  const seed = options.seed ?? randomInt(2 ** 31);
  const jobs = options.jobs ?? availableParallelism();
  try {
    const before = readScores(SCORES_FILE);
    const told = (trial: Trial) => options.progress(progressLine(trial));
    const trials = await killMutants({ seed, runs, jobs, mutants, shrinking: SHRINKING }, told, options.stop);
    const result: KillResult = { seed, runs, trials, mutants: mutants.length, before };
    if (options.save !== null) writeScores(options.save, scoresOf(trials, { seed, runs }));
    const text = options.json ? JSON.stringify(killsAsJson(result), null, 2) : formatKills(result);
    return { kind: isEnough(result) ? 'enough' : 'tooFew', text };
  } catch (error) {
    if (error instanceof ScoresError) return { kind: 'usage', text: error.message };
    throw error;
  }
}

function progressLine({ name, kill, programs }: Trial): string {
  return kill ? `${name}: killed at program ${kill.at}` : `${name}: survived ${programs} programs`;
}
