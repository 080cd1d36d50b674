/** The meaning of the ops on buffers of numbers. An address is the number of a buffer in the order it was asked for, from 1. */
import { BUFFER_ELEMENTS, type BufferElement, layoutNumber } from '../../traces/format/buffers.ts';
import { at, InvariantError, invariant } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Op } from '../ir/region.ts';
import type { Machine } from './machine.ts';
import type { BufferObject, Slot } from './objects.ts';
import type { Evaluate, Operand } from './operand.ts';

/** Bytes of one element; for ints, whether a sign is kept. */
const SHAPES: Readonly<Record<BufferElement, { readonly size: 1 | 2 | 4 | 8; readonly signed: boolean }>> = {
  I8: { size: 1, signed: true },
  U8: { size: 1, signed: false },
  I16: { size: 2, signed: true },
  U16: { size: 2, signed: false },
  I32: { size: 4, signed: true },
  U32: { size: 4, signed: false },
  I64: { size: 8, signed: true },
  U64: { size: 8, signed: false },
  F32: { size: 4, signed: true },
  F64: { size: 8, signed: true },
};

function number(op: Op): number {
  invariant(op.imm?.kind === 'int', `${op.op} without its number`);
  return Number(op.imm.value);
}

function elementOf(op: Op): BufferElement {
  return at(BUFFER_ELEMENTS, number(op), 'element');
}

/** The operand as a buffer of the op's layout: a guard promised it. */
function buffer(operand: Operand | undefined, op: Op): BufferObject {
  const object = operand as Slot | undefined;
  if (object?.kind !== 'buffer' || layoutNumber(object) !== number(op))
    throw new InvariantError(`expected a buffer of layout ${number(op)}, found ${object?.kind ?? 'NULL'}`);
  return object;
}

function lengthOf({ element, memory }: BufferObject): number {
  return memory.byteLength / SHAPES[element].size;
}

/** Where an element lies, which is promised to be inside. */
function place(machine: Machine, op: Op, args: readonly Operand[]): { readonly memory: DataView; readonly at: number } {
  const [address, index] = args as readonly [bigint, bigint];
  const found = at(machine.buffers, Number(address) - 1, 'buffer');
  if (found.element !== elementOf(op))
    throw new InvariantError(`a buffer of ${found.element} read as ${elementOf(op)}`);
  if (index < 0n || index >= BigInt(lengthOf(found)))
    throw new InvariantError(`element ${index} of ${lengthOf(found)}`);
  return { memory: found.memory, at: Number(index) * SHAPES[found.element].size };
}

function readInt(memory: DataView, at: number, { size, signed }: (typeof SHAPES)[BufferElement]): bigint {
  if (size === 8) return memory.getBigInt64(at, true); // of unsigned ones the bits, too
  if (size === 4) return BigInt(signed ? memory.getInt32(at, true) : memory.getUint32(at, true));
  if (size === 2) return BigInt(signed ? memory.getInt16(at, true) : memory.getUint16(at, true));
  return BigInt(signed ? memory.getInt8(at) : memory.getUint8(at));
}

function writeInt(memory: DataView, at: number, size: 1 | 2 | 4 | 8, value: bigint): void {
  if (size === 8) memory.setBigInt64(at, value, true);
  else if (size === 4) memory.setInt32(at, Number(BigInt.asIntN(32, value)), true);
  else if (size === 2) memory.setInt16(at, Number(BigInt.asIntN(16, value)), true);
  else memory.setInt8(at, Number(BigInt.asIntN(8, value)));
}

function fitsElement(value: bigint, element: BufferElement): boolean {
  const { size, signed } = SHAPES[element];
  if (element === 'U64') return value >= 0n;
  return value === (signed ? BigInt.asIntN(size * 8, value) : BigInt.asUintN(size * 8, value));
}

export const BUFFER_OPS = {
  IsBuffer: (args, op) => {
    const object = args[0] as Slot;
    return object?.kind === 'buffer' && layoutNumber(object) === number(op);
  },
  IsBufferIter: (args, op) => {
    const object = args[0] as Slot;
    return (
      object?.kind === 'bufferIter' &&
      object.sequence?.kind === 'buffer' &&
      layoutNumber(object.sequence) === number(op)
    );
  },
  BufferData: (args, op, machine) => {
    const object = buffer(args[0], op);
    const known = machine.buffers.indexOf(object);
    return BigInt(known < 0 ? machine.buffers.push(object) : known + 1);
  },
  BufferLen: (args, op) => {
    const object = buffer(args[0], op);
    return BigInt(object.columns === undefined ? lengthOf(object) : lengthOf(object) / object.columns);
  },
  BufferColumns: (args) => {
    const object = args[0] as Slot;
    if (object?.kind !== 'buffer' || object.columns === undefined)
      throw new InvariantError('no grid has these columns');
    return BigInt(object.columns);
  },
  BufferLoadI64: (args, op, machine) => {
    const { memory, at: offset } = place(machine, op, args);
    return readInt(memory, offset, SHAPES[elementOf(op)]);
  },
  BufferLoadF64: (args, op, machine) => {
    const { memory, at: offset } = place(machine, op, args);
    return elementOf(op) === 'F32' ? memory.getFloat32(offset, true) : memory.getFloat64(offset, true);
  },
  BufferStoreI64: (args, op, machine) => {
    const { memory, at: offset } = place(machine, op, args);
    const value = args[2] as bigint;
    if (!fitsElement(value, elementOf(op))) throw new InvariantError(`${value} stored as ${elementOf(op)}`);
    writeInt(memory, offset, SHAPES[elementOf(op)].size, value);
    return undefined;
  },
  BufferStoreF64: (args, op, machine) => {
    const { memory, at: offset } = place(machine, op, args);
    if (elementOf(op) === 'F32') memory.setFloat32(offset, args[2] as number, true);
    else memory.setFloat64(offset, args[2] as number, true);
    return undefined;
  },
  I64Fits: (args, op) => fitsElement(args[0] as bigint, elementOf(op)),
  BufferIterBuffer: (args) => iterator(args[0]).sequence,
  BufferIterIndex: (args) => iterator(args[0]).index,
} satisfies Partial<Record<OpName, Evaluate>>;

function iterator(operand: Operand | undefined): { readonly sequence: Slot; readonly index: bigint } {
  const object = operand as Slot | undefined;
  if (object?.kind !== 'bufferIter')
    throw new InvariantError(`expected an iterator over a buffer, found ${object?.kind}`);
  return object;
}
