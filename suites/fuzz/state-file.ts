/** A long campaign is written down as it goes, so that it can be gone on with after an interruption. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type CampaignState, type FuzzPlan, startCampaign } from './campaign.ts';

const VERSION = 1;

/** The file is of another campaign, or none at all. */
export class StateError extends Error {
  override name = 'StateError';
}

/** The state in the file, or that of a new campaign when there is no file. @throws StateError */
export function readState(path: string, plan: FuzzPlan): CampaignState {
  if (!existsSync(path)) return startCampaign(plan);
  const { version, state } = parse(path);
  if (version !== VERSION || !state) throw new StateError(`${path} is not the state of a campaign of this version`);
  const same = state.seed === plan.seed && state.policy === plan.policy;
  if (!same)
    throw new StateError(`${path} is of seed ${state.seed}, policy ${state.policy ?? 'any'}: ask for the same`);
  return state;
}

function parse(path: string): { version?: number; state?: CampaignState } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { version?: number; state?: CampaignState };
  } catch (cause) {
    throw new StateError(`${path} cannot be read as JSON; remove it to begin anew`, { cause });
  }
}

/** In one step: an interruption leaves the old file or the new one. */
export function writeState(path: string, state: CampaignState): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify({ version: VERSION, state }));
  renameSync(fresh, path);
}
