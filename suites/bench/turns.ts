/** The order in which sides are measured. */

/** The sides of each round: A B C, C B A, A B C…, so that a drift of the machine's speed meets every side alike. */
export function* inTurns<T>(sides: readonly T[], rounds: number): Generator<T> {
  for (let round = 0; round < rounds; round++) yield* round % 2 === 0 ? sides : sides.toReversed();
}
