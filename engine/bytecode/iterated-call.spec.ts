import assert from 'node:assert/strict';
import { decode } from './decode.ts';
import { iteratedCall } from './iterated-call.ts';

/**
 *     def f(n):
 *         for i in g(n): pass            # CALL at 7, FOR_ITER at 12
 *         for j in n: pass               # FOR_ITER at 21
 *         return [k for k in g(n)]       # CALL at 34, FOR_ITER at 43
 */
const CODE = [
  ...[149, 0, 91, 1, 0, 0, 0, 0, 0, 0, 0, 0, 85, 0, 53, 1, 0, 0, 0, 0, 0, 0, 19, 0, 72, 3, 0, 0, 110, 1, 77, 5, 0, 0],
  ...[11, 0, 32, 0, 85, 0, 19, 0, 72, 3, 0, 0, 110, 2, 77, 5, 0, 0, 11, 0, 32, 0, 91, 1, 0, 0, 0, 0, 0, 0, 0, 0, 85, 0],
  ...[53, 1, 0, 0, 0, 0, 0, 0, 19, 0, 86, 3, 115, 2, 47, 0, 115, 2, 72, 4, 0, 0, 111, 51, 80, 2, 77, 6, 0, 0, 11, 0],
  ...[32, 0, 115, 2, 110, 3, 36, 0],
];

describe('the call that a loop goes over', () => {
  const instructions = decode(Uint8Array.from(CODE));

  it('is found in front of for loops and comprehensions', () => {
    assert.deepEqual([iteratedCall(instructions, 12), iteratedCall(instructions, 43)], [7, 34]);
  });

  it('is none where something else is gone over, and where there is no loop', () => {
    assert.deepEqual(
      [iteratedCall(instructions, 21), iteratedCall(instructions, 7), iteratedCall(instructions, 99)],
      [null, null, null],
    );
  });
});
