/** Arithmetic and comparison: BINARY_OP, COMPARE_OP, the unary operators, IS_OP. */

import { kindsOf } from '../../traces/format/kinds.ts';
import type { ExitReason } from '../base/exit-reasons.ts';
import { at } from '../base/invariant.ts';
import { binaryOperator, COMPARE_OPERATORS, type CompareOperator } from '../bytecode/decode.ts';
import type { OpName } from '../ir/ops.ts';
import type { Value } from '../ir/region.ts';
import { type Av, computed, isNone, type Num } from './abstract-value.ts';
import type { Lifting } from './lifting.ts';
import { asFloat, asInt, asNumber, operandMask, splitNone, truth } from './numbers.ts';
import { isListOperand, listBinary } from './sequences.ts';

type Row = readonly [op: OpName, reason: ExitReason | null];

const INT: Readonly<Record<string, Row>> = {
  '+': ['I64AddOvf', 'IntOverflow'],
  '-': ['I64SubOvf', 'IntOverflow'],
  '*': ['I64MulOvf', 'IntOverflow'],
  '//': ['I64FloorDiv', 'DivisionByZero'],
  '%': ['I64FloorMod', 'DivisionByZero'],
  '/': ['I64TrueDiv', 'DivisionByZero'],
  '**': ['I64PowOvf', 'DomainError'],
  '<<': ['I64ShlOvf', 'IntOverflow'],
  '>>': ['I64Shr', 'DomainError'],
  '&': ['I64And', null],
  '|': ['I64Or', null],
  '^': ['I64Xor', null],
};

const FLOAT: Readonly<Record<string, Row>> = {
  '+': ['F64Add', null],
  '-': ['F64Sub', null],
  '*': ['F64Mul', null],
  '/': ['F64Div', 'DivisionByZero'],
  '//': ['F64FloorDiv', 'DivisionByZero'],
  '%': ['F64Mod', 'DivisionByZero'],
  '**': ['F64Pow', 'DomainError'],
};

const BOOL: Readonly<Record<string, OpName>> = { '&': 'I1And', '|': 'I1Or' };

/** `left operator right` on numbers, as a number. `divisor`: the slot that `right` came from. */
export function arithmetic(lifting: Lifting, operator: string, left: Num, right: Num, divisor: Av = right): Num {
  if (left.rep === 'I1' && right.rep === 'I1' && '&|^'.includes(operator)) {
    const op = BOOL[operator];
    if (op) return computed(lifting.op(op, [left.value, right.value]));
    return computed(lifting.op('I1Not', [lifting.op('I1Eq', [left.value, right.value])]));
  }
  const float = left.rep === 'F64' || right.rep === 'F64';
  const row = (float ? FLOAT : INT)[operator];
  if (!row) return lifting.notCompiled(`${operator} on ${float ? 'floats' : 'ints'}`);
  const take = float ? asFloat : asInt;
  const args: Value[] = [take(lifting, left), take(lifting, right)];
  const [op, reason] = row;
  if (op === 'I64FloorMod') return remainder(lifting, left, args, divisor);
  return computed(reason === null ? lifting.op(op, args) : lifting.opExit(op, args, reason));
}

/** Below it a divisor has one digit, and its remainders are new objects or ones that there is only one of. */
const SECOND_DIGIT = 1n << 30n;

/** `left % right` of ints: the left object itself, where CPython gives that. */
function remainder(lifting: Lifting, left: Num, args: readonly Value[], divisor: Av): Num {
  const result = computed(lifting.opExit('I64FloorMod', args, 'DivisionByZero'));
  const known = divisor.kind === 'const' && divisor.constant.kind === 'Int' ? divisor.constant.value : SECOND_DIGIT;
  if (left.owner === null || (-SECOND_DIGIT < known && known < SECOND_DIGIT)) return result;
  const owner = lifting.op('SelectObj', [lifting.op('I64ModIsLeft', args), left.owner, lifting.none()]);
  return { ...result, owner, stable: left.stable };
}

export function binaryOp(lifting: Lifting): void {
  const operator = binaryOperator(lifting.instruction.arg);
  const [leftMask, rightMask] = [operandMask(lifting, 0), operandMask(lifting, 1)];
  if (isListOperand(lifting.peek(2), leftMask)) {
    listBinary(lifting, operator, leftMask, rightMask);
    return;
  }
  const left = asNumber(lifting, lifting.peek(2), leftMask);
  const right = asNumber(lifting, lifting.peek(1), rightMask);
  const result = arithmetic(lifting, operator, left, right, lifting.peek(1));
  lifting.pop();
  lifting.pop();
  lifting.push(result);
}

const COMPARE: Readonly<Record<CompareOperator, readonly [int: OpName, float: OpName, mixed: OpName]>> = {
  '<': ['I64Lt', 'F64Lt', 'I64F64Lt'],
  '<=': ['I64Le', 'F64Le', 'I64F64Le'],
  '==': ['I64Eq', 'F64Eq', 'I64F64Eq'],
  '!=': ['I64Ne', 'F64Ne', 'I64F64Eq'],
  '>': ['I64Gt', 'F64Gt', 'I64F64Gt'],
  '>=': ['I64Ge', 'F64Ge', 'I64F64Ge'],
};
const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
  '>': '<',
  '>=': '<=',
};

/** `left operator right` on numbers, as an I1. Int against float compares exact values. */
export function compare(lifting: Lifting, operator: CompareOperator, left: Num, right: Num): Value {
  if (left.rep === 'F64' && right.rep === 'F64') return lifting.op(COMPARE[operator][1], [left.value, right.value]);
  if (left.rep !== 'F64' && right.rep !== 'F64')
    return lifting.op(COMPARE[operator][0], [asInt(lifting, left), asInt(lifting, right)]);
  if (left.rep === 'F64') return compare(lifting, MIRRORED[operator], right, left);
  const result = lifting.op(COMPARE[operator][2], [asInt(lifting, left), right.value]);
  return operator === '!=' ? lifting.op('I1Not', [result]) : result;
}

export function compareOp(lifting: Lifting): void {
  const operator = at(COMPARE_OPERATORS, lifting.instruction.arg >> 5, 'comparison');
  const left = asNumber(lifting, lifting.peek(2), operandMask(lifting, 0));
  const right = asNumber(lifting, lifting.peek(1), operandMask(lifting, 1));
  const result = compare(lifting, operator, left, right);
  lifting.pop();
  lifting.pop();
  lifting.push(computed(result));
}

export function unaryNegative(lifting: Lifting): void {
  const num = asNumber(lifting, lifting.peek(1), operandMask(lifting, 0));
  const result =
    num.rep === 'F64'
      ? lifting.op('F64Neg', [num.value])
      : lifting.opExit('I64NegOvf', [asInt(lifting, num)], 'IntOverflow');
  lifting.pop();
  lifting.push(computed(result));
}

export function unaryInvert(lifting: Lifting): void {
  const num = asNumber(lifting, lifting.peek(1), operandMask(lifting, 0));
  if (num.rep !== 'I64') lifting.notCompiled(`~ on ${num.rep === 'F64' ? 'a float' : 'a bool'}`);
  lifting.pop();
  lifting.push(computed(lifting.op('I64Xor', [num.value, lifting.i64(-1)])));
}

/** `+x`: ints and floats are themselves, a bool becomes an int. */
export function unaryPositive(lifting: Lifting): void {
  const num = asNumber(lifting, lifting.peek(1), operandMask(lifting, 0));
  lifting.pop();
  lifting.push(num.rep === 'I1' ? computed(asInt(lifting, num)) : num);
}

export function toBool(lifting: Lifting): void {
  const av = lifting.peek(1);
  const mask = operandMask(lifting, 0);
  if (av.kind === 'obj' && av.type === null && kindsOf(mask).includes('None')) splitNone(lifting, av);
  const value = truth(lifting, av, mask);
  lifting.pop();
  lifting.push(computed(value));
}

export function unaryNot(lifting: Lifting): void {
  const num = asNumber(lifting, lifting.pop(), operandMask(lifting, 0));
  if (num.rep !== 'I1') lifting.notCompiled('not on an unconverted value');
  lifting.push(computed(lifting.op('I1Not', [num.value])));
}

/** The object of a slot, where identity can be told: objects, None, bools; null for numbers that have no object. */
function identity(lifting: Lifting, av: Av): Value | null {
  if (av.kind === 'obj') return av.value;
  if (isNone(av)) return lifting.builder.noneObj(lifting.fn);
  if (av.kind === 'known') return lifting.builder.constObj(lifting.fn, av.binding);
  return null;
}

export function isOp(lifting: Lifting): void {
  const [left, right] = [lifting.peek(2), lifting.peek(1)];
  const result = sameObject(lifting, left, right);
  lifting.pop();
  lifting.pop();
  lifting.push(computed(lifting.instruction.arg === 1 ? lifting.op('I1Not', [result]) : result));
}

function sameObject(lifting: Lifting, left: Av, right: Av): Value {
  const [a, b] = [identity(lifting, left), identity(lifting, right)];
  if (a && b) return lifting.op('ObjIs', [a, b]);
  if (left.kind === 'num' && right.kind === 'num' && left.rep === 'I1' && right.rep === 'I1')
    return lifting.op('I1Eq', [left.value, right.value]);
  const never = (x: Av, y: Av): boolean =>
    isNone(x) && (y.kind === 'num' || y.kind === 'virtual' || y.kind === 'known');
  if (never(left, right) || never(right, left)) return lifting.builder.constI1(lifting.fn, false);
  return lifting.notCompiled('is between numbers');
}
