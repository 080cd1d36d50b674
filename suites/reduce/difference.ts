/** One program, interpreted and in one configuration: the questions that reducing and blaming are made of. */
import { EVERY_PASS, PIPELINE } from '../../engine/pipeline.ts';
import { firstDivergence } from '../oracle/compare.ts';
import { type Configuration, INTERPRETER } from '../oracle/configurations.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import type { Observer, Program } from '../oracle/examine.ts';
import type { Observation } from '../oracle/observation.ts';
import { type Blame, blame } from './blame.ts';
import type { Predicate } from './reduce.ts';

/** `warm` runs programs in copies of a warm process, `fresh` each in a process of its own. */
export interface Observers {
  readonly warm: Observer;
  readonly fresh: Observer;
}

/** A program and how it diverges. */
export interface Diverging {
  readonly program: Program;
  readonly configuration: Configuration;
  readonly divergence: Divergence;
}

export interface Difference {
  readonly divergence: Divergence;
  /** Under the JIT. */
  readonly actual: Observation;
}

/** null: no difference, or the interpreter itself hit a limit. */
export async function difference(
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

/** Does another text in place of the program's differ in the same way, in the same configuration? */
export function differsAlike(observer: Observer, { program, configuration, divergence }: Diverging): Predicate {
  const print = fingerprint(divergence);
  return async (source) => {
    const found = await difference(observer, { ...program, source }, configuration);
    return found !== null && fingerprint(found.divergence) === print;
  };
}

const PASS_NAMES = [...new Set(PIPELINE.map(({ name }) => name))];

/** Of a run that died, which does not say how many regions it had. */
const MOST_REGIONS = 64;

/** @param fresh knobs differ each time, so that no process can be kept */
export async function findBlame(diverging: Diverging, actual: Observation, fresh: Observer): Promise<Blame> {
  const { program, configuration, divergence } = diverging;
  const expected = await fresh.observe(INTERPRETER, program);
  const diverges = async (knobs: Readonly<Record<string, string>>) => {
    const changed = { ...configuration, knobs: { ...configuration.knobs, ...knobs } };
    const found = firstDivergence(expected, await fresh.observe(changed, program));
    return found !== undefined && fingerprint(found) === fingerprint(divergence);
  };
  const passes = configuration.knobs?.['TRACEJIT_DISABLE'] === EVERY_PASS ? [] : PASS_NAMES;
  return blame(diverges, actual.counters?.regions ?? MOST_REGIONS, passes);
}
