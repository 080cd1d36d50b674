/** From the head of a `for` loop back to the call that it goes over. */
import type { Instruction, OpcodeName } from './decode.ts';

/** What a comprehension does between taking the iterator and its loop. */
const SET_UP = new Set<OpcodeName>(['LOAD_FAST_AND_CLEAR', 'SWAP', 'COPY', 'BUILD_LIST', 'BUILD_SET', 'BUILD_MAP']);

/**
 * Unit of the CALL in `for … in f(…)` and in comprehensions, for the loop whose header (FOR_ITER) starts at `header`; null
 * when the loop goes over something else.
 */
export function iteratedCall(instructions: readonly Instruction[], header: number): number | null {
  let at = instructions.findIndex(({ op, start }) => op === 'FOR_ITER' && start === header) - 1;
  while (SET_UP.has(instructions[at]?.op ?? 'NOP')) at -= 1;
  const [call, iterates] = [instructions[at - 1], instructions[at]];
  return call?.op === 'CALL' && iterates?.op === 'GET_ITER' ? call.unit : null;
}
