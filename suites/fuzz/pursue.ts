/** From a random program that diverged to a finding: confirmed in fresh processes, made small twice over, and blamed. */
import type fc from 'fast-check';
import type { GeneratedProgram } from '../arbitraries/program/program.ts';
import type { Configuration } from '../oracle/configurations.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import type { Program } from '../oracle/examine.ts';
import { difference, differsAlike, type Observers } from '../reduce/difference.ts';
import { reduceDivergence } from '../reduce/reduce-divergence.ts';
import type { Finding, Origin } from './finding.ts';
import { type Effort, shrink } from './shrink.ts';

export interface Suspect {
  readonly program: Program;
  readonly configuration: Configuration;
  readonly divergence: Divergence;
  readonly origin: Origin;
  /** What made it, for shrinking. */
  readonly made: { readonly arbitrary: fc.Arbitrary<GeneratedProgram>; readonly seed: number };
}

/** What runs programs, and how long it may take. */
export interface Means extends Observers {
  readonly effort: Effort;
}

export type Pursuit = { readonly kind: 'found'; readonly finding: Finding } | { readonly kind: 'unconfirmed' };

export async function pursue(suspect: Suspect, { effort, ...observers }: Means): Promise<Pursuit> {
  const { program, configuration, divergence, origin, made } = suspect;
  const confirmed = await difference(observers.fresh, program, configuration);
  if (!confirmed || fingerprint(confirmed.divergence) !== fingerprint(divergence)) return { kind: 'unconfirmed' };
  const same = differsAlike(observers.warm, { program, configuration, divergence });
  const shrunk = await shrink(made, sourceOf, ({ source }) => same(source), effort);
  const start = shrunk?.value.source ?? program.source;
  const { small } = await reduceDivergence({ program, configuration, ...confirmed }, observers, {
    start,
    maxRuns: effort.runs,
    maxSeconds: effort.seconds,
  });
  return { kind: 'found', finding: { ...small, origin, original: program.source } };
}

const sourceOf = ({ source }: GeneratedProgram): string => source;
