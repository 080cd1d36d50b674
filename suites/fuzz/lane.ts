/** One program after another: made, run in its configurations, compared; one that diverges goes to pursue.ts. */
import { programs, programsOf } from '../arbitraries/program/program.ts';
import { describeDivergence } from '../oracle/describe-divergence.ts';
import { fingerprint } from '../oracle/divergence.ts';
import { CALLS_AGAIN, examine, type Observer } from '../oracle/examine.ts';
import type { FuzzPlan } from './campaign.ts';
import { chooseConfigurations } from './choose-configurations.ts';
import type { Finding } from './finding.ts';
import { programSeed } from './program-seed.ts';
import { pursue } from './pursue.ts';
import { valueOfSeed } from './shrink.ts';
import type { ProgramRuns } from './tally.ts';

export type LaneResult =
  | { readonly kind: 'discarded'; readonly limit: string }
  | { readonly kind: 'unsteady'; readonly story: string }
  | ({ readonly kind: 'ran' } & ProgramRuns)
  /** A divergence like one that is known already. */
  | ({ readonly kind: 'again'; readonly fingerprint: string } & ProgramRuns)
  /** A fresh process did not show it. */
  | ({ readonly kind: 'unconfirmed'; readonly story: string } & ProgramRuns)
  | ({ readonly kind: 'found'; readonly finding: Finding } & ProgramRuns);

/** Of so many programs one is interpreted twice. */
const STEADY_EVERY = 50;
/** Of so many programs one calls `main` again, to see whether blocks are lost. */
const REPEAT_EVERY = 10;

export class Lane {
  readonly #warm: Observer;
  readonly #fresh: Observer;

  /** Borrowed: `warm` runs programs in copies of a warm process, `fresh` each in a process of its own. */
  constructor(warm: Observer, fresh: Observer) {
    this.#warm = warm;
    this.#fresh = fresh;
  }

  /** `known`: fingerprints that need not be pursued again; what is found here is added at once, for the other lanes. */
  async run(plan: FuzzPlan, index: number, known: Set<string>): Promise<LaneResult> {
    const seed = programSeed(plan.seed, index);
    const arbitrary = plan.policy === null ? programs() : programsOf(plan.policy);
    const made = valueOfSeed(arbitrary, seed);
    const repeat = index % REPEAT_EVERY === 0 ? { repeat: CALLS_AGAIN } : {};
    const program = { name: `fuzz-${plan.seed}-${index}.py`, source: made.source, ...repeat };
    const verdict = await examine(this.#warm, program, {
      configurations: chooseConfigurations({ passes: made.passes, index, all: plan.allConfigurations }),
      checkSteady: index % STEADY_EVERY === 0,
    });
    if (verdict.kind === 'discarded') return verdict;
    if (verdict.kind === 'unsteady') {
      const story = `program ${index}: ${describeDivergence(verdict.divergence, program)}`;
      return { kind: 'unsteady', story };
    }
    const runs: ProgramRuns = { policy: made.policy, counters: verdict.counters };
    if (verdict.kind === 'same') return { kind: 'ran', ...runs };
    const print = fingerprint(verdict.divergence);
    if (known.has(print)) return { kind: 'again', fingerprint: print, ...runs };
    known.add(print);
    const origin = { seed: plan.seed, index, onlyPolicy: plan.policy };
    const suspect = { ...verdict, program, origin, made: { arbitrary, seed } };
    const found = await pursue(suspect, { warm: this.#warm, fresh: this.#fresh, effort: plan.effort });
    if (found.kind === 'found') return { ...found, ...runs };
    known.delete(print);
    const story = `program ${index}: ${describeDivergence(verdict.divergence, program)}`;
    return { kind: 'unconfirmed', story, ...runs };
  }
}
