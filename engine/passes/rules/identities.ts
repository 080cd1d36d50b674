/** Ops whose result is one of their operands, or known although the operands are not: value rules, one line each. */
import { at } from '../../base/invariant.ts';
import type { OpName } from '../../ir/ops.ts';
import type { Op, Value } from '../../ir/region.ts';
import type { Constant, ConstantPool } from '../constants.ts';

export interface RuleInput {
  readonly args: readonly Value[];
  readonly constants: ConstantPool;
  /** The op that defines a value, or undefined for parameters. */
  readonly defining: (value: Value) => Op | undefined;
}

type Rule = (input: RuleInput) => Value | Constant | null;

const TRUE: Constant = { rep: 'I1', value: true };
const FALSE: Constant = { rep: 'I1', value: false };

/** The other operand when operand `side` is the int `neutral`. */
function neutral(input: RuleInput, value: bigint, sides: readonly (0 | 1)[]): Value | null {
  for (const side of sides) {
    const constant = input.constants.constantOf(at(input.args, side));
    if (constant?.rep === 'I64' && constant.value === value) return at(input.args, 1 - side);
  }
  return null;
}

function truth(input: RuleInput, side: number): boolean | null {
  const constant = input.constants.constantOf(at(input.args, side));
  return constant?.rep === 'I1' ? constant.value : null;
}

function same(input: RuleInput, otherwise: Constant): Constant | null {
  return at(input.args, 0) === at(input.args, 1) ? otherwise : null;
}

function select(input: RuleInput): Value | null {
  const [then, other] = [at(input.args, 1), at(input.args, 2)];
  if (then === other) return then;
  const cond = truth(input, 0);
  return cond === null ? null : cond ? then : other;
}

/** `absorbing` decides alone; the other truth value leaves the other operand. */
function connective(input: RuleInput, absorbing: boolean): Value | Constant | null {
  for (const side of [0, 1] as const) {
    const value = truth(input, side);
    if (value !== null) return value === absorbing ? (absorbing ? TRUE : FALSE) : at(input.args, 1 - side);
  }
  return at(input.args, 0) === at(input.args, 1) ? at(input.args, 0) : null;
}

function negation(input: RuleInput): Value | Constant | null {
  const value = truth(input, 0);
  if (value !== null) return value ? FALSE : TRUE;
  const inner = input.defining(at(input.args, 0));
  return inner?.op === 'I1Not' ? at(inner.args, 0) : null;
}

/** Unboxing what was boxed: through Retain, whose result is the same object. */
function unboxed(input: RuleInput, ...boxes: readonly OpName[]): Value | null {
  let op = input.defining(at(input.args, 0));
  while (op?.op === 'Retain') op = input.defining(at(op.args, 0));
  return op !== undefined && boxes.includes(op.op) ? at(op.args, 0) : null;
}

export const IDENTITY_RULES: Partial<Record<OpName, Rule>> = {
  I64AddOvf: (input) => neutral(input, 0n, [0, 1]),
  I64Add: (input) => neutral(input, 0n, [0, 1]),
  I64SubOvf: (input) => neutral(input, 0n, [1]),
  I64Sub: (input) => neutral(input, 0n, [1]),
  I64MulOvf: (input) => neutral(input, 1n, [0, 1]),
  I64Mul: (input) => neutral(input, 1n, [0, 1]),
  I64FloorDiv: (input) => neutral(input, 1n, [1]),
  I64ShlOvf: (input) => neutral(input, 0n, [1]),
  I64Shr: (input) => neutral(input, 0n, [1]),
  I64Sar: (input) => neutral(input, 0n, [1]),
  I64And: (input) => neutral(input, -1n, [0, 1]),
  I64Or: (input) => neutral(input, 0n, [0, 1]),
  I64Xor: (input) => neutral(input, 0n, [0, 1]),
  I64Eq: (input) => same(input, TRUE),
  I64Le: (input) => same(input, TRUE),
  I64Ge: (input) => same(input, TRUE),
  I64Ne: (input) => same(input, FALSE),
  I64Lt: (input) => same(input, FALSE),
  I64Gt: (input) => same(input, FALSE),
  ObjIs: (input) => same(input, TRUE),
  I1Eq: (input) => same(input, TRUE),
  I1Not: negation,
  I1And: (input) => connective(input, false),
  I1Or: (input) => connective(input, true),
  SelectI64: select,
  SelectF64: select,
  SelectObj: select,
  NotNull: (input) => (input.constants.isNull(at(input.args, 0)) ? FALSE : null),
  UnboxI64: (input) => unboxed(input, 'BoxI64', 'BoxOwnerI64'),
  UnboxF64: (input) => unboxed(input, 'BoxF64', 'BoxOwnerF64'),
  UnboxI1: (input) => unboxed(input, 'BoxI1'),
};
