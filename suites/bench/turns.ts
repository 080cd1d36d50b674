/** The order in which sides are measured, and the rounds in which they take turns. */
import type { Measured } from './session.ts';

/** One side of a comparison, ready to be measured. */
export interface Side {
  readonly name: string;
  readonly measure: () => Promise<Measured>;
}

/** By side. */
export interface Rounds {
  /** In milliseconds, one sample for each round: the median call of the round. */
  readonly samples: ReadonlyMap<string, readonly number[]>;
  /** What `run(n)` gave. */
  readonly results: ReadonlyMap<string, string>;
}

/** The sides of each round: A B C, C B A, A B C…, so that a drift of the machine's speed meets every side alike. */
export function* inTurns<T>(sides: readonly T[], rounds: number): Generator<T> {
  for (let round = 0; round < rounds; round++) yield* round % 2 === 0 ? sides : sides.toReversed();
}

/** Measures all sides, round by round, one at work at a time. */
export async function measureInTurns(sides: readonly Side[], rounds: number): Promise<Rounds> {
  const samples = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  const results = new Map<string, string>();
  for (const { name, measure } of inTurns(sides, rounds)) {
    const { ns, result } = await measure();
    const [sample] = [...ns].sort((a, b) => a - b).slice(Math.floor(ns.length / 2));
    samples.get(name)?.push((sample ?? Number.NaN) / 1e6);
    results.set(name, result);
  }
  return { samples, results };
}

/** Sides whose result is another one than that of `oracle`. C prints 17 digits where Python prints the shortest: compared as numbers. */
export function differing(results: ReadonlyMap<string, string>, oracle: string): string[] {
  const expected = results.get(oracle);
  return [...results]
    .filter(([, result]) => result !== expected && Number(result) !== Number(expected))
    .map(([name]) => name);
}
