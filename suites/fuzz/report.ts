/** What a campaign found, for a person and as JSON, and what its exit code is. */

import { describeDivergence } from '../oracle/describe-divergence.ts';
import { describeBlame } from '../reduce/blame.ts';
import type { CampaignState, FuzzPlan } from './campaign.ts';
import { type Finding, replayCommand } from './finding.ts';
import { type Counts, percent, vacuity } from './tally.ts';

export const REPORT_VERSION = 1;

/** `diverged`, then `faulty` (the harness itself), then `inconclusive`, then `clean`: the first that is true. */
export type CampaignOutcome = 'clean' | 'diverged' | 'inconclusive' | 'faulty';

export function outcomeOf(plan: FuzzPlan, state: CampaignState): CampaignOutcome {
  if (state.findings.length > 0) return 'diverged';
  if (state.unsteady.length > 0) return 'faulty';
  return state.unconfirmed.length > 0 || complaintsOf(plan, state).length > 0 ? 'inconclusive' : 'clean';
}

const complaintsOf = (plan: FuzzPlan, { tally }: CampaignState) => vacuity(tally, plan.policy === null);

export function formatCampaign(plan: FuzzPlan, state: CampaignState): string {
  const lines = [
    ...summary(state),
    ...complaintsOf(plan, state).map((line) => `proves nothing: ${line}`),
    ...state.unsteady.map((story) => `a fault of the generator: interpreted twice, it differs: ${story}`),
    ...state.unconfirmed.map((story) => `not seen again in a fresh process: ${story}`),
    ...state.findings.flatMap((finding, k) => ['', ...formatFinding(finding, k + 1)]),
  ];
  const again = Object.values(state.again).reduce((sum, count) => sum + count, 0);
  if (again > 0) lines.push('', `${again} more programs diverged in one of these ways`);
  return lines.join('\n');
}

function summary({ seed, tally, seconds, findings }: CampaignState): string[] {
  const { programs, runs } = tally;
  const speed = seconds > 0 ? ` (${(programs / seconds).toFixed(1)} programs/s)` : '';
  const policies = Object.entries(tally.policies).map(
    ([name, row]) => `${name} ${percent(row.entered, row.programs)} of ${row.programs}`,
  );
  return [
    `${findings.length} divergences in ${programs} programs, ${runs} runs under the JIT, ${seconds.toFixed(0)} s${speed}, seed ${seed}`,
    `entered native code: ${percent(tally.entered, programs)}; took a side exit: ${percent(tally.sideExit, programs)}; discarded: ${tally.discarded}`,
    `native by policy: ${policies.join(', ')}`,
    `exits: ${formatCounts(tally.exits)}`,
    `bails: ${formatCounts(tally.bails)}`,
  ];
}

function formatCounts(counts: Counts): string {
  const rows = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return rows.length === 0 ? 'none' : rows.map(([name, count]) => `${name} ${count}`).join(', ');
}

function formatFinding(finding: Finding, number: number): string[] {
  const { divergence, configuration, origin, source } = finding;
  const name = 'the program, made small';
  return [
    `divergence ${number}, in configuration ${configuration}: ${describeDivergence(divergence, { name, source })}`,
    `  blame: ${describeBlame(finding.blame)}`,
    `  again: ${replayCommand(origin)}`,
    ...source
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${line}`),
  ];
}

/** The report as JSON: schemaVersion, plan, outcome and the whole state. */
export function campaignAsJson(plan: FuzzPlan, state: CampaignState): object {
  const complaints = complaintsOf(plan, state);
  return { schemaVersion: REPORT_VERSION, outcome: outcomeOf(plan, state), complaints, plan, ...state };
}
