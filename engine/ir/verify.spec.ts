import assert from 'node:assert/strict';
import { parseRegion } from './text-parse.ts';
import { assertVerified, verifyRegion } from './verify.ts';

interface Parts {
  readonly blocks: string;
  readonly more?: string;
  readonly reason?: string;
  readonly snapshot?: string;
}

const KEEP = '  frame code 0 unit 0\n    locals Keep\n    stack';

/** A region with one exit and one snapshot, of the blocks given. */
function problems({ blocks, more = '', reason = 'Finished', snapshot = KEEP }: Parts): string[] {
  const exit = `x0 = ${reason} snapshot 0 code 0 unit 0 line 0 ""\nsnapshot 0\n${snapshot}\n`;
  return verifyRegion(parseRegion(`region "r" cells 1\nb0 = Globals {}\nfunction 0 "f" ()\n${blocks}\n${more}${exit}`));
}

const HEAD = 'block 0 "" ()\n  v0: Obj = LoadSlot s0\n  v1: I64 = UnboxI64 v0 !x0\n';
const NATIVE = 'function 1 "g" (v20: I64) -> I64\nblock 0 "" ()\n';

describe('verifier', () => {
  it('accepts a sound region', () => {
    const blocks = `${HEAD}  v2: Obj = BoxI64 v1 !x0\n  CellSwap v2, c0\n  jump 1(v1)\nblock 1 "" (v3: I64)\n  jump 1(v3)`;
    assert.deepEqual(problems({ blocks }), []);
  });

  it('throws with the name of the step before', () => {
    const region = parseRegion('region "r" cells 0\n');
    assert.throws(() => assertVerified(region, 'gvn'), /region r is broken after gvn:\n {2}no function/);
  });

  const broken: readonly (readonly [string, Parts, RegExp])[] = [
    [
      'operands of another rep',
      { blocks: `${HEAD}  v2: I64 = I64And v0, v1\n  exit x0` },
      /I64And takes \(I64, I64\), got \(Obj, I64\)/,
    ],
    ['results of another rep', { blocks: `${HEAD}  v2: F64 = I64And v1, v1\n  exit x0` }, /I64And gives F64, not I64/],
    ['a missing exit', { blocks: `${HEAD}  v2: I64 = I64AddOvf v1, v1\n  exit x0` }, /I64AddOvf needs an exit/],
    ['an exit too many', { blocks: `${HEAD}  v2: I64 = I64And v1, v1 !x0\n  exit x0` }, /I64And has an exit/],
    ['an exit that is none', { blocks: 'block 0 "" ()\n  exit x7' }, /no exit 7/],
    ['a cell that is none', { blocks: 'block 0 "" ()\n  CellClear c1\n  exit x0' }, /no cell 1/],
    ['a binding that is none', { blocks: 'block 0 "" ()\n  v0: Obj = ConstObj b1\n  exit x0' }, /no binding 1/],
    [
      'edges of another shape',
      { blocks: `${HEAD}  jump 1(v0)\nblock 1 "" (v2: I64)\n  exit x0` },
      /edge to 1 takes \(I64\), got \(Obj\)/,
    ],
    ['edges to nowhere', { blocks: `${HEAD}  jump 3()` }, /an edge leads to no block/],
    ['conditions that are none', { blocks: `${HEAD}  branch v1 0() 0()` }, /branch takes \(I1\)/],
    [
      'parameters of the first block',
      { blocks: 'block 0 "" (v0: I64)\n  exit x0' },
      /the first block takes parameters/,
    ],
    [
      'uses before definitions',
      { blocks: 'block 0 "" ()\n  v0: I64 = I64And v1, v1\n  v1: I64 = ConstI64 1\n  exit x0' },
      /does not dominate/,
    ],
    [
      'uses on a way round the definition',
      {
        blocks: `${HEAD}  v2: I1 = I64Eq v1, v1\n  branch v2 1() 2()\nblock 1 "" ()\n  v3: I64 = ConstI64 1\n  jump 2()\nblock 2 "" ()\n  v4: I64 = I64And v3, v3\n  exit x0`,
      },
      /I64And uses v3, whose definition does not dominate/,
    ],
    [
      'snapshot uses before definitions',
      {
        blocks: `${HEAD}  v2: I64 = ConstI64 1\n  exit x0`,
        snapshot: '  frame code 0 unit 0\n    locals v2\n    stack',
      },
      /snapshot of exit 0 uses v2, whose definition does not dominate/,
    ],
    ['returns from the entry', { blocks: `${HEAD}  return v1` }, /returns/],
    [
      'values of another function',
      { blocks: `${HEAD}  exit x0`, more: `${NATIVE}  EnterNative !x0\n  return v1\n` },
      /of another function/,
    ],
    [
      'native functions without EnterNative',
      { blocks: `${HEAD}  exit x0`, more: `${NATIVE}  return v20\n` },
      /first op is not EnterNative/,
    ],
    [
      'slots in native functions',
      { blocks: `${HEAD}  exit x0`, more: `${NATIVE}  EnterNative !x0\n  v21: Obj = LoadSlot s0\n  return v20\n` },
      /no slot 0 here/,
    ],
    [
      'new references that are lost',
      { blocks: `${HEAD}  v2: Obj = Retain v0\n  exit x0` },
      /v2 is a new reference that nothing steals/,
    ],
    [
      'new references that are stolen twice',
      { blocks: `${HEAD}  v2: Obj = Retain v0\n  Release v2\n  Release v2\n  exit x0` },
      /Release steals v2/,
    ],
    ['borrowed values that are stolen', { blocks: `${HEAD}  Release v0\n  exit x0` }, /Release steals v0/],
    [
      'exits that leave a new reference behind',
      { blocks: `${HEAD}  v2: Obj = Retain v0\n  Poll !x0\n  Release v2\n  exit x0` },
      /v2 is a new reference that Poll would leave/,
    ],
    [
      'new lists that are not filled',
      { blocks: `${HEAD}  v2: I64 = ConstI64 1\n  v3: Obj = ListNew v2 !x0\n  CellSwap v3, c0\n  exit x0` },
      /steals the list v3, which has unset items/,
    ],
    [
      'new lists of unknown length',
      { blocks: `${HEAD}  v3: Obj = ListNew v1 !x0\n  CellSwap v3, c0\n  exit x0` },
      /length of the list v3 is no constant/,
    ],
    [
      'kept slots of frames that are not there',
      {
        blocks: `${HEAD}  exit x0`,
        snapshot: `${KEEP.replace('unit 0', 'unit 0 waiting')}\n  frame code 0 unit 0 function b0\n    locals Keep\n    stack`,
      },
      /frame 1 keeps a slot/,
    ],
    [
      'inner frames that wait',
      { blocks: `${HEAD}  exit x0`, snapshot: KEEP.replace('unit 0', 'unit 0 waiting') },
      /frame 0 is waiting/,
    ],
    [
      'frames of callees that do not wait',
      { blocks: `${HEAD}  exit x0`, reason: 'CalleeExit' },
      /frame 0 is not waiting/,
    ],
    [
      'the entered frame with a function',
      { blocks: `${HEAD}  exit x0`, snapshot: KEEP.replace('unit 0', 'unit 0 function b0') },
      /a frame with a function/,
    ],
    [
      'virtuals that are none',
      { blocks: `${HEAD}  exit x0`, snapshot: '  frame code 0 unit 0\n    locals %0\n    stack' },
      /no virtual 0/,
    ],
    [
      'virtuals that contain themselves',
      {
        blocks: `${HEAD}  exit x0`,
        snapshot: `${KEEP}\n  virtual 0 Tuple (%1) into Null\n  virtual 1 Tuple (%0) into Null`,
      },
      /virtual 0 contains itself/,
    ],
    [
      'virtuals of another shape',
      { blocks: `${HEAD}  exit x0`, snapshot: `${KEEP}\n  virtual 0 RangeIter (None) into Null` },
      /has 1 parts/,
    ],
    [
      'virtuals that go nowhere',
      { blocks: `${HEAD}  exit x0`, snapshot: `${KEEP}\n  virtual 0 Tuple () into None` },
      /goes into None/,
    ],
    ['owners of bools', { blocks: `${HEAD}  exit x0`, snapshot: `${KEEP} v0|v0` }, /v0 has an owner and is Obj/],
    ['slots outside targets', { blocks: `${HEAD}  exit x0`, snapshot: `${KEEP} s0` }, /a slot outside the target/],
  ];
  for (const [what, parts, message] of broken) {
    it(`finds ${what}`, () => {
      const found = problems(parts);
      assert.ok(
        found.some((text) => message.test(text)),
        `${message} not in:\n${found.join('\n')}`,
      );
    });
  }
});
