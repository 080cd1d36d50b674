/** Numbers out of slots and back into objects. */

import { type KindMask, kindsOf } from '../../traces/format/kinds.ts';
import type { Value } from '../ir/region.ts';
import type { Av, Num, Obj, VirtualAv } from './abstract-value.ts';
import { isBuffer, NONE } from './abstract-value.ts';
import { constantNumber } from './joins.ts';
import type { Lifting } from './lifting.ts';
import { own } from './ownership.ts';

const UNBOX = { Int: ['I64', 'UnboxI64'], Float: ['F64', 'UnboxF64'], Bool: ['I1', 'UnboxI1'] } as const;
type NumberKind = keyof typeof UNBOX;
const TESTS = { Int: 'IsInt64', Float: 'IsFloat', Bool: 'IsBool' } as const;

/** The mask of operand `index` of this instruction as observed. */
export function operandMask(lifting: Lifting, index: number): KindMask {
  return lifting.observation?.operands[index] ?? 0;
}

/**
 * The slot as a number, unboxed by what was observed; splits the way where several kinds were. What is no number is
 * left to the interpreter.
 */
export function asNumber(lifting: Lifting, av: Av, mask: KindMask): Num {
  if (av.kind === 'num') return av;
  if (av.kind === 'const')
    return constantNumber(lifting, av) ?? lifting.notCompiled(`${lifting.instruction.op} on ${av.constant.kind}`);
  if (av.kind !== 'obj')
    return lifting.notCompiled(`${lifting.instruction.op} on ${av.kind === 'virtual' ? av.virtual : av.kind}`);
  if (av.type !== null && av.type !== 'NotNone') return lifting.notCompiled(`${lifting.instruction.op} on ${av.type}`);
  const kinds = kindsOf(mask);
  const [first, second] = kinds.filter((kind): kind is NumberKind => kind in UNBOX).reverse();
  if (kinds.length === 0) return lifting.leave('NeverSeen', 'the kinds of its operands');
  if (!first) return lifting.notCompiled(`${lifting.instruction.op} on ${kinds.join(' or ')}`);
  if (kinds.includes('None') && av.type !== 'NotNone') splitNone(lifting, av);
  if (second) {
    const isFirst = lifting.op(TESTS[first], [av.value]);
    lifting.refineBySplit(
      isFirst,
      () => unbox(lifting, av, first),
      () => unbox(lifting, av, second),
    );
  }
  return unbox(lifting, av, first);
}

/** Guards the kind and takes the raw value; every slot that holds the object learns of it. */
export function unbox(lifting: Lifting, av: Obj, kind: NumberKind): Num {
  const [rep, op] = UNBOX[kind];
  const value = lifting.opExit(op, [av.value], 'TypeChanged');
  const number = (known: Obj): Num => ({
    kind: 'num',
    rep,
    value,
    owner: rep === 'I1' ? null : known.value,
    stable: known.stable,
    cell: known.cell,
  });
  lifting.refine(av.value, number);
  return number(av);
}

/** None was seen beside other kinds: one arm for None, one for the rest. */
export function splitNone(lifting: Lifting, av: Obj): never {
  return lifting.refineBySplit(
    lifting.op('IsNone', [av.value]),
    () => lifting.refine(av.value, () => NONE),
    () => lifting.refine(av.value, (known) => ({ ...known, type: known.type ?? 'NotNone' })),
  );
}

/** An int operand: bools count as 0 and 1. */
export function asInt(lifting: Lifting, num: Num): Value {
  return num.rep === 'I1' ? lifting.op('I1ToI64', [num.value]) : num.value;
}

/** A float operand: ints and bools are converted, exactly as float arithmetic does. */
export function asFloat(lifting: Lifting, num: Num): Value {
  return num.rep === 'F64' ? num.value : lifting.op('I64ToF64', [asInt(lifting, num)]);
}

/** Whether a slot counts as true, as an I1. Only for what can be told without running Python code. */
export function truth(lifting: Lifting, av: Av, mask: KindMask): Value {
  if (av.kind === 'const' && av.constant.kind === 'None') return lifting.builder.constI1(lifting.fn, false);
  if (isBuffer(av)) return lifting.op('I64Ne', [av.buffer.length, lifting.i64(0)]);
  if (av.kind === 'obj' && (av.type === 'List' || av.type === 'Tuple')) {
    const length = lifting.op(av.type === 'List' ? 'ListLen' : 'TupleLen', [av.value]);
    return lifting.op('I64Ne', [length, lifting.i64(0)]);
  }
  const num = asNumber(lifting, av, mask);
  if (num.rep === 'I1') return num.value;
  if (num.rep === 'I64') return lifting.op('I64Ne', [num.value, lifting.i64(0)]);
  return lifting.op('F64Ne', [num.value, lifting.builder.constF64(lifting.fn, 0)]);
}

/** A new reference to the slot's object, for a container that steals it; boxes what has none. */
export function boxed(lifting: Lifting, av: Av): Value {
  switch (av.kind) {
    case 'num':
      return boxNumber(lifting, av);
    case 'obj':
      return lifting.op('Retain', [av.value]);
    case 'known':
      return lifting.op('Retain', [lifting.builder.constObj(lifting.fn, av.binding)]);
    case 'const': {
      if (av.binding !== null) return lifting.op('Retain', [lifting.builder.constObj(lifting.fn, av.binding)]);
      if (av.constant.kind === 'Bool')
        return lifting.op('BoxI1', [lifting.builder.constI1(lifting.fn, av.constant.value)]);
      return lifting.op('Retain', [lifting.builder.noneObj(lifting.fn)]);
    }
    case 'virtual':
      if (av.virtual === 'Tuple') return boxTuple(lifting, av);
      return lifting.notCompiled(`an object made here kept in a container (${av.virtual})`);
    default:
      return lifting.notCompiled(`an object made here kept in a container (${av.kind})`);
  }
}

/** A tuple made here, by way of a list: items that need memory of their own are then owned while the next is made. */
function boxTuple(lifting: Lifting, av: VirtualAv): Value {
  const list = own(lifting, 'List', () => lifting.opExit('ListNew', [lifting.i64(0)], 'NoMemory'));
  if (list.cell === null) return lifting.notCompiled('a tuple without a place');
  for (const part of av.parts) lifting.effectExit('ListAppend', [list.value, boxed(lifting, part)], 'NoMemory');
  const tuple = lifting.opExit('ListToTuple', [list.value], 'NoMemory');
  lifting.effect('CellClear', [], { kind: 'cell', value: list.cell });
  lifting.busyCells.delete(list.cell);
  return tuple;
}

function boxNumber(lifting: Lifting, num: Num): Value {
  if (num.rep === 'I1') return lifting.op('BoxI1', [num.value]);
  const op = num.rep === 'I64' ? 'I64' : 'F64';
  if (num.owner === null) return lifting.opExit(`Box${op}`, [num.value], 'NoMemory');
  return lifting.opExit(`BoxOwner${op}`, [num.value, num.owner], 'NoMemory');
}
