/** Which passes a region goes through between lifter and codegen, in this order. */
import type { Region } from './ir/region.ts';
import { assertVerified } from './ir/verify.ts';
import { parallel } from './parallel/parallel.ts';
import { bounds } from './passes/bounds.ts';
import { carryItems } from './passes/carry-items.ts';
import { compact } from './passes/compact.ts';
import { dce } from './passes/dce.ts';
import { fold } from './passes/fold.ts';
import { guardElim } from './passes/guard-elim.ts';
import { gvn } from './passes/gvn.ts';
import { hoistPins } from './passes/hoist-pins.ts';
import { ifConvert } from './passes/if-convert.ts';
import { indexSign } from './passes/index-sign.ts';
import { owners } from './passes/owners.ts';
import type { Pass } from './passes/pass.ts';
import { pruneParams } from './passes/prune-params.ts';
import { simplifyCfg } from './passes/simplify-cfg.ts';
import { stablePins } from './passes/stable-pins.ts';
import { strength } from './passes/strength.ts';
import { stripPolls } from './passes/strip-polls.ts';
import { swaps } from './passes/swaps.ts';
import { views } from './passes/views.ts';

export const PIPELINE: readonly Pass[] = [
  simplifyCfg, // the lifter makes a block per code unit: join them, so that the rest sees whole blocks
  pruneParams, // it also passes every slot along every edge: most are the same value all over
  fold, // with parameters gone, constants meet
  strength, // and constants decide which divisions are none
  gvn, // equal conditions become one value, which the next pass needs
  guardElim, // ask each thing once
  simplifyCfg, // branches decided above leave unreachable blocks and single edges
  pruneParams, // fewer edges: more parameters get one value only
  stablePins, // pins of what lives until the exit anyway
  owners, // owners that turned out to be NULL: fewer words to spill, fewer cells
  swaps, // after owners, which turns boxed numbers back into the objects they came from
  fold, // what the second pruning made constant
  indexSign, // counters are no indices from the end
  hoistPins, // what stays alive all through a loop is pinned before it
  parallel, // the shape of a loop is as it was written; what follows goes over its task as well
  stripPolls, // counted loops ask for the interpreter once in 1024 rounds
  views, // loops without polls that read matrices across their rows
  carryItems, // after views, which wants loops whole
  bounds, // after carry-items, which reads what the checks say of an index
  ifConvert, // last of those that look at control flow: it makes a second way for the same thing
  dce, // everything above leaves unused values behind
  simplifyCfg, // blocks that dce emptied
  compact, // exits nobody can take any more are not sent
];

/** The word for all passes in TRACEJIT_DISABLE. */
export const EVERY_PASS = 'all';

export interface PipelineOptions {
  /** Names of passes to leave out, or `all` of them (TRACEJIT_DISABLE). */
  readonly disable: ReadonlySet<string>;
  /** Check the region at the start and after each pass. */
  readonly verify: boolean;
  /** Default: PIPELINE. */
  readonly passes?: readonly Pass[];
  /** Sees the region after each pass that changed something, for dumps. */
  readonly observe?: (passName: string, region: Region) => void;
}

/** Runs the passes on the region, in place. Returns how many things each changed, by name. */
export function runPipeline(region: Region, options: PipelineOptions): Map<string, number> {
  const counts = new Map<string, number>();
  if (options.verify) assertVerified(region, 'lifting');
  const pipeline = options.disable.has(EVERY_PASS) ? [] : (options.passes ?? PIPELINE);
  for (const pass of pipeline) {
    if (options.disable.has(pass.name)) continue;
    const changed = pass.run(region);
    counts.set(pass.name, (counts.get(pass.name) ?? 0) + changed);
    if (changed === 0) continue;
    if (options.verify) assertVerified(region, pass.name);
    options.observe?.(pass.name, region);
  }
  return counts;
}
