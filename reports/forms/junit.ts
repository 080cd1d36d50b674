/** Tests as JUnit XML, the form that GitLab, Jenkins and most others read. */
import { html, type Markup } from '../markup/html.ts';
import { countStates, type TestCase, type TestRun } from '../tests/test-case.ts';

/** GitLab refuses files above 30 MB as a whole, and nobody reads a message of pages. */
const LONGEST_DETAILS = 16_000;

export function junitXml(runs: readonly TestRun[]): string {
  const cases = runs.flatMap((run) => run.cases);
  return html`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tracejit" ${totals(cases)}>
${runs.flatMap(suites)}</testsuites>
`.text;
}

/** One for each outermost title of a run; a run that proves nothing gets one with an error. */
function suites({ tool, cases, trouble }: TestRun): Markup[] {
  const names = [...new Set(cases.map(({ suite }) => suite[0] ?? tool))];
  const bySuite = names.map((name) => {
    const own = cases.filter(({ suite }) => (suite[0] ?? tool) === name);
    return html`<testsuite name="${name}" ${totals(own)}>
${own.map(testCase)}</testsuite>
`;
  });
  if (trouble === '') return bySuite;
  return [
    ...bySuite,
    html`<testsuite name="${tool}: proves nothing" tests="1" failures="0" errors="1" skipped="0" time="0"><testcase classname="${tool}" name="proves something" time="0"><error message="${trouble}"/></testcase></testsuite>
`,
  ];
}

function totals(cases: readonly TestCase[]): Markup {
  const { failed, skipped } = countStates(cases);
  const seconds = cases.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  return html`tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

function testCase({ suite, name, file, state, ms, message, details }: TestCase): Markup {
  const place = file === '' ? null : html` file="${file}"`;
  const inside = {
    passed: null,
    skipped: html`<skipped/>`,
    failed: html`<failure message="${message}">${details.slice(0, LONGEST_DETAILS)}</failure>`,
  }[state];
  return html`<testcase classname="${suite.join(' › ')}" name="${name}"${place} time="${(ms / 1000).toFixed(3)}">${inside}</testcase>
`;
}
