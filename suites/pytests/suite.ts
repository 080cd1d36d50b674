/** A test suite in whole processes: unittest or pytest with our recorder in it (runner/). */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suiteFile } from '../machine.ts';
import type { Configuration } from '../oracle/configurations.ts';
import { type Finished, launch, type Surroundings } from './launch.ts';
import { parseRecord, readRecord, type SuiteRecord } from './records.ts';
import { seenExit } from './script.ts';
import { type Counted, type Run, type Subject, sumCounters } from './subject.ts';

export type Runner = 'unittest' | 'pytest';

export interface Suite {
  readonly runner: Runner;
  /** Folders, files, dotted names, pytest's ids. */
  readonly targets: readonly string[];
  /** Further words for pytest. */
  readonly args: readonly string[];
  /** The only tests to run, by id; null: all. */
  readonly only: readonly string[] | null;
}

/** The id of what happens before the first test, between tests and after the last one. */
export const OUTSIDE = '(outside the tests)';

/** Processes that may die in one run of a suite; the tests after that are missing. */
const MAX_DEATHS = 10;

/** Runs the suite; after a death, a new process goes on with the tests that are left. */
export async function runSuite(suite: Suite, configuration: Configuration, surroundings: Surroundings): Promise<Run> {
  const subjects: Subject[] = [];
  const notices: string[] = [];
  const counters: Counted[] = [];
  let output = '';
  let seconds = 0;
  for (let deaths = 0; ; deaths++) {
    const skip = subjects.map(({ id }) => id);
    const { finished, record } = await runRest(suite, skip, configuration, surroundings);
    subjects.push(...record.tests);
    notices.push(...finished.notices);
    counters.push(record.counters);
    // Of the first process: when one died, it is that.
    output ||= finished.stdout + finished.stderr;
    seconds += finished.seconds;
    const death = deathOf(finished, record);
    if (death !== null) subjects.push(death);
    if (death === null || death.id === OUTSIDE || deaths === MAX_DEATHS)
      return {
        subjects,
        counters: sumCounters(counters),
        runner: record.runner ?? suite.runner,
        seconds,
        notices,
        output,
      };
  }
}

async function runRest(
  suite: Suite,
  skip: readonly string[],
  configuration: Configuration,
  surroundings: Surroundings,
): Promise<{ finished: Finished; record: SuiteRecord }> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-suite-'));
  try {
    const [file, selection] = [join(folder, 'record.jsonl'), join(folder, 'selection.json')];
    writeFileSync(selection, JSON.stringify({ only: suite.only, skip }));
    const words = command(suite, file, selection);
    const finished = await launch(words, configuration, surroundings, [suiteFile('pytests', 'runner')]);
    const record = existsSync(file) ? readRecord(file) : parseRecord('');
    return { finished, record };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function command({ runner, targets, args }: Suite, record: string, selection: string): string[] {
  if (runner === 'unittest') return ['-m', 'tracejit_unittest', record, selection, ...targets];
  // Neither last time's failures nor a random order: the runs are to be alike.
  const plugins = ['-p', 'tracejit_pytest', '-p', 'no:cacheprovider', '-p', 'no:randomly'];
  return [
    '-m',
    'pytest',
    ...plugins,
    `--tracejit-record=${record}`,
    `--tracejit-selection=${selection}`,
    ...args,
    ...targets,
  ];
}

/** The test in which the process died, with how; null when it came to its end. */
function deathOf({ exit }: Finished, { runner, unfinished }: SuiteRecord): Subject | null {
  if (runner !== null && exit.kind === 'code') return null;
  return { id: unfinished ?? OUTSIDE, channels: { exit: seenExit(exit) }, counters: null };
}
