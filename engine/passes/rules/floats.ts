/** What float ops are worth on constants. Only those that JavaScript computes bit for bit as C does. */

import type { OpName } from '../../ir/ops.ts';
import type { Constant } from '../constants.ts';

type Rule = (a: number, b: number) => Constant | null;

const float = (value: number): Constant | null => (Number.isNaN(value) ? null : { rep: 'F64', value });
const bool = (value: boolean): Constant => ({ rep: 'I1', value });

/** A NaN is never folded: its sign and payload are the machine's. */
export const FLOAT_RULES: Partial<Record<OpName, Rule>> = {
  F64Add: (a, b) => float(a + b),
  F64Sub: (a, b) => float(a - b),
  F64Mul: (a, b) => float(a * b),
  F64Div: (a, b) => (b === 0 ? null : float(a / b)),
  F64Neg: (a) => float(-a),
  F64Abs: (a) => float(Math.abs(a)),
  F64Sqrt: (a) => (a >= 0 ? float(Math.sqrt(a)) : null),
  F64Eq: (a, b) => bool(a === b),
  F64Ne: (a, b) => bool(a !== b),
  F64Lt: (a, b) => bool(a < b),
  F64Le: (a, b) => bool(a <= b),
  F64Gt: (a, b) => bool(a > b),
  F64Ge: (a, b) => bool(a >= b),
  F64IsNan: (a) => bool(Number.isNaN(a)),
  F64IsInf: (a) => bool(Math.abs(a) === Number.POSITIVE_INFINITY),
};
