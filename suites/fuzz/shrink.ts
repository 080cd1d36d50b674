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
  /** Different texts that were asked about. */
  readonly runs: number;
  /** Times a smaller one was found. */
  readonly steps: number;
}

/** What a value is drawn from, and which one: the first that the arbitrary makes with the seed. */
export interface Drawn<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  readonly seed: number;
}

/**
 * @param textOf two values with one text are asked about once: other choices often make the same program
 * @param diverges asked of smaller and smaller values; the first one asked is the one drawn
 * @returns null when not even the first one diverges
 */
export async function shrink<T>(
  { arbitrary, seed }: Drawn<T>,
  textOf: (value: T) => string,
  diverges: (value: T) => Promise<boolean>,
  effort: Effort,
): Promise<Shrunk<T> | null> {
  const end = performance.now() + effort.seconds * 1000;
  const answers = new Map<string, boolean>();
  const holds = async (value: T) => {
    const text = textOf(value);
    const known = answers.get(text);
    if (known !== undefined) return known;
    // past the effort everything holds: fast-check stops at the best so far
    if (answers.size > 0 && (answers.size >= effort.runs || performance.now() > end)) return true;
    const answer = !(await diverges(value));
    answers.set(text, answer);
    return answer;
  };
  const { counterexample, numShrinks } = await fc.check(fc.asyncProperty(arbitrary, holds), { seed, numRuns: 1 });
  return counterexample === null ? null : { value: counterexample[0], runs: answers.size, steps: numShrinks };
}

/** The value that `shrink` begins with. */
export function valueOfSeed<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (value === undefined) throw new Error('fast-check made no value');
  return value;
}
