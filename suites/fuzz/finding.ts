/** A confirmed divergence of a random program, made small and blamed. */
import type { PolicyName } from '../arbitraries/program/policies.ts';
import type { SmallDivergence } from '../reduce/reduce-divergence.ts';
import type { SavedCase } from '../regress/saved-case.ts';

export interface Origin {
  readonly seed: number;
  readonly index: number;
  /** What the campaign was restricted to; null: the program's policy was drawn. */
  readonly onlyPolicy: PolicyName | null;
}

export interface Finding extends SmallDivergence {
  readonly origin: Origin;
  /** As generated. */
  readonly original: string;
}

/** The command that makes the program again, for as long as the generator stays what it is. */
export function replayCommand({ seed, index, onlyPolicy }: Origin): string {
  const policy = onlyPolicy === null ? '' : ` --policy ${onlyPolicy}`;
  return `tracejit fuzz --seed ${seed} --first ${index} --runs 1${policy} --all-configurations`;
}

/** As it is kept. */
export function caseOf(finding: Finding): SavedCase {
  return { ...finding, foundBy: 'tracejit fuzz', replay: replayCommand(finding.origin) };
}
