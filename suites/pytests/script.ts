/** A user's script in whole processes: what it prints, how it ends, what it says on standard error, what it leaves in its variables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suiteFile } from '../machine.ts';
import type { Configuration } from '../oracle/configurations.ts';
import type { Exit } from '../oracle/observation.ts';
import { type Finished, launch, type Surroundings } from './launch.ts';
import { readScriptReport, type ScriptReport, variablesOf } from './script-report.ts';
import { type Run, type Seen, type Subject, sumCounters } from './subject.ts';

/** What stands in a report where tests have the name of their runner. */
export const SCRIPT = 'script';

/**
 * @param args the script's own arguments
 * @throws ScriptNotBegun
 */
export async function runScript(
  script: string,
  args: readonly string[],
  configuration: Configuration,
  surroundings: Surroundings,
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-script-'));
  try {
    const file = join(folder, 'report.json');
    const runner = suiteFile('pytests', 'runner', 'tracejit_script.py');
    const finished = await launch([runner, file, script, ...args], configuration, surroundings);
    const report = readScriptReport(file, [...finished.notices, finished.stderr].join('\n').trim());
    const subject = subjectOf(script, finished, report);
    return {
      subjects: [subject, ...(report ? variablesOf(script, report) : [])],
      counters: sumCounters([subject.counters]),
      runner: SCRIPT,
      seconds: finished.seconds,
      notices: finished.notices,
      output: finished.stderr,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report's counters are those of the script alone, without what ran before it. */
function subjectOf(script: string, { exit, stdout, stderr, counters }: Finished, report: ScriptReport | null): Subject {
  const errors = (report?.exception ?? []).map(([path, text]) => `${path}: ${text}`);
  const channels = {
    exit: seenExit(exit),
    stdout: { text: stdout },
    exception: { text: [stderr, ...errors].join('\n') },
    // Without a report there are no variables: that is one difference, not one for each of them.
    state: { text: report ? 'came to its end' : 'left no variables' },
  };
  return { id: script, channels, counters: report ? report.counters : counters };
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
