import assert from 'node:assert/strict';
import { BUFFER_ELEMENTS, elementNumber, layoutNumber } from '../../traces/format/buffers.ts';
import type { OpName } from '../ir/ops.ts';
import { emptyRegion, type Op } from '../ir/region.ts';
import { BUFFER_OPS } from './buffers.ts';
import { Machine } from './machine.ts';
import type { BufferObject, PyObject } from './objects.ts';
import type { Operand } from './operand.ts';

const region = emptyRegion('');
const world = { slots: [], bindings: [], fuel: 0, depth: 0, polls: 0, forced: null };

function array(element: BufferObject['element'], bytes: ArrayBuffer): BufferObject {
  return { kind: 'buffer', container: 'Array', element, memory: new DataView(bytes) };
}

describe('buffers in the evaluator', () => {
  const machine = new Machine(region, world);
  const run = (name: keyof typeof BUFFER_OPS, args: readonly Operand[], number: number) => {
    const op: Op = {
      op: name satisfies OpName,
      args: [],
      imm: { kind: 'int', value: BigInt(number) },
      result: null,
      exit: null,
      line: 0,
    };
    return BUFFER_OPS[name](args, op, machine);
  };
  const address = (buffer: BufferObject) => run('BufferData', [buffer], layoutNumber(buffer)) as Operand;

  it('reads back what fits, and refuses what does not, for each element', () => {
    const fitting: readonly (readonly [string, readonly bigint[], readonly bigint[]])[] = [
      ['I8', [-128n, 127n], [-129n, 128n]],
      ['U8', [0n, 255n], [-1n, 256n]],
      ['I16', [-32768n, 32767n], [-32769n, 32768n]],
      ['U16', [0n, 65535n], [-1n, 65536n]],
      ['I32', [-(2n ** 31n), 2n ** 31n - 1n], [-(2n ** 31n) - 1n, 2n ** 31n]],
      ['U32', [0n, 2n ** 32n - 1n], [-1n, 2n ** 32n]],
      ['I64', [-(2n ** 63n), 2n ** 63n - 1n], []],
      ['U64', [0n, 2n ** 63n - 1n], [-1n]],
    ];
    for (const [name, inside, outside] of fitting) {
      const element = BUFFER_ELEMENTS.find((one) => one === name) ?? assert.fail(name);
      const number = elementNumber(element);
      const place = address(array(element, new ArrayBuffer(24)));
      for (const value of inside) {
        assert.equal(run('I64Fits', [value], number), true);
        run('BufferStoreI64', [place, 2n, value], number);
        assert.equal(run('BufferLoadI64', [place, 2n], number), value, `${name} ${value}`);
      }
      for (const value of outside) assert.equal(run('I64Fits', [value], number), false, `${name} ${value}`);
    }
  });

  it('rounds a float to its element', () => {
    for (const [element, read] of [
      ['F32', Math.fround(0.1)],
      ['F64', 0.1],
    ] as const) {
      const place = address(array(element, new ArrayBuffer(16)));
      run('BufferStoreF64', [place, 1n, 0.1], elementNumber(element));
      assert.equal(run('BufferLoadF64', [place, 1n], elementNumber(element)), read);
    }
  });

  it('lets buffers share their memory', () => {
    const bytes = new ArrayBuffer(16);
    const [wide, narrow] = [array('I64', bytes), array('U8', bytes)];
    assert.equal(run('BufferLen', [narrow], layoutNumber(narrow)), 16n);
    run('BufferStoreI64', [address(narrow), 8n, 7n], elementNumber('U8'));
    assert.equal(run('BufferLoadI64', [address(wide), 1n], elementNumber('I64')), 7n);
  });

  it('tells layouts and iterators apart', () => {
    const buffer = array('F32', new ArrayBuffer(8));
    const iterator: PyObject = { kind: 'bufferIter', sequence: buffer, index: 1n };
    assert.equal(run('IsBuffer', [buffer], layoutNumber(buffer)), true);
    assert.equal(run('IsBuffer', [buffer], layoutNumber(array('F64', new ArrayBuffer(8)))), false);
    assert.equal(run('IsBuffer', [iterator], layoutNumber(buffer)), false);
    assert.equal(run('IsBufferIter', [iterator], layoutNumber(buffer)), true);
    assert.equal(run('BufferIterBuffer', [iterator], 0), buffer);
    assert.equal(run('BufferIterIndex', [iterator], 0), 1n);
  });
});
