/** The suites' door for `engine/cli`, which imports it dynamically: nothing here is loaded by `tracejit run`. */
import { MissingProgram } from './machine.ts';
import { reportAsJson } from './bench/json.ts';
import { type BenchOptions, NothingToMeasure, runBench } from './bench/run.ts';
import { SessionError } from './bench/session.ts';
import { formatReport } from './bench/table.ts';

/** Exit codes as everywhere: 0 measured, 1 an arm's result was wrong, 2 usage, 3 could not be measured. */
export interface BenchOutcome {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2 | 3;
}

/** Measures, and renders for a person or as JSON. */
export async function bench(options: BenchOptions & { readonly json: boolean }): Promise<BenchOutcome> {
  try {
    const report = await runBench(options);
    const wrong = [...report.steady, ...report.whole].some((row) => row.wrong.length > 0);
    const text = options.json ? JSON.stringify(reportAsJson(report), null, 2) : formatReport(report);
    return { text, exitCode: wrong ? 1 : 0 };
  } catch (error) {
    if (error instanceof NothingToMeasure) return { text: error.message, exitCode: 2 };
    if (error instanceof MissingProgram || error instanceof SessionError) return { text: error.message, exitCode: 3 };
    throw error;
  }
}
