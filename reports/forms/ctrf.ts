/** Tests in the Common Test Report Format (ctrf.io), which its GitHub action and others read. */
import { countStates, type TestRun } from '../tests/test-case.ts';

/** @param at when the report was made, milliseconds since 1970: CTRF wants times, and runs of shards overlap */
export function ctrfJson(runs: readonly TestRun[], at: number): string {
  const cases = runs.flatMap(({ tool, cases: own }) => own.map((test) => ({ tool, ...test })));
  const { passed, failed, skipped } = countStates(cases);
  const duration = Math.round(cases.reduce((sum, { ms }) => sum + ms, 0));
  const tests = cases.map(({ tool, suite, name, file, state, ms, message, details }) => ({
    name: [...suite, name].join(' › '),
    status: state,
    duration: Math.round(ms),
    suite: suite.join(' › '),
    tags: [tool],
    ...(file === '' ? {} : { filePath: file }),
    ...(state === 'failed' ? { message, trace: details } : {}),
  }));
  const summary = {
    tests: cases.length,
    passed,
    failed,
    skipped,
    pending: 0,
    other: 0,
    start: at - duration,
    stop: at,
  };
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: [...new Set(runs.map(({ tool }) => tool))].join(', ') || 'none' },
      summary,
      tests,
      extra: { trouble: runs.flatMap(({ trouble }) => (trouble === '' ? [] : [trouble])) },
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
