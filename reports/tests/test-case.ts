/** A test that ran, whoever ran it: what JUnit, CTRF and the summaries are made from. */

export interface TestCase {
  /** What it belongs to: titles from the outside in. */
  readonly suite: readonly string[];
  readonly name: string;
  /** '' where it is not known. */
  readonly file: string;
  /** `skipped`: it was registered, and did not run. */
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly ms: number;
  /** Of a failure: first what a person reads in a list, then everything there is. */
  readonly message: string;
  readonly details: string;
}

export interface TestRun {
  /** Who ran them: mocha, tracejit test, tracejit fuzz. */
  readonly tool: string;
  readonly cases: readonly TestCase[];
  /** Why the run proves nothing, in words; '' when it does prove something. */
  readonly trouble: string;
}

export function countStates(cases: readonly TestCase[]): Readonly<Record<TestCase['state'], number>> {
  const count = (state: TestCase['state']) => cases.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
