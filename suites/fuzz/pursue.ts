/** From a program that diverged to a finding: confirmed in fresh processes, made small twice over, and blamed. */
import type fc from 'fast-check';
import { PIPELINE } from '../../engine/pipeline.ts';
import type { GeneratedProgram } from '../arbitraries/program/program.ts';
import { firstDivergence } from '../oracle/compare.ts';
import { type Configuration, INTERPRETER } from '../oracle/configurations.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import type { Observation } from '../oracle/observation.ts';
import { reduce } from '../reduce/reduce.ts';
import { type Blame, blame } from './blame.ts';
import type { Observer, Program } from './examine.ts';
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
export interface Means {
  readonly effort: Effort;
  readonly warm: Observer;
  readonly fresh: Observer;
}

export type Pursuit = { readonly kind: 'found'; readonly finding: Finding } | { readonly kind: 'unconfirmed' };

const PASS_NAMES = [...new Set(PIPELINE.map(({ name }) => name))];

export async function pursue(suspect: Suspect, { warm, fresh, effort }: Means): Promise<Pursuit> {
  const { program, configuration, divergence, origin, made } = suspect;
  const print = fingerprint(divergence);
  const confirmed = await difference(fresh, program, configuration);
  if (!confirmed || fingerprint(confirmed.divergence) !== print) return { kind: 'unconfirmed' };
  const same = async (source: string) => {
    const found = await difference(warm, { ...program, source }, configuration);
    return found !== null && fingerprint(found.divergence) === print;
  };
  const shrunk = await shrink(made.arbitrary, made.seed, ({ source }) => same(source), effort);
  const small = await reduce(shrunk?.value.source ?? program.source, same, {
    maxRuns: effort.runs,
    maxSeconds: effort.seconds,
  });
  const source = small.outcome === 'absent' ? program.source : small.source;
  const last = (await difference(fresh, { ...program, source }, configuration)) ?? confirmed;
  return {
    kind: 'found',
    finding: {
      origin,
      configuration: configuration.name,
      divergence: last.divergence,
      source,
      original: program.source,
      blame: await findBlame({ ...suspect, program: { ...program, source } }, last.actual, fresh),
    },
  };
}

async function findBlame(suspect: Suspect, actual: Observation, fresh: Observer): Promise<Blame> {
  const { program, configuration, divergence } = suspect;
  const diverges = async (knobs: Readonly<Record<string, string>>) => {
    const changed = { ...configuration, knobs: { ...configuration.knobs, ...knobs } };
    const found = await difference(fresh, program, changed);
    return found !== null && fingerprint(found.divergence) === fingerprint(divergence);
  };
  // a run that died does not say how many regions it had
  const regions = actual.counters?.regions ?? MOST_REGIONS;
  return blame(diverges, regions, configuration.disable === 'all' ? [] : PASS_NAMES);
}

const MOST_REGIONS = 64;

interface Difference {
  readonly divergence: Divergence;
  readonly actual: Observation;
}

async function difference(
  observer: Observer,
  program: Program,
  configuration: Configuration,
): Promise<Difference | null> {
  const expected = await observer.observe(INTERPRETER, program);
  if (expected.exit.kind === 'limit') return null;
  const actual = await observer.observe(configuration, program);
  const divergence = firstDivergence(expected, actual);
  return divergence ? { divergence, actual } : null;
}
