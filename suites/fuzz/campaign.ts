/** A campaign: programs by number, in chunks of several lanes, until enough of them or too many findings. */
import type { PolicyName } from '../arbitraries/program/policies.ts';
import { fingerprint } from '../oracle/divergence.ts';
import type { Finding } from './finding.ts';
import type { Lane, LaneResult } from './lane.ts';
import type { Effort } from './shrink.ts';
import { addDiscarded, addProgram, EMPTY_TALLY, type TallyData } from './tally.ts';

export interface FuzzPlan {
  readonly seed: number;
  /** Number of the first program. */
  readonly first: number;
  readonly runs: number;
  /** null: drawn for each program. */
  readonly policy: PolicyName | null;
  /** Each program in every configuration that could compile it, instead of by turns. */
  readonly allConfigurations: boolean;
  /** Different divergences after which it stops. */
  readonly mostFindings: number;
  /** Milliseconds; null: as long as it takes. */
  readonly timeMs: number | null;
  /** For making one finding small, twice: by the generator's shrinking, and by the reducer. */
  readonly effort: Effort;
}

/** Plain data: what is known after the programs up to `next`. */
export interface CampaignState {
  readonly seed: number;
  readonly policy: PolicyName | null;
  readonly next: number;
  readonly seconds: number;
  readonly tally: TallyData;
  readonly findings: readonly Finding[];
  /** Programs that diverged like one of the findings, by fingerprint. */
  readonly again: Readonly<Record<string, number>>;
  /** Divergences that a fresh process did not show, told for people. */
  readonly unconfirmed: readonly string[];
  /** Programs whose interpreted runs differ from each other. */
  readonly unsteady: readonly string[];
}

/** Programs between two times the state is written down. */
const CHUNK = 100;

export function startCampaign({ seed, policy, first }: FuzzPlan): CampaignState {
  const nothing = { again: {}, unconfirmed: [], unsteady: [], findings: [] };
  return { seed, policy, next: first, seconds: 0, tally: EMPTY_TALLY, ...nothing };
}

/**
 * Goes on from `state` to the end of the plan.
 * @param chunkDone is shown each new state; a signal to stop ends the campaign there
 */
export async function runCampaign(
  plan: FuzzPlan,
  state: CampaignState,
  lanes: readonly Lane[],
  chunkDone: (state: CampaignState) => { readonly stop: boolean },
): Promise<CampaignState> {
  const begin = performance.now();
  const end = plan.first + plan.runs;
  let now = state;
  while (now.next < end && now.findings.length < plan.mostFindings) {
    const after = Math.min(end, now.next + CHUNK);
    const results = await runChunk(plan, { from: now.next, to: after }, lanes, now);
    const seconds = state.seconds + (performance.now() - begin) / 1000;
    now = { ...results.reduce(account, now), next: now.next + results.length, seconds };
    if (chunkDone(now).stop || (plan.timeMs !== null && performance.now() - begin > plan.timeMs)) break;
  }
  return now;
}

function known({ findings }: CampaignState): Set<string> {
  return new Set(findings.map(({ divergence }) => fingerprint(divergence)));
}

/**
 * Lanes take the next number when they are free, until there are findings enough. Results in the order of the numbers,
 * whoever was first.
 */
async function runChunk(
  plan: FuzzPlan,
  { from, to }: { from: number; to: number },
  lanes: readonly Lane[],
  state: CampaignState,
): Promise<LaneResult[]> {
  const results: LaneResult[] = [];
  const seen = known(state);
  let next = from;
  let wanted = plan.mostFindings - state.findings.length;
  const work = async (lane: Lane) => {
    while (next < to && wanted > 0) {
      const index = next++;
      const result = await lane.run(plan, index, seen);
      if (result.kind === 'found') wanted--;
      results[index - from] = result;
    }
  };
  await Promise.all(lanes.map(work));
  return results;
}

function account(state: CampaignState, result: LaneResult): CampaignState {
  switch (result.kind) {
    case 'discarded':
      return { ...state, tally: addDiscarded(state.tally) };
    case 'unsteady':
      return { ...state, unsteady: [...state.unsteady, result.story] };
    case 'ran':
      return { ...state, tally: addProgram(state.tally, result) };
    case 'unconfirmed':
      return { ...state, tally: addProgram(state.tally, result), unconfirmed: [...state.unconfirmed, result.story] };
    case 'again': {
      const again = { ...state.again, [result.fingerprint]: (state.again[result.fingerprint] ?? 0) + 1 };
      return { ...state, tally: addProgram(state.tally, result), again };
    }
    case 'found':
      return { ...state, tally: addProgram(state.tally, result), findings: [...state.findings, result.finding] };
  }
}
