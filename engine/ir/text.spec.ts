import assert from 'node:assert/strict';
import { floatText, printRegion } from './text.ts';
import { parseRegion } from './text-parse.ts';

/** One of everything. */
const EVERYTHING = `region "a \\"b\\" # c" cells 2
b0 = Global {"name":"n","expect":{"kind":"Function","name":"f{}","module":"m","code":1,"namespace":0,"defaults":[3],"closure":[],"self":"Null"},"expectHash":"ab"}
b1 = Const {"parent":0,"path":[1,2]}
loop code 0 unit 12 line 7 Exact
loop code 1 unit 3 line 9 Asked prange
verdict code 1 unit 3 line 9 Asked prange Dependence "reads \\"a\\"[i-1]"
function 0 "entry" ()
block 0 "f@12" ()
  v0: Obj = LoadSlot s2
  v1: I64 = UnboxI64 v0 !x0 @7
  v2: I64 = ConstI64 -9223372036854775808
  v3: F64 = ConstF64 -0.0
  v4: F64 = ConstF64 1e+300
  v5: I1 = ConstI1 false
  v6: Obj = ConstObj b0 # n
  v7: Obj = Retain v6
  CellSwap v7, c1
  v8: I64 = CallNative v1, f1 !x1
  Poll !x0
  branch v5 1(v1, v0) 2() likely else
block 1 "" (v9: I64, v10: Obj)
  jump 1(v9, v10)
block 2 "f@20" ()
  exit x1
function 1 "fib" (v11: I64) -> I64
block 0 "f@0" ()
  EnterNative !x1
  return v11
x0 = EntryGuard snapshot 0 code 0 unit 12 line 7 "i"
x1 = CalleeExit snapshot 1 code 0 unit 20 line 9 ""
snapshot 0
  frame code 0 unit 12
    locals Keep, Null, None, True, False
    stack
snapshot 1
  frame code 0 unit 20
    locals v0|v1, %0, v10
    stack b0
  frame code 1 unit 3 function b0 waiting
    locals
    stack v1
  virtual 0 RangeIter (v1, v2, v1) into s2
  virtual 1 Tuple (%0, v3) into Null
  name b0 b1 = v3
`;

describe('text form of regions', () => {
  it('reads back what it prints', () => {
    assert.equal(printRegion(parseRegion(EVERYTHING)), EVERYTHING);
  });

  it('gives a value one object, defined before or after its uses', () => {
    const region = parseRegion(EVERYTHING);
    const block = region.functions[0]?.blocks[1];
    const end = block?.end.kind === 'jump' ? block.end.edge.args : [];
    assert.deepEqual(end, block?.params);
    assert.equal(end[0], block?.params[0]);
    assert.equal(region.nextValue, 12);
  });

  it('numbers values in the order of the text', () => {
    const renamed = EVERYTHING.replace(/\bv(\d+)\b/g, (_, n: string) => `v${Number(n) * 3 + 40}`);
    assert.equal(printRegion(parseRegion(renamed)), EVERYTHING);
  });

  it('writes floats so that they read back the same', () => {
    for (const [value, text] of [
      [0, '0.0'],
      [-0, '-0.0'],
      [Number.NaN, 'nan'],
      [-1 / 0, '-inf'],
      [0.1, '0.1'],
      [5e-324, '5e-324'],
      [1e21, '1e+21'],
    ] as const) {
      assert.equal(floatText(value), text);
      const line = `  v0: F64 = ConstF64 ${text}`;
      const region = parseRegion(`region "r" cells 0\nfunction 0 "f" ()\nblock 0 "" ()\n${line}\n  exit x0\n`);
      assert.ok(Object.is(region.functions[0]?.blocks[0]?.ops[0]?.imm?.value, value), text);
    }
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['an op that is none', '  v0: I64 = Frobnicate', /line 4: no op Frobnicate/],
    ['a value that is not defined', '  Guard v9 !x0', /line 4: v9 is not defined/],
    ['a value defined twice', '  v0: I64 = ConstI64 1\n  v0: I64 = ConstI64 1', /line 5: v0 is defined twice/],
    ['an immediate of another kind', '  v0: I64 = ConstI64 1.5', /expected an integer, found 1.5/],
    ['an immediate too many', '  Poll s1 !x0', /Poll takes no immediate/],
    ['something after the end of the block', '  exit x0\n  exit x0', /line 5: the block has ended/],
    ['something after the end of the line', '  exit x0 x1', /unexpected x1/],
    ['a number out of order', 'block 2 "" ()', /expected block 1/],
    ['a character of no token', '  exit $', /line 4: cannot read/],
    ['an exit reason that is none', 'x0 = Bored snapshot 0 code 0 unit 0 line 0 ""', /no exit reason Bored/],
  ];
  for (const [what, lines, message] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseRegion(`region "r" cells 0\nfunction 0 "f" ()\nblock 0 "" ()\n${lines}\n`), message);
    });
  }
});
