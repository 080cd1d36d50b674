/** The meaning of constants, frame slots, cells, guards, kind tests, boxing and native calls. */
import { at, InvariantError, invariant } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Imm, Op } from '../ir/region.ts';
import { boolObject, fits, NONE, type PyKind, type Slot } from './objects.ts';
import { type Evaluate, EXIT, type Operand } from './operand.ts';
import { expectKind } from './sequences.ts';

type ImmValue<K extends Imm['kind']> = Extract<Imm, { kind: K }>['value'];

function imm<K extends Imm['kind']>(op: Op, kind: K): ImmValue<K> {
  if (op.imm?.kind !== kind) throw new InvariantError(`${op.op} without its ${kind}`);
  return op.imm.value as unknown as ImmValue<K>;
}

const obj = (operand: Operand | undefined) => operand as Slot;

const isKind =
  (kind: PyKind): Evaluate =>
  (args) =>
    obj(args[0])?.kind === kind;

const nothing: Evaluate = () => undefined;
const itself: Evaluate = (args) => args[0];

/** Objects of kind `other` stand for all whose end would run Python code. */
const isQuiet = (object: Slot, depth = 0): boolean => {
  if (object === null) return true;
  if (object.kind === 'list' || object.kind === 'tuple') {
    return depth < 3 && object.items.every((item) => isQuiet(item, depth + 1));
  }
  return ['int', 'float', 'bool', 'none', 'str'].includes(object.kind);
};

export const FRAME_OPS = {
  ConstI64: (_, op) => imm(op, 'int'),
  ConstF64: (_, op) => imm(op, 'float'),
  ConstI1: (_, op) => imm(op, 'bool'),
  ConstNull: () => null,
  ConstObj: (_, op, machine) => at(machine.world.bindings, imm(op, 'binding'), 'binding'),
  NoneObj: () => NONE,
  LoadSlot: (_, op, machine) => machine.slots[imm(op, 'slot')] ?? null,
  TakeSlot: (_, op, machine) => {
    const object = machine.slots[imm(op, 'slot')] ?? null;
    machine.slots[imm(op, 'slot')] = null;
    return object;
  },
  Retain: itself,
  CellSwap: (args, op, machine) => {
    machine.cells[imm(op, 'cell')] = obj(args[0]);
    return undefined;
  },
  CellClear: (_, op, machine) => {
    machine.cells[imm(op, 'cell')] = null;
    return undefined;
  },
  Release: nothing,
  ReleaseOk: (args) => isQuiet(obj(args[0])),
  ReleaseManyOk: (args) => isQuiet(obj(args[0])),
  RefcountIsOne: () => false,
  DictGet: (args) => expectKind(args[0], 'dict').entries.get(expectKind(args[1], 'str').value) ?? null,
  CellGet: (args) => expectKind(args[0], 'cell').contents,
  CellSet: (args) => {
    expectKind(args[0], 'cell').contents = obj(args[1]);
    return undefined;
  },
  Guard: (args) => (args[0] === true ? undefined : EXIT),
  Poll: (_, __, machine) => (machine.poll() ? EXIT : undefined),
  EnterNative: (_, __, machine) => (machine.enter() ? undefined : EXIT),
  CallNative: (args, op, machine) => machine.call(imm(op, 'function'), args),
  NotNull: (args) => args[0] !== null,
  IsQuiet: (args) => args[0] === null || ['int', 'float', 'bool', 'none', 'str'].includes(obj(args[0])?.kind ?? 'none'),
  IsInt: isKind('int'),
  IsInt64: (args) => {
    const object = obj(args[0]);
    return object?.kind === 'int' && fits(object.value);
  },
  IsFloat: isKind('float'),
  IsBool: isKind('bool'),
  IsNone: isKind('none'),
  IsStr: isKind('str'),
  IsList: isKind('list'),
  IsTuple: isKind('tuple'),
  IsRange: isKind('range'),
  IsRangeIter: isKind('rangeIter'),
  IsListIter: isKind('listIter'),
  IsTupleIter: isKind('tupleIter'),
  IsListReverseIter: isKind('listReverseIter'),
  IsEnumerate: isKind('enumerate'),
  IsZip: isKind('zip'),
  IsFunction: isKind('function'),
  ObjIs: (args) => args[0] === args[1],
  UnboxI64: (args) => {
    const object = obj(args[0]);
    return object?.kind === 'int' && fits(object.value) ? object.value : EXIT;
  },
  UnboxF64: (args) => {
    const object = obj(args[0]);
    return object?.kind === 'float' ? object.value : EXIT;
  },
  UnboxI1: (args) => {
    const object = obj(args[0]);
    return object?.kind === 'bool' ? object.value : EXIT;
  },
  BoxI64: (args) => ({ kind: 'int', value: args[0] as bigint }),
  BoxF64: (args) => ({ kind: 'float', value: args[0] as number }),
  BoxOwnerI64: (args) => obj(args[1]) ?? { kind: 'int', value: args[0] as bigint },
  BoxOwnerF64: (args) => obj(args[1]) ?? { kind: 'float', value: args[0] as number },
  BoxI1: (args) => {
    invariant(typeof args[0] === 'boolean', 'BoxI1 of no bool');
    return boolObject(args[0]);
  },
} satisfies Partial<Record<OpName, Evaluate>>;
