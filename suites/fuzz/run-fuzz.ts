/** `tracejit fuzz`, from options to outcome: lanes are opened, the campaign runs, what was found is kept. */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { POLICIES, type PolicyName } from '../arbitraries/program/policies.ts';
import { isMutantName, MUTANTS } from '../mutants/table.ts';
import { Rig } from '../oracle/rig.ts';
import { caseFolder, saveCase } from '../regress/saved-case.ts';
import { type CampaignState, type FuzzPlan, runCampaign, startCampaign } from './campaign.ts';
import { caseOf } from './finding.ts';
import { Lane } from './lane.ts';
import { type CampaignOutcome, campaignAsJson, formatCampaign, outcomeOf } from './report.ts';
import { type Effort, USUAL_EFFORT } from './shrink.ts';
import { readState, StateError, writeState } from './state-file.ts';

export interface FuzzOptions extends Omit<FuzzPlan, 'seed' | 'policy' | 'effort'> {
  /** null: a new one. */
  readonly seed: number | null;
  /** Of policies.ts; null: all. */
  readonly policy: string | null;
  /** Programs at a time; null: one for each CPU. */
  readonly jobs: number | null;
  /** Where found cases go; null: suites/regress of this checkout. */
  readonly save: string | null;
  readonly stateFile: string | null;
  /** Of mutants/table.ts: found cases are not kept then. */
  readonly mutant: string | null;
  /** Left out: as much as it usually takes to make a finding small. */
  readonly effort?: Effort;
  readonly json: boolean;
  readonly stop: AbortSignal;
  readonly progress: (line: string) => void;
}

export interface FuzzOutcome {
  readonly kind: CampaignOutcome | 'usage';
  readonly text: string;
}

/** @throws WorkerError when the harness itself breaks */
export async function runFuzz(options: FuzzOptions): Promise<FuzzOutcome> {
  const { policy, mutant } = options;
  if (policy !== null && !isPolicy(policy))
    return { kind: 'usage', text: `no policy is called "${policy}": ${policyNames().join(', ')}` };
  if (mutant !== null && !isMutantName(mutant))
    return { kind: 'usage', text: `no mutant is called "${mutant}": see tracejit fuzz --list-mutants` };
  const plan: FuzzPlan = {
    ...options,
    policy,
    seed: options.seed ?? randomInt(2 ** 31),
    effort: options.effort ?? USUAL_EFFORT,
  };
  let state: CampaignState;
  try {
    state = options.stateFile === null ? startCampaign(plan) : readState(options.stateFile, plan);
  } catch (error) {
    if (error instanceof StateError) return { kind: 'usage', text: error.message };
    throw error;
  }
  return withRig(plan, state, options);
}

async function withRig(plan: FuzzPlan, state: CampaignState, options: FuzzOptions): Promise<FuzzOutcome> {
  const jobs = options.jobs ?? availableParallelism();
  const rig = new Rig(options.mutant);
  try {
    const lanes = Array.from({ length: jobs }, () => new Lane(rig.warm(), rig.fresh));
    const end = await runCampaign(plan, state, lanes, (now) => {
      if (options.stateFile !== null) writeState(options.stateFile, now);
      options.progress(progressLine(plan, now));
      return { stop: options.stop.aborted };
    });
    if (options.mutant === null) keepFindings(end, options);
    const text = options.json ? JSON.stringify(campaignAsJson(plan, end), null, 2) : formatCampaign(plan, end);
    return { kind: outcomeOf(plan, end), text };
  } finally {
    await rig.close();
  }
}

function keepFindings({ findings }: CampaignState, { save, progress }: FuzzOptions): void {
  for (const finding of findings) progress(`kept as ${saveCase(save ?? caseFolder(), caseOf(finding))}`);
}

function progressLine({ first, runs }: FuzzPlan, { next, seconds, tally, findings }: CampaignState): string {
  const done = next - first;
  const left = Math.round((seconds / Math.max(1, done)) * (runs - done));
  return `${done} of ${runs} programs, ${tally.entered} native, ${findings.length} divergences, ${left} s left`;
}

const policyNames = () => Object.keys(POLICIES);
const isPolicy = (name: string): name is PolicyName => policyNames().includes(name);

/** A line for each policy: its name and what it skews. */
export function listPolicies(): string {
  return Object.entries(POLICIES)
    .map(([name, { meaning }]) => `${name.padEnd(16)} ${meaning}`)
    .join('\n');
}

/** A line for each mutant: its name and what it does. */
export function listMutants(): string {
  return MUTANTS.map(({ name, meaning }) => `${name.padEnd(24)} ${meaning}`).join('\n');
}
