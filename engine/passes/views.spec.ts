/** Views in the evaluator, which copies a matrix when it is first asked for: a write nobody told of would show. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeOutcome } from '../eval/describe.ts';
import { evaluate, type World } from '../eval/machine.ts';
import type { PyObject, Slot } from '../eval/objects.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { views } from './views.ts';

const int = (value: number): PyObject => ({ kind: 'int', value: BigInt(value) });
const list = (...items: Slot[]): PyObject => ({ kind: 'list', items });
const floats = (...values: number[]): PyObject => list(...values.map((value): PyObject => ({ kind: 'float', value })));

/** The worlds are made anew for each run: it may change their lists. */
const WORLDS: Record<string, () => readonly Slot[]> = {
  'a matrix': () => [list(floats(1, 2), floats(3, 4), floats(5, 6), floats(7, 8)), int(4), int(1), floats(0)],
  'a column from the end': () => [list(floats(1, 2), floats(3, 4), floats(5, 6)), int(3), int(-1), floats(0)],
  'a column that is not there': () => [list(floats(1, 2), floats(3, 4)), int(2), int(2), floats(0)],
  'too few rows': () => [list(floats(1, 2), floats(3, 4), floats(5, 6)), int(4), int(0), floats(0)],
  'a shorter row': () => [list(floats(1, 2), floats(3, 4), floats(5)), int(3), int(1), floats(0)],
  'an int in it': () => [list(floats(1, 2), floats(3, 4), list(int(5), int(6))), int(3), int(1), floats(0)],
  'a row twice': () => {
    const row = floats(1, 2);
    return [list(row, row, floats(3, 4)), int(3), int(1), row];
  },
};

describe('views in the evaluator', () => {
  const text = readFileSync('engine/passes/golden/views/column-sum.ir', 'utf8').split('--- after\n')[0] ?? '';
  const run = (pass: boolean, given: readonly Slot[]): string => {
    const slots = [...given, null, null];
    const region = parseRegion(text);
    if (pass) assert.equal(views.run(region), 1);
    const world: World = { slots, bindings: [], fuel: 1000, depth: 10, polls: 10, forced: null };
    const outcome = describeOutcome(region, world, evaluate(region, world));
    // An exit of the copy goes to the start of the round, where the operand stack has less.
    return outcome.replace(/entered 0@\d+/, '').replace(/ stack .*/, '');
  };
  for (const [name, slots] of Object.entries(WORLDS))
    it(`give the same sum: ${name}`, () => assert.equal(run(true, slots()), run(false, slots())));
});
