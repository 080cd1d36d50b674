/**
 * A smaller random program that diverges in the same way: fast-check's own shrinking, which keeps programs valid because it
 * shrinks the choices they were made of. Bounded, as Hypothesis found that it must be (its issue 2484).
 */
import fc from 'fast-check';

/** What making a program small may cost. */
export interface Effort {
  readonly runs: number;
  readonly seconds: number;
}

export const USUAL_EFFORT: Effort = { runs: 400, seconds: 60 };

export interface Shrunk<T> {
  readonly value: T;
  readonly runs: number;
  /** Times a smaller one was found. */
  readonly steps: number;
}

/**
 * @param seed of the value: the first one the arbitrary makes with it
 * @param diverges asked of smaller and smaller values; the first one asked is that of the seed
 * @returns null when not even the first one diverges
 */
export async function shrink<T>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  diverges: (value: T) => Promise<boolean>,
  effort: Effort,
): Promise<Shrunk<T> | null> {
  const end = performance.now() + effort.seconds * 1000;
  let runs = 0;
  const holds = async (value: T) => {
    // past the effort everything holds: fast-check stops at the best so far
    if (runs > 0 && (runs >= effort.runs || performance.now() > end)) return true;
    runs++;
    return !(await diverges(value));
  };
  const { counterexample, numShrinks } = await fc.check(fc.asyncProperty(arbitrary, holds), { seed, numRuns: 1 });
  return counterexample === null ? null : { value: counterexample[0], runs, steps: numShrinks };
}

/** The value that `shrink` begins with. */
export function valueOfSeed<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (value === undefined) throw new Error('fast-check made no value');
  return value;
}
