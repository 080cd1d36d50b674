/** `tracejit fuzz --lifecycle`: sequences in several configurations, and what came of them, for a person or as JSON. */
import { randomInt } from 'node:crypto';
import { JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { describeFailure } from './failure.ts';
import { type LifecycleOutcome, runLifecycle } from './run-lifecycle.ts';

export interface LifecycleFlags {
  /** Sequences, shared out over the configurations. */
  readonly runs: number;
  /** null: a new one. */
  readonly seed: number | null;
  readonly json: boolean;
  readonly progress: (line: string) => void;
}

export interface LifecycleReport {
  readonly kind: 'clean' | 'diverged' | 'inconclusive';
  readonly text: string;
}

/** The other configurations differ in what is compiled, these in when. */
const CONFIGURATIONS = JIT_CONFIGURATIONS.filter(({ name }) => /^(quick|threshold-2|background)$/.test(name));

/** @throws WorkerError when python or an engine does not start, or is gone */
export async function fuzzLifecycle({ runs, seed, json, progress }: LifecycleFlags): Promise<LifecycleReport> {
  const first = seed ?? randomInt(2 ** 31);
  const outcomes: Record<string, LifecycleOutcome> = {};
  for (const [k, configuration] of CONFIGURATIONS.entries()) {
    const share = Math.floor((runs + k) / CONFIGURATIONS.length);
    if (share === 0) continue;
    progress(`${configuration.name}: ${share} sequences`);
    outcomes[configuration.name] = await runLifecycle({ configuration, seed: first, runs: share });
  }
  const kind = kindOf(Object.values(outcomes));
  if (json) return { kind, text: JSON.stringify({ schemaVersion: 1, outcome: kind, seed: first, outcomes }, null, 2) };
  return { kind, text: Object.entries(outcomes).flatMap(lines).concat(`seed ${first}`).join('\n') };
}

function kindOf(outcomes: readonly LifecycleOutcome[]): LifecycleReport['kind'] {
  if (outcomes.some(({ failures }) => failures.length > 0)) return 'diverged';
  return outcomes.some(({ vacuous }) => vacuous.length > 0) ? 'inconclusive' : 'clean';
}

function lines([name, outcome]: [string, LifecycleOutcome]): string[] {
  const { runs, entered, invalidated, invalidations, failures, vacuous } = outcome;
  return [
    `${name}: ${failures.length} divergences in ${runs} sequences; ${entered} entered native code, ${invalidated} broke an assumption (${invalidations} in all)`,
    ...vacuous.map((line) => `proves nothing: ${line}`),
    ...failures.map(describeFailure),
  ];
}
