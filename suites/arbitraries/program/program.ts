/** Whole random programs: the arbitraries that a campaign draws from. */
import * as fc from 'fast-check';
import { drafts } from './draft.ts';
import { emitProgram } from './emit.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from './policies.ts';
import { weighted } from './values.ts';

/** A program that ends, in few seconds even where it is interpreted. */
export interface GeneratedProgram {
  /** Plain Python 3.13 that follows the conventions of suites/oracle/observation.ts. */
  readonly source: string;
  readonly policy: PolicyName;
  /** Passes of the longest loop: a threshold above it leaves the program interpreted. */
  readonly passes: number;
  /** Rows of the grammar that it was made of. */
  readonly kinds: readonly string[];
}

/**
 * Random programs under one policy. Without fast-check's bias, which makes the first programs of a run small and full of
 * zeros: every program of a campaign is drawn alike, and values.ts has the edges.
 */
export function programsOf(policy: PolicyName): fc.Arbitrary<GeneratedProgram> {
  const made = OF_POLICY.get(policy) ?? fc.noBias(drafts(policy)).map((draft) => ({ ...emitProgram(draft), policy }));
  OF_POLICY.set(policy, made);
  return made;
}

/** Made once: the arbitraries of a grammar take a hundred times as long to make as a program takes to draw. */
const OF_POLICY = new Map<PolicyName, fc.Arbitrary<GeneratedProgram>>();

/** Random programs, each under a policy drawn for it. */
export function programs(): fc.Arbitrary<GeneratedProgram> {
  const options = POLICY_NAMES.map((policy) => [POLICIES[policy].weight, programsOf(policy)] as const);
  return weighted(...options);
}
