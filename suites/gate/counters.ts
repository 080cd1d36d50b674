/**
 * The channel without noise: what the JIT did, counted. The same program on the same build counts the same each time, so any
 * difference is the commit's.
 */

/** Counters by name; those of tables as `exits.Finished`. */
export type Counters = Readonly<Record<string, number>>;

export interface CounterChange {
  readonly name: string;
  readonly base: number;
  readonly head: number;
  readonly worse: boolean;
}

export interface CounterReport {
  readonly changes: readonly CounterChange[];
  /** Counters that differ between runs of one build, or that one build does not have: not compared. */
  readonly unsteady: readonly string[];
}

/** More of these is worse. Entries, and exits that end a loop as it should, say nothing by themselves. */
const WORSE_WHEN_MORE = [
  /^(traces|refusals|invalidations|entriesRefused|entriesBlocked|codeBytes|irOps)$/,
  /^exits\.(?!Finished$|Poll$)/,
  /^bails\./,
];
/** Code may grow where it gets faster. */
export const SIZES: readonly string[] = ['codeBytes', 'irOps'];
const PLAIN = /^(regions|entries\w*|requests|refusals|traces|invalidations|codeBytes|irOps)$/;

/** The counters among what `tracejit.stats()` gives, null where there is no JIT; times and places are left out. */
export function countersOf(stats: Readonly<Record<string, unknown>> | null): Counters {
  // Without a JIT nothing was entered: that much is known.
  const counters: Record<string, number> = stats === null ? { entries: 0 } : {};
  for (const [name, value] of Object.entries(stats ?? {})) {
    if (typeof value === 'number' && PLAIN.test(name)) counters[name] = value;
    if (name === 'exits' || name === 'bails')
      for (const [reason, count] of Object.entries(value as Record<string, number>))
        counters[`${name}.${reason}`] = count;
  }
  return counters;
}

/** Each side's runs, at least two, so that what is not exact is known. */
export function compareCounters(base: readonly Counters[], head: readonly Counters[]): CounterReport {
  const changes: CounterChange[] = [];
  const unsteady: string[] = [];
  for (const name of [...new Set([...base, ...head].flatMap((run) => Object.keys(run)))].toSorted()) {
    const [before, after] = [only(base, name), only(head, name)];
    if (before === null || after === null) unsteady.push(name);
    else if (before !== after) changes.push({ name, base: before, head: after, worse: isWorse(name, before, after) });
  }
  return { changes, unsteady };
}

/** The value all runs agree on. A reason that never came up counts 0; a plain counter that is not there is not known. */
function only(runs: readonly Counters[], name: string): number | null {
  const values = new Set(runs.map((run) => run[name] ?? (name.includes('.') ? 0 : null)));
  return values.size === 1 ? ([...values][0] ?? null) : null;
}

function isWorse(name: string, base: number, head: number): boolean {
  if (name === 'entries') return head === 0;
  return head > base && WORSE_WHEN_MORE.some((pattern) => pattern.test(name));
}
