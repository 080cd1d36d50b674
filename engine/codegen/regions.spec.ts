import assert from 'node:assert/strict';
import { join } from 'node:path';
import { parseRegion } from '../ir/text-parse.ts';
import { compileRegion } from '../service/backend.ts';
import { drive } from './testing/python.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  /** Statements before a run, and what must hold after it (testing/drive_regions.py). */
  readonly runs: readonly (readonly [setup: string, check: string])[];
}

const WORDS = [
  0n,
  -1n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const constants = WORDS.map((word, k) => `  v${k}: I64 = ConstI64 ${word}`).join('\n');

/** One snapshot of the entered frame with these locals for each exit. */
const exits = (...rows: [reason: string, locals: string][]): string => {
  const heads = rows.map(([reason], k) => `x${k} = ${reason} snapshot ${k} code 0 unit 0 line 1 ""`);
  const bodies = rows.map(([, locals], k) => `snapshot ${k}\n  frame code 0 unit 0\n    locals ${locals}\n    stack`);
  return [...heads, ...bodies].join('\n');
};

const FIB = `region "fib" cells 0
function 0 "entry" ()
block 0 "f@0" ()
  v0: Obj = LoadSlot s0
  v1: I64 = UnboxI64 v0 !x0
  v2: I64 = CallNative f1, v1 !x1
  exit x2
function 1 "fib" (v3: I64) -> I64
block 0 "f@0" ()
  EnterNative !x3
  v4: I64 = ConstI64 2
  v5: I64 = ConstI64 1
  v6: I1 = I64Lt v3, v4
  branch v6 1() 2()
block 1 "f@8" ()
  return v3
block 2 "f@9" ()
  v7: I64 = I64SubOvf v3, v5 !x4
  v8: I64 = CallNative f1, v7 !x5
  v9: I64 = I64SubOvf v3, v4 !x4
  v10: I64 = CallNative f1, v9 !x6
  v11: I64 = I64AddOvf v8, v10 !x4
  return v11
${exits(['EntryGuard', 'Keep'], ['CalleeExit', 'Keep'], ['Finished', 'v2'], ['RecursionLimit', 'v3'], ['IntOverflow', 'v3'], ['CalleeExit', 'v3'], ['CalleeExit', 'v8'])}
`;

const entry = (cells: number, body: string, tail: string): string =>
  `region "r" cells ${cells}\nfunction 0 "entry" ()\nblock 0 "f@0" ()\n${body}\n${tail}\n`;

const CASES: readonly Case[] = [
  {
    name: 'constants of every size, and the order of the words',
    text: entry(
      0,
      `${constants}\n  v20: F64 = ConstF64 -0.0\n  v21: F64 = ConstF64 nan\n  v22: I1 = ConstI1 true\n  exit x0`,
      exits(['Finished', `v8, v20, v22, ${WORDS.map((_, k) => `v${k}`).join(', ')}`]),
    ),
    runs: [['pass', `record == [-2**63, -2**63, 1, ${WORDS.slice(0, -1).join(', ')}, 0]`]],
  },
  {
    name: 'native calls: results, and records of a recursion that is cut short, innermost first',
    text: FIB,
    runs: [
      ['operands = (20,)', 'number == 2 and record == [6765, 2]'],
      ['operands = ("x",)', 'number == 0 and record == [0]'],
      ['operands = (5,); depth = 3', 'number == 1 and record == [2, 3, 3, 5, 4, 5, 5, 5, 1]'],
      ['operands = (5,); stack_limit = 2**63 - 1', 'number == 1 and record == [5, 3, 1]'],
      // 64 words hold 32 records of two words: 30 calls, the one that is refused, and the entry's.
      ['operands = (50,); depth = 1000', 'number == 1 and record[0] == 20 and len(record) == 31 * 2 + 1'],
    ],
  },
  {
    name: 'a poll leaves once the breaker differs',
    text: entry(0, '  Poll !x0\n  exit x1', exits(['Poll', 'Keep'], ['Finished', 'Keep'])),
    runs: [
      ['pass', 'number == 1'],
      ['breaker = 0', 'number == 1'],
    ],
  },
  {
    name: 'objects of bindings, NULL, identity',
    text: `region "r" cells 0\nb0 = Name {"name":"x"}\nb1 = Name {"name":"y"}\nfunction 0 "entry" ()\nblock 0 "f@0" ()\n  v0: Obj = ConstObj b0\n  v1: Obj = ConstObj b1\n  v2: Obj = ConstNull\n  v3: I1 = ObjIs v0, v1\n  v4: I1 = NotNull v2\n  exit x0\n${exits(['Finished', 'v0, v1, v3, v4'])}\n`,
    runs: [
      ['objects = ([], {})', 'record == [id(objects[0]), id(objects[1]), 0, 0, 0]'],
      ['objects = ([],) * 2', 'record[2] == 1'],
    ],
  },
  {
    name: 'two edges of a branch to one block with different arguments',
    text: `region "r" cells 0\nfunction 0 "entry" ()\nblock 0 "f@0" ()\n  v0: Obj = LoadSlot s0\n  v1: I1 = UnboxI1 v0 !x0\n  v2: I64 = ConstI64 5\n  v3: I64 = ConstI64 7\n  branch v1 1(v2) 1(v3)\nblock 1 "f@1" (v4: I64)\n  exit x1\n${exits(['EntryGuard', 'Keep'], ['Finished', 'v4'])}\n`,
    runs: [
      ['operands = (True,)', 'record == [5, 1]'],
      ['operands = (False,)', 'record == [7, 1]'],
    ],
  },
  {
    name: 'a reference taken from a slot, put into a cell, dropped from there',
    text: entry(
      1,
      '  v0: Obj = TakeSlot s0\n  CellSwap v0, c0\n  v1: Obj = LoadSlot s1\n  v2: Obj = Retain v1\n  CellSwap v2, c0\n  CellClear c0\n  v3: Obj = Retain v1\n  Release v3\n  v4: Obj = ConstNull\n  Release v4\n  exit x0',
      exits(['Finished', 'Keep']),
    ),
    runs: [
      [
        'a, b = [1], [2]; operands = (a, b); pythonapi = ctypes.pythonapi; pythonapi.Py_IncRef(ctypes.py_object(a)); counts = sys.getrefcount(a), sys.getrefcount(b)',
        'machine.slots[0] is None and not machine.cells[0] and (sys.getrefcount(a), sys.getrefcount(b)) == (counts[0] - 1, counts[1])',
      ],
    ],
  },
  {
    name: 'what may be dropped without running Python code',
    text: entry(
      0,
      '  v0: Obj = LoadSlot s0\n  v1: I64 = ConstI64 0\n  v2: Obj = ListItem v0, v1\n  v3: I1 = ReleaseOk v2\n  v4: I1 = RefcountIsOne v2\n  exit x0',
      exits(['Finished', 'v3, v4']),
    ),
    runs: [
      ['operands = ([object()],)', 'record == [0, 1, 0]'],
      ['x = object(); operands = ([x],)', 'record == [1, 0, 0]'],
      ['operands = ([None],)', 'record == [1, 0, 0]'],
      ['operands = ([float("1.5")],)', 'record == [1, 1, 0]'],
      ['operands = ([[1, float("2"), [str(3), (None, float("4"))]]],)', 'record == [1, 1, 0]'],
      ['operands = ([[[1, [object()]]]],)', 'record == [0, 1, 0]'],
      ['operands = ([[[[[[[[]]]]]]]],)', 'record == [0, 1, 0]'],
      ['operands = ([[float("2")] * 200000],)', 'record == [0, 1, 0]'],
      ['operands = ([{}],)', 'record == [0, 1, 0]'],
      ['operands = ([type("Sub", (float,), {})(1.5)],)', 'record == [0, 1, 0]'],
    ],
  },
  {
    name: 'views: made when it pays, kept right by stores of floats, ended by other changes',
    text: `region "r" cells 0\nfunction 0 "entry" ()
block 0 "f@0" ()
  v0: Obj = LoadSlot s0
  v1: Obj = LoadSlot s1
  v2: Obj = LoadSlot s2
  v3: I64 = UnboxI64 v2 !x0
  v4: I64 = ConstI64 0
  v5: I64 = ConstI64 1
  v6: F64 = ConstF64 7.5
  v7: I64 = MatrixView v0, v3, 1
  v8: I64 = ViewColumns 1
  v9: I1 = I64Ne v7, v4
  branch v9 1() 2()
block 1 "f@1" ()
  v10: F64 = ViewLoadF64 v7, v8, v5, v4
  ViewStore v1, v4, v6
  v11: F64 = ViewLoadF64 v7, v8, v5, v4
  v12: I64 = MatrixView v0, v4, 1
  v13: I1 = I64Eq v7, v12
  ViewDrop v1
  v14: I64 = MatrixView v0, v3, 1
  v15: I1 = I64Eq v14, v4
  exit x1
block 2 "f@2" ()
  exit x2
${exits(['EntryGuard', 'Keep'], ['Finished', 'v8, v10, v11, v13, v15'], ['Finished', 'v8'])}
`,
    runs: [
      // the second row; another list; too few reads; ragged; an int; a row twice; no rows; no list; empty rows
      [
        'b = [[1.5, 2.5], [3.5, 4.5], [0.0, 1.0]]; operands = (b, b[1], 6); bits = lambda x: struct.unpack("q", struct.pack("d", x))[0]',
        'record == [2, bits(3.5), bits(7.5), 1, 1, 1]',
      ],
      [
        'b = [[1.5, 2.5], [3.5, 4.5]]; operands = (b, [1.0], 12); bits = lambda x: struct.unpack("q", struct.pack("d", x))[0]',
        'record == [2, bits(3.5), bits(3.5), 1, 0, 1]',
      ],
      ['b = [[1.5, 2.5], [3.5, 4.5]]; operands = (b, b, 3)', 'record == [0, 2]'],
      ['b = [[1.5, 2.5], [3.5]]; operands = (b, b, 9)', 'number == 2'],
      ['b = [[1.5, 2.5], [3.5, 4]]; operands = (b, b, 9)', 'number == 2'],
      ['b = [[1.5, 2.5]] * 2; operands = (b, b, 9)', 'number == 2'],
      ['operands = ([], [], 9)', 'number == 2'],
      ['operands = ([1.5], [], 9)', 'number == 2'],
      ['operands = ([[], []], [], 9)', 'number == 2'],
    ],
  },
  {
    name: 'a new list, filled',
    text: entry(
      1,
      '  v0: Obj = LoadSlot s0\n  v1: I64 = UnboxI64 v0 !x0\n  v2: Obj = ListNew v1 !x1\n  v3: I64 = ConstI64 0\n  v4: Obj = Retain v0\n  ListInit v2, v3, v4\n  CellSwap v2, c0\n  exit x2',
      exits(['EntryGuard', 'Keep'], ['NoMemory', 'Keep'], ['Finished', 'Keep']),
    ),
    runs: [
      ['operands = (1,)', 'number == 2 and machine.result("Obj", True) == [1]'],
      ['operands = (-1,)', 'number == 1'],
      ['operands = (2**62,)', 'number == 1'],
    ],
  },
];

describe('regions in machine code', function () {
  this.timeout(60_000);
  let outcomes: Record<string, string[]> = {};

  before(async () => {
    const compile = async (folder: string, { name, text, runs }: Case, k: number): Promise<object> => {
      const options = { soPath: join(folder, `${k}.so`), verify: true };
      const { soPath } = await compileRegion(parseRegion(text), options);
      return { name, so: soPath, runs: runs.map(([setup, check]) => ({ setup, check })) };
    };
    const makeRows = (folder: string) => Promise.all(CASES.map((one, k) => compile(folder, one, k)));
    outcomes = (await drive('drive_regions.py', makeRows)) as Record<string, string[]>;
  });

  for (const { name } of CASES) it(name, () => assert.deepEqual(outcomes[name], []));
});
