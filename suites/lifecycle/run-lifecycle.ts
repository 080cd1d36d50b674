/**
 * The JIT's life cycle, tested against a model (fast-check's commands): functions are defined, called until they are compiled,
 * and then everything they lean on is changed. Stale code shows as a difference after some command.
 */
import { type Configuration, INTERPRETER } from '../oracle/configurations.ts';
import { fingerprint } from '../oracle/divergence.ts';
import { ForkServer, type ForkServerOptions } from '../oracle/fork-server.ts';
import { sequences } from './commands.ts';
import type { LifecycleFailure, Replay } from './failure.ts';
import { Search, type Servers } from './search.ts';
import { type LifecycleTally, lifecycleVacuity, NO_SEQUENCES } from './tally.ts';

export interface LifecycleOptions {
  readonly configuration: Configuration;
  readonly seed: number;
  /** Sequences. */
  readonly runs: number;
  /** Different divergences after which it stops; each is made small, which takes a few seconds. */
  readonly mostFailures?: number;
  /** Of the JIT's server: another engine, say. */
  readonly server?: ForkServerOptions;
}

export interface LifecycleOutcome extends LifecycleTally {
  readonly failures: readonly LifecycleFailure[];
  /** Why the sequences prove nothing; empty when they do. */
  readonly vacuous: readonly string[];
}

/** @throws WorkerError when python or an engine does not start, or is gone */
export function runLifecycle(options: LifecycleOptions): Promise<LifecycleOutcome> {
  return withServers(options, (servers) => runSequences(servers, options));
}

/** One failure again. @returns null when it is no failure any more */
export function replayLifecycle(
  options: Pick<LifecycleOptions, 'configuration' | 'server'>,
  { seed, path, replayPath }: Replay,
): Promise<LifecycleFailure | null> {
  return withServers(options, (servers) => {
    const search = new Search(servers, new Set(), NO_SEQUENCES);
    return search.run(sequences(replayPath), { seed, path, runs: 1 });
  });
}

async function withServers<T>(
  { configuration, server }: Pick<LifecycleOptions, 'configuration' | 'server'>,
  work: (servers: Servers) => Promise<T>,
): Promise<T> {
  const interpreter = await ForkServer.start(INTERPRETER);
  try {
    const jit = await ForkServer.start(configuration, server);
    try {
      return await work([interpreter, jit]);
    } finally {
      await jit.close();
    }
  } finally {
    await interpreter.close();
  }
}

const MOST_FAILURES = 3;

async function runSequences(servers: Servers, options: LifecycleOptions): Promise<LifecycleOutcome> {
  const { runs, mostFailures = MOST_FAILURES } = options;
  const failures: LifecycleFailure[] = [];
  const known = new Set<string>();
  let tally = NO_SEQUENCES;
  // after a failure it goes on with the next seed
  for (let seed = options.seed; tally.runs < runs && failures.length < mostFailures; seed++) {
    const search = new Search(servers, known, tally);
    const failure = await search.run(sequences(null), { seed, path: null, runs: runs - tally.runs });
    tally = search.tally;
    if (!failure) break;
    failures.push(failure);
    known.add(fingerprint(failure.divergence));
  }
  return { ...tally, failures, vacuous: lifecycleVacuity(tally) };
}
