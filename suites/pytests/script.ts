/** A user's script in whole processes: what it prints, how it ends, what it says on standard error (the traceback is there). */
import type { Configuration } from '../oracle/configurations.ts';
import type { Exit } from '../oracle/observation.ts';
import { type Finished, launch, type Surroundings } from './launch.ts';
import { type Run, type Seen, type Subject, sumCounters } from './subject.ts';

/** What stands in a report where tests have the name of their runner. */
export const SCRIPT = 'script';

/** @param args the script's own arguments */
export async function runScript(
  script: string,
  args: readonly string[],
  configuration: Configuration,
  surroundings: Surroundings,
): Promise<Run> {
  const finished = await launch([script, ...args], configuration, surroundings);
  return {
    subjects: [subjectOf(script, finished)],
    counters: sumCounters([finished.counters]),
    runner: SCRIPT,
    seconds: finished.seconds,
    notices: finished.notices,
    output: finished.stderr,
  };
}

function subjectOf(script: string, { exit, stdout, stderr, counters }: Finished): Subject {
  const channels = { exit: seenExit(exit), stdout: { text: stdout }, exception: { text: stderr } };
  return { id: script, channels, counters };
}

/** An exit in words. */
export function seenExit(exit: Exit): Seen {
  switch (exit.kind) {
    case 'code':
      return { text: `exit code ${exit.code}`, kind: `code ${exit.code}` };
    case 'signal':
      return { text: `ended by ${exit.signal}`, kind: `signal ${exit.signal}` };
    case 'limit':
      return { text: `ended at the limit: ${exit.limit}`, kind: `limit ${exit.limit}` };
  }
}
