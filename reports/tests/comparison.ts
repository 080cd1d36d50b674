/** What `tracejit test --json` and `tracejit fuzz --json` found, as tests: one for each way of running, one for each difference. */
import type { CampaignState } from '../../suites/fuzz/campaign.ts';
import { replayCommand } from '../../suites/fuzz/finding.ts';
import { describeDivergence } from '../../suites/oracle/describe-divergence.ts';
import type { TestReport } from '../../suites/pytests/report.ts';
import type { TestCase, TestRun } from './test-case.ts';

const passed = (suite: readonly string[], name: string, ms: number): TestCase => ({
  suite,
  name,
  file: '',
  state: 'passed',
  ms,
  message: '',
  details: '',
});

export function comparisonRun({ configurations, reason }: TestReport): TestRun {
  const cases = configurations.flatMap(({ name, compared, differences, native, seconds, output }) => {
    const suite = ['tracejit test', name];
    const same = compared - differences.length;
    const equal = passed(
      suite,
      `${same} of ${compared} as python runs them, ${native} entered native code`,
      seconds * 1000,
    );
    const differing = differences.map(
      ({ id, divergence }): TestCase => ({
        ...equal,
        name: id,
        state: 'failed',
        ms: 0,
        message: `${divergence.channel}: ${divergence.kind}`,
        details: [describeDivergence(divergence, { name: id, source: '' }), output].filter(Boolean).join('\n\n'),
      }),
    );
    return [equal, ...differing];
  });
  return { tool: 'tracejit test', cases, trouble: reason };
}

export type CampaignReport = CampaignState & { readonly complaints: readonly string[] };

export function campaignRun({ tally, seconds, findings, complaints, unsteady }: CampaignReport): TestRun {
  const programs = Object.entries(tally.policies).map(([policy, row]) =>
    passed(
      ['tracejit fuzz', policy],
      `${row.programs} programs as python runs them, ${row.entered} entered native code`,
      (seconds * 1000 * row.programs) / Math.max(1, tally.programs),
    ),
  );
  const found = findings.map(
    ({ divergence, configuration, origin, source }): TestCase => ({
      suite: ['tracejit fuzz', 'divergences'],
      name: `${divergence.channel}: ${divergence.kind}, in ${configuration}`,
      file: '',
      state: 'failed',
      ms: 0,
      message: `${divergence.channel}: ${divergence.kind}; again: ${replayCommand(origin)}`,
      details: describeDivergence(divergence, { name: 'the program, made small', source }),
    }),
  );
  return { tool: 'tracejit fuzz', cases: [...programs, ...found], trouble: [...complaints, ...unsteady].join('; ') };
}
