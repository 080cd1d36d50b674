/** What `tracejit test` found out, and what follows from it. */
import { compareSubjects, type Difference } from './compare.ts';
import type { Counted, Run, Subject } from './subject.ts';
import { OUTSIDE } from './suite.ts';

/**
 * `same`: nothing differs. `different`: something does. `inconclusive`: nothing could be compared. `vacuous`: nothing ran
 * natively in any configuration, so that equality says nothing.
 */
export type Verdict = 'same' | 'different' | 'inconclusive' | 'vacuous';

/** One configuration against the interpreter. */
export interface ConfigurationReport {
  readonly name: string;
  /** Tests compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** Of those compared, how many entered native code. */
  readonly native: number;
  /** Regions compiled, entries, exits by reason, of the whole run. */
  readonly counters: Counted;
  readonly seconds: number;
  readonly notices: readonly string[];
  /** The end of what the process said, where something differs. */
  readonly output: string;
}

export interface TestReport {
  readonly version: 1;
  readonly verdict: Verdict;
  /** In words, for a verdict that is no finding; '' otherwise. */
  readonly reason: string;
  readonly runner: string;
  readonly interpreter: {
    readonly tests: number;
    readonly outcomes: Readonly<Record<string, number>>;
    readonly seconds: number;
  };
  /** Tests that two interpreted runs have already shown to differ: not compared. */
  readonly flaky: readonly Difference[];
  readonly configurations: readonly ConfigurationReport[];
}

const isVariable = ({ variableOf }: Subject): boolean => variableOf !== undefined;

/** @param flaky what differs between two interpreted runs */
export function reportConfiguration(
  name: string,
  interpreted: Run,
  run: Run,
  flaky: readonly Difference[],
): ConfigurationReport {
  const excluded = new Set(flaky.map(({ id }) => id));
  const steady = ({ id }: { readonly id: string }): boolean => !excluded.has(id);
  const compared = interpreted.subjects.filter(steady);
  const ended = run.subjects.some(isVariable);
  const differences = compareSubjects(
    ended ? compared : compared.filter((subject) => !isVariable(subject)),
    run.subjects.filter(steady),
  );
  const natives = run.subjects.filter((subject) => steady(subject) && (subject.counters?.entries ?? 0) > 0);
  return {
    name,
    compared: compared.filter((subject) => !isVariable(subject)).length,
    differences,
    native: natives.length,
    counters: run.counters,
    seconds: run.seconds,
    notices: run.notices,
    output: differences.length > 0 ? run.output.slice(-4096) : '',
  };
}

export function reportTests(
  interpreted: Run,
  flaky: readonly Difference[],
  configurations: readonly ConfigurationReport[],
): TestReport {
  const outcomes: Record<string, number> = {};
  const runs = interpreted.subjects.filter((subject) => !isVariable(subject));
  for (const { channels } of runs) {
    const outcome = (channels.exit ?? channels.result)?.text ?? '';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return {
    version: 1,
    ...judge(interpreted, flaky, configurations),
    runner: interpreted.runner,
    interpreter: { tests: runs.length, outcomes, seconds: interpreted.seconds },
    flaky,
    configurations,
  };
}

function judge(
  interpreted: Run,
  flaky: readonly Difference[],
  configurations: readonly ConfigurationReport[],
): { verdict: Verdict; reason: string } {
  const reason = whyNotComparable(interpreted);
  if (reason !== null) return { verdict: 'inconclusive', reason };
  if (configurations.some(({ differences }) => differences.length > 0)) return { verdict: 'different', reason: '' };
  const runs = interpreted.subjects.filter((subject) => !isVariable(subject));
  if (runs.every(({ id }) => flaky.some((difference) => difference.id === id)))
    return { verdict: 'inconclusive', reason: 'python itself does not do the same twice: nothing was compared' };
  if (configurations.every(({ native }) => native === 0)) {
    const notice = configurations.flatMap(({ notices }) => notices)[0];
    const why =
      notice ?? 'no loop or function was called often enough, or none could be compiled (see: tracejit explain)';
    return { verdict: 'vacuous', reason: `nothing ran natively, so this says nothing about the JIT: ${why}` };
  }
  return { verdict: 'same', reason: '' };
}

/** Why the interpreter's run is no oracle; null when it is one. */
export function whyNotComparable({ subjects, output }: Run): string | null {
  const said = `python said:\n${output.trimEnd().slice(-4096)}`;
  if (subjects.length === 0) return `no tests were found; ${said}`;
  if (subjects.some(({ id }) => id === OUTSIDE)) return `python itself did not get through the tests; ${said}`;
  const endless = subjects.find(({ channels }) => channels.exit?.kind?.startsWith('limit'));
  return endless === undefined ? null : `${endless.id}: python itself ${endless.channels.exit?.text} (see --timeout)`;
}
