/** A confirmed divergence, made small and blamed. */
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import type { Blame } from './blame.ts';
import { type Difference, type Diverging, difference, differsAlike, findBlame, type Observers } from './difference.ts';
import { type ReduceOptions, type Reduction, reduce } from './reduce.ts';

export interface SmallDivergence {
  /** Its name. */
  readonly configuration: string;
  /** Of the small program. */
  readonly divergence: Divergence;
  readonly source: string;
  readonly blame: Blame;
  /** It entered native code; true also where the run died, and did not live to say. */
  readonly native: boolean;
}

/** Each question is asked of warm processes, the last one and those of the blame of fresh ones. */
export interface SmallOptions extends ReduceOptions {
  /** Text to begin with, which differs alike in warm processes; the program's own when left out. */
  readonly start?: string;
}

/**
 * @param confirmed seen in a fresh process; it is what comes back where a fresh process does not show the small program
 * @throws what reduce() throws
 */
export async function reduceDivergence(
  confirmed: Diverging & Difference,
  observers: Observers,
  { start, ...options }: SmallOptions = {},
): Promise<{ readonly small: SmallDivergence; readonly reduction: Reduction }> {
  const { program, configuration } = confirmed;
  const same = differsAlike(observers.warm, confirmed);
  const reduction = await reduce(start ?? program.source, same, options);
  const { source } = reduction;
  const seen = await difference(observers.fresh, { ...program, source }, configuration);
  const last =
    seen && fingerprint(seen.divergence) === fingerprint(confirmed.divergence)
      ? { ...confirmed, ...seen, program: { ...program, source } }
      : confirmed;
  const small = {
    configuration: configuration.name,
    divergence: last.divergence,
    source: last.program.source,
    blame: await findBlame(last, last.actual, observers.fresh),
    native: last.actual.counters?.entries !== 0,
  };
  return { small, reduction };
}
