import assert from 'node:assert/strict';
import type { ExitId } from '../base/ids.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { verifyRegion } from '../ir/verify.ts';
import { describeOutcome } from './describe.ts';
import { evaluate, OutOfFuel, type World } from './machine.ts';
import type { PyObject, Slot } from './objects.ts';

function worldWith(slots: Slot[], more: Partial<World> = {}): World {
  return { slots, bindings: [{ kind: 'function', name: 'f' }], fuel: 1000, depth: 3, polls: 5, forced: null, ...more };
}

function outcomeOf(text: string, world: World): string {
  const region = parseRegion(text);
  assert.deepEqual(verifyRegion(region), []);
  return describeOutcome(region, world, evaluate(region, world));
}

/** Counts the iterator in slot 1 down to nothing. */
const LOOP = `region "loop" cells 0
b0 = Globals {}
function 0 "entry" ()
block 0 "" ()
  v0: Obj = LoadSlot s0
  v1: Obj = LoadSlot s1
  v2: I1 = IsRangeIter v1
  Guard v2 !x0
  v3: I64 = RangeIterNext v1
  v4: I64 = RangeIterLen v1
  v5: I64 = RangeIterStep v1
  v6: I64 = ConstI64 0
  v7: I64 = ConstI64 1
  jump 1(v6, v3, v4)
block 1 "" (v8: I64, v9: I64, v10: I64)
  Poll !x1
  v11: I1 = I64Gt v10, v6
  branch v11 2() 3()
block 2 "" ()
  v12: I64 = I64AddOvf v8, v9 !x1
  v13: I64 = I64Add v9, v5
  v14: I64 = I64Sub v10, v7
  jump 1(v12, v13, v14)
block 3 "" ()
  exit x2
x0 = EntryGuard snapshot 0 code 0 unit 1 line 0 ""
x1 = Poll snapshot 1 code 0 unit 2 line 0 ""
x2 = Finished snapshot 1 code 0 unit 9 line 0 ""
snapshot 0
  frame code 0 unit 1
    locals Keep, Keep
    stack
snapshot 1
  frame code 0 unit 2
    locals v8, Keep
    stack %0, %0, v0
  virtual 0 RangeIter (v9, v10, v5) into s1
  name b0 b0 = v8
`;

const rangeIter = (): PyObject => ({ kind: 'rangeIter', next: 1n, remaining: 3n, step: 2n });

/** Calls itself until its argument is 0; leaves there with a division by zero. */
const NATIVE = `region "native" cells 0
b0 = Globals {}
function 0 "entry" ()
block 0 "" ()
  v0: Obj = LoadSlot s0
  v1: I64 = UnboxI64 v0 !x0
  v2: I64 = CallNative v1, f1 !x1
  exit x2
function 1 "down" (v3: I64) -> I64
block 0 "" ()
  EnterNative !x5
  v4: I64 = ConstI64 1
  v5: I64 = I64FloorDiv v4, v3 !x3
  v6: I64 = ConstI64 7
  v7: I1 = I64Gt v3, v6
  branch v7 1() 2()
block 1 "" ()
  return v3
block 2 "" ()
  v8: I64 = I64SubOvf v3, v4 !x3
  v9: I64 = CallNative v8, f1 !x4
  return v9
x0 = EntryGuard snapshot 0 code 0 unit 1 line 0 ""
x1 = CalleeExit snapshot 1 code 0 unit 2 line 0 ""
x2 = Finished snapshot 2 code 0 unit 3 line 0 ""
x3 = DivisionByZero snapshot 3 code 1 unit 4 line 0 ""
x4 = CalleeExit snapshot 4 code 1 unit 5 line 0 ""
x5 = RecursionLimit snapshot 3 code 1 unit 0 line 0 ""
snapshot 0
  frame code 0 unit 1
    locals Keep
    stack
snapshot 1
  frame code 0 unit 2 waiting
    locals Keep
    stack
snapshot 2
  frame code 0 unit 3
    locals v2
    stack
snapshot 3
  frame code 1 unit 4 function b0
    locals v3
    stack
snapshot 4
  frame code 1 unit 5 function b0 waiting
    locals v3
    stack
`;

const int = (value: bigint): PyObject => ({ kind: 'int', value });

describe('evaluator', () => {
  it('runs a loop and brings the iterator up to date in place', () => {
    const iterator = rangeIter();
    const outcome = outcomeOf(LOOP, worldWith([{ kind: 'str', value: 's' }, iterator]));
    assert.equal(
      outcome,
      'Finished 0@9 \nframe entered 0@2 locals [9, #0=rangeIter(7, 0, 2)] stack [#0, #0, #1="s"]\n' +
        'name 0.0 = 9\nheap [#1, #0] [#2=function f]',
    );
    assert.deepEqual(iterator, { kind: 'rangeIter', next: 7n, remaining: 0n, step: 2n });
  });

  it('leaves at a poll, at a failed guard, and where an exit is forced', () => {
    const slots = () => [{ kind: 'str', value: 's' } as const, rangeIter()];
    assert.match(
      outcomeOf(LOOP, worldWith(slots(), { polls: 2 })),
      /^Poll .*\n.*locals \[4, #0=rangeIter\(5, 1, 2\)\]/,
    );
    assert.match(outcomeOf(LOOP, worldWith([null, null])), /^EntryGuard .*\n.*locals \[NULL, NULL\]/);
    const forced = (passes: number) => worldWith(slots(), { forced: { exit: 1 as ExitId, passes } });
    assert.match(outcomeOf(LOOP, forced(0)), /^Poll .*\n.*locals \[0, /);
    assert.match(outcomeOf(LOOP, forced(2)), /^Poll .*\n.*locals \[1, /);
  });

  it('stops when the fuel is out', () => {
    assert.throws(() => outcomeOf(LOOP, worldWith([null, rangeIter()], { fuel: 2 })), OutOfFuel);
  });

  it('returns from native calls', () => {
    assert.match(outcomeOf(NATIVE, worldWith([int(8n)])), /^Finished 0@3 \nframe entered 0@3 locals \[8\]/);
  });

  it('puts the frames of native calls that left in order, outermost first', () => {
    const outcome = outcomeOf(NATIVE, worldWith([int(1n)]));
    assert.equal(
      outcome,
      'DivisionByZero 1@4 \nCalleeExit 1@5 \nCalleeExit 0@2 \nframe entered 0@2 waiting locals [#0=1] stack []\n' +
        'frame 0 1@5 waiting locals [1] stack []\nframe 0 1@4 locals [0] stack []\nheap [#0] [#1=function f]',
    );
  });

  it('leaves where the recursion limit is near', () => {
    assert.match(outcomeOf(NATIVE, worldWith([int(7n)], { depth: 2 })), /^RecursionLimit 1@0 \nCalleeExit/);
  });
});
