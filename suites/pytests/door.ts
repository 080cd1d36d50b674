/** `tracejit test` for engine/cli: options in, what to print and what became of it out. */
import { MissingProgram } from '../machine.ts';
import { StatsError } from '../oracle/stats.ts';
import type { Verdict } from './report.ts';
import { runTests, type TestOptions } from './run.ts';
import { ScriptNotBegun } from './script-report.ts';
import { WrongTarget } from './targets.ts';
import { formatTestReport } from './text.ts';

/** `usage`: asked for nothing there is; `unable`: a program is missing or failed. */
export interface TestOutcome {
  readonly kind: Verdict | 'usage' | 'unable';
  /** The report, or what is the matter. */
  readonly text: string;
}

/** Runs a script or tests interpreted and in each configuration, and renders for a person or as JSON. */
export async function test(options: TestOptions & { readonly json: boolean }): Promise<TestOutcome> {
  try {
    const report = await runTests(options);
    const again = (configuration: string, id: string): string => commandLine(options, configuration, id);
    const text = options.json ? JSON.stringify(report, null, 2) : formatTestReport(report, again);
    return { kind: report.verdict, text };
  } catch (error) {
    if (error instanceof WrongTarget) return { kind: 'usage', text: error.message };
    if (error instanceof MissingProgram || error instanceof StatsError || error instanceof ScriptNotBegun)
      return { kind: 'unable', text: error.message };
    throw error;
  }
}

/** The command that shows one difference again. A script's id is its path: there is nothing to choose among. */
function commandLine({ paths, args, python, runner }: TestOptions, configuration: string, id: string): string {
  const words = ['tracejit', 'test', '--configuration', configuration];
  if (python !== null) words.push('--python', python);
  if (runner !== null) words.push('--runner', runner);
  const isOfScript = paths.some((path) => id === path || id.startsWith(`${path}: variable `));
  if (!isOfScript && !id.startsWith('(')) words.push('--only', id);
  words.push(...paths, ...(args.length > 0 ? ['--', ...args] : []));
  return words.map(quote).join(' ');
}

/** As a POSIX shell reads it. */
function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
