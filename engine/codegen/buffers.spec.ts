/** Every layout of a buffer: asked, read and written by machine code, compared with what CPython reads and writes there. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  BUFFER_CONTAINERS,
  BUFFER_ELEMENTS,
  type BufferContainer,
  type BufferElement,
  canBeWritten,
  elementNumber,
  isFloatElement,
  layoutNumber,
} from '../../traces/format/buffers.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { compileRegion } from '../service/backend.ts';
import { drive } from './testing/python.ts';

const LETTERS: Readonly<Record<BufferElement, string>> = {
  I8: 'b',
  U8: 'B',
  I16: 'h',
  U16: 'H',
  I32: 'i',
  U32: 'I',
  I64: 'q',
  U64: 'Q',
  F32: 'f',
  F64: 'd',
};

/** Slots: buffer, index, value. Exits: 0 no such buffer, 1 index outside, 2 does not fit, 3 the length and the element before and after a store. */
function regionText(container: BufferContainer, element: BufferElement): string {
  const layout = layoutNumber({ container, element });
  const number = elementNumber(element);
  const rep = isFloatElement(element) ? 'F64' : 'I64';
  const fits = rep === 'F64' ? '' : `  v11: I1 = I64Fits v6, ${number}\n  Guard v11 !x2\n`;
  const store = canBeWritten(container) ? `${fits}  BufferStore${rep} v7, v9, v6, ${number}\n` : '';
  return `region "${container} ${element}" cells 0
function 0 "entry" ()
block 0 "f@0" ()
  v0: Obj = LoadSlot s0
  v1: Obj = LoadSlot s1
  v2: Obj = LoadSlot s2
  v3: I1 = IsBuffer v0, ${layout}
  Guard v3 !x0
  v5: I64 = UnboxI64 v1 !x0
  v6: ${rep} = Unbox${rep} v2 !x0
  v7: I64 = BufferData v0, ${layout}
  v8: I64 = BufferLen v0, ${layout}
  v9: I64 = IndexWrap v5, v8 !x1
  v10: ${rep} = BufferLoad${rep} v7, v9, ${number}
${store}  v12: ${rep} = BufferLoad${rep} v7, v9, ${number}
  exit x3
x0 = EntryGuard snapshot 0 code 0 unit 0 line 1 ""
x1 = IndexOutOfRange snapshot 0 code 0 unit 0 line 1 ""
x2 = IntOverflow snapshot 0 code 0 unit 0 line 1 ""
x3 = Finished snapshot 1 code 0 unit 0 line 1 ""
snapshot 0
  frame code 0 unit 0
    locals Keep
    stack
snapshot 1
  frame code 0 unit 0
    locals v8, v10, v12
    stack
`;
}

const VALUES = [
  0,
  1,
  -1,
  127,
  128,
  -128,
  -129,
  255,
  256,
  2 ** 15,
  -(2 ** 15) - 1,
  65535,
  65536,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
]
  .map(String)
  .concat('2**62', '2**63 - 1', '-2**63');
const FLOATS = ['0.0', '-0.0', '0.1', '1e300', '-1e39', '16777217.0', '5e-324', 'inf', 'nan'];

/** Other values that are no such buffer: exit 0. */
const OTHERS =
  '[array.array(t, [1]) for t in "bBhHiIqQfd"] + [bytearray(4), b"abcd", memoryview(bytearray(4)), memoryview(b"abcd"), [1], None, memoryview(bytearray(8))[::2], memoryview(bytearray(8)).cast("B", (2, 4)), memoryview(bytes(8)).cast("h", (2, 2)), memoryview(bytearray(8)).cast("B", (2, 2, 2)), released, type("Sub", (array.array,), {})("d", [1.0]), type("Sub", (bytearray,), {})(b"x")]';

function made(container: BufferContainer, letter: string): string {
  const array = `array.array("${letter}", numbers)`;
  switch (container) {
    case 'Array':
      return array;
    case 'ByteArray':
      return 'bytearray(numbers)';
    case 'Bytes':
      return 'bytes(numbers)';
    case 'MemoryView':
      return `memoryview(${array})`;
    case 'ReadOnlyView':
      return `memoryview(${array}).toreadonly()`;
    case 'Grid':
      return `memoryview(${array}).cast("B").cast("${letter}", (3, 1))`;
    case 'ReadOnlyGrid':
      return `memoryview(${array}).cast("B").cast("${letter}", (3, 1)).toreadonly()`;
  }
}

const SETUP = `import array
released = memoryview(b"x"); released.release()
bits = lambda x: struct.unpack("q", struct.pack("d", x))[0] if isinstance(x, float) else x - 2**64 if x >= 2**63 else x
def second(b):
    return b[1, 0] if getattr(b, "ndim", 1) == 2 else b[1]
`;

interface Run {
  readonly setup: string;
  readonly check: string;
}

function runsOf(container: BufferContainer, element: BufferElement): Run[] {
  const float = isFloatElement(element);
  const letter = LETTERS[element];
  const numbers = float ? '[0.5, -2.25, 3.0]' : element.startsWith('U') ? '[1, 200, 3]' : '[1, -100, 3]';
  const start = `${SETUP}numbers = ${numbers}\nb = ${made(container, letter)}\n`;
  const runs = (float ? FLOATS : VALUES).flatMap((value) => [
    {
      setup: `${start}v = ${value}; operands = (b, -2, v)`,
      check: canBeWritten(container)
        ? storeCheck(letter, float)
        : 'number == 3 and record == [3, bits(numbers[1]), bits(numbers[1]), 3]',
    },
  ]);
  runs.push({ setup: `${start}operands = (b, 3, numbers[0])`, check: 'number == 1' });
  runs.push({ setup: `${start}operands = (b, -4, numbers[0])`, check: 'number == 1' });
  const mine = `[x for x in ${OTHERS} if not (type(x) is type(b) and getattr(x, "typecode", 0) == getattr(b, "typecode", 0) and (type(x) is not memoryview or x is not released and x.ndim == b.ndim and x.c_contiguous and x.format == b.format and x.readonly == b.readonly))]`;
  runs.push({
    setup: `${start}others = ${mine}\nleft = [x for x in others if machine.run(entry, (x, 0, numbers[0])) != 0]\noperands = (None, 0, numbers[0])`,
    check: 'number == 0 and len(others) > 8 and not left',
  });
  return runs;
}

/** The same store by Python: it raises, or the buffer and the record agree. */
function storeCheck(letter: string, float: boolean): string {
  const made = `array.array("${letter}", [v])[0]`;
  if (float)
    return `number == 3 and record[:2] == [3, bits(numbers[1])] and (record[2] == bits(second(b)) == bits(${made}) or v != v != second(b))`;
  const range = `{"b": (-128, 127), "B": (0, 255), "h": (-2**15, 2**15 - 1), "H": (0, 2**16 - 1), "i": (-2**31, 2**31 - 1), "I": (0, 2**32 - 1), "q": (-2**63, 2**63 - 1), "Q": (0, 2**64 - 1)}["${letter}"]`;
  return `(number == 3 and record == [3, numbers[1], v, 3] and second(b) == v) if ${range}[0] <= v <= ${range}[1] else (number == 2 and second(b) == numbers[1])`;
}

describe('buffers in machine code against CPython', function () {
  this.timeout(120_000);
  const layouts = BUFFER_CONTAINERS.flatMap((container) => {
    const bytes = container === 'ByteArray' || container === 'Bytes';
    return BUFFER_ELEMENTS.filter((element) => !bytes || element === 'U8').map((element) => ({ container, element }));
  });
  let outcomes: Record<string, string[]> = {};

  before(async () => {
    const makeRows = (folder: string) =>
      Promise.all(
        layouts.map(async ({ container, element }) => {
          const name = `${container} ${element}`;
          const region = parseRegion(regionText(container, element));
          const { soPath } = await compileRegion(region, { soPath: join(folder, `${name}.so`), verify: true });
          return { name, so: soPath, runs: runsOf(container, element) };
        }),
      );
    outcomes = (await drive('drive_regions.py', makeRows)) as Record<string, string[]>;
  });

  for (const { container, element } of layouts)
    it(`${container} of ${element}`, () => assert.deepEqual(outcomes[`${container} ${element}`], []));
});
