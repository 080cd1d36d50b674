/** The suites' door for `engine/cli`, which imports it dynamically: nothing here is loaded by `tracejit run`. */

import type { KillOptions, KillOutcome } from './fuzz/kill/run-kills.ts';
import type { FuzzOptions, FuzzOutcome } from './fuzz/run-fuzz.ts';
import type { CompareFlags, GateFlags, GateOutcome } from './gate/door.ts';
import type { HistoryLine, KernelChange } from './gate/history.ts';
import type { LifecycleFlags, LifecycleReport } from './lifecycle/door.ts';
import { MissingProgram } from './machine.ts';
import { WorkerError } from './oracle/worker-error.ts';
import type { ReduceFileOptions, ReduceFileOutcome } from './reduce/door.ts';

export { BENCH_FORMS, bench, benchTablePlace, readBench, withBenchTable } from './bench/door.ts';
export { benchParallel, PARALLEL_FORMS } from './parallel/door.ts';
export { test } from './pytests/door.ts';

/** Two builds against each other, and whether the second may be merged. */
export async function gate(flags: GateFlags): Promise<GateOutcome> {
  return (await import('./gate/door.ts')).gate(flags);
}

/** Two builds, or two kept results, against each other. */
export async function compare(flags: CompareFlags): Promise<GateOutcome> {
  return (await import('./gate/door.ts')).compare(flags);
}

/** Where the lines of a gate's history bend. */
export async function historyChanges(lines: readonly HistoryLine[]): Promise<KernelChange[]> {
  return (await import('./gate/history.ts')).historyChanges(lines);
}

/** Python or an engine did not start, or is gone. */
interface Unable {
  readonly kind: 'unable';
  readonly text: string;
}

/** Random programs, interpreted and under the JIT. */
export async function fuzz(options: FuzzOptions): Promise<FuzzOutcome | Unable> {
  const { runFuzz } = await import('./fuzz/run-fuzz.ts');
  return orUnable(runFuzz(options));
}

/** Random programs, until each seeded miscompilation is found. */
export async function killMutants(options: KillOptions): Promise<KillOutcome | Unable> {
  const { runKills } = await import('./fuzz/kill/run-kills.ts');
  return orUnable(runKills(options));
}

/** Sequences of changes to functions that are compiled. */
export async function fuzzLifecycle(options: LifecycleFlags): Promise<LifecycleReport | Unable> {
  const { fuzzLifecycle: run } = await import('./lifecycle/door.ts');
  return orUnable(run(options));
}

async function orUnable<T>(outcome: Promise<T>): Promise<T | Unable> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof MissingProgram || error instanceof WorkerError) return { kind: 'unable', text: error.message };
    throw error;
  }
}

/** A file that differs under the JIT, made small. */
export async function reduce(options: ReduceFileOptions): Promise<ReduceFileOutcome> {
  return (await import('./reduce/door.ts')).reduce(options);
}

/** A line for each policy of the program generator. */
export async function listPolicies(): Promise<string> {
  return (await import('./fuzz/run-fuzz.ts')).listPolicies();
}

/** A line for each seeded miscompilation. */
export async function listMutants(): Promise<string> {
  return (await import('./fuzz/run-fuzz.ts')).listMutants();
}
