/** The JSON that mochawesome leaves, as tests. */
import type { TestCase, TestRun } from './test-case.ts';

interface MochaTest {
  readonly title: string;
  readonly duration?: number;
  readonly pass: boolean;
  readonly fail: boolean;
  readonly err?: { readonly message?: string; readonly estack?: string; readonly diff?: string };
}

interface MochaSuite {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly MochaTest[];
  readonly beforeHooks: readonly MochaTest[];
  readonly afterHooks: readonly MochaTest[];
  readonly suites: readonly MochaSuite[];
}

export interface MochawesomeReport {
  readonly stats: { readonly testsRegistered: number };
  readonly results: readonly MochaSuite[];
}

/** A hook is a test where it failed. Tests that a failed hook kept from running are skipped ones. */
export function mochawesomeRun(report: MochawesomeReport): TestRun {
  const cases = report.results.flatMap((suite) => casesOf(suite, [], ''));
  const trouble = cases.length === 0 ? 'no test ran' : '';
  return { tool: 'mocha', cases, trouble };
}

function casesOf(suite: MochaSuite, outer: readonly string[], outerFile: string): TestCase[] {
  const titles = suite.title === '' ? outer : [...outer, suite.title];
  const file = suite.file === '' ? outerFile : suite.file;
  const hooks = [...suite.beforeHooks, ...suite.afterHooks].filter(({ fail }) => fail);
  return [
    ...[...suite.tests, ...hooks].map((test) => caseOf(test, titles, file)),
    ...suite.suites.flatMap((inner) => casesOf(inner, titles, file)),
  ];
}

function caseOf(
  { title, duration = 0, pass, fail, err = {} }: MochaTest,
  suite: readonly string[],
  file: string,
): TestCase {
  return {
    suite,
    name: title,
    file,
    state: pass ? 'passed' : fail ? 'failed' : 'skipped',
    ms: duration,
    message: fail ? (err.message ?? 'failed') : '',
    details: fail ? [err.estack ?? '', err.diff ?? ''].filter(Boolean).join('\n\n') : '',
  };
}
