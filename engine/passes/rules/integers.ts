/** What int ops are worth on constants: Python's meaning, null where the op would exit. */

import type { OpName } from '../../ir/ops.ts';
import type { Constant } from '../constants.ts';

type Rule = (a: bigint, b: bigint) => Constant | null;

const int = (value: bigint): Constant | null => (BigInt.asIntN(64, value) === value ? { rep: 'I64', value } : null);
const bool = (value: boolean): Constant => ({ rep: 'I1', value });

/** Floor division and its remainder, which takes the sign of the divisor. */
function floorDivision(a: bigint, b: bigint): { quotient: bigint; remainder: bigint } | null {
  if (b === 0n) return null;
  const remainder = a % b;
  const down = remainder !== 0n && remainder < 0n !== b < 0n;
  return { quotient: a / b - (down ? 1n : 0n), remainder: remainder + (down ? b : 0n) };
}

function folded(value: bigint | undefined): Constant | null {
  return value === undefined ? null : int(value);
}

export const INTEGER_RULES: Partial<Record<OpName, Rule>> = {
  I64AddOvf: (a, b) => int(a + b),
  I64SubOvf: (a, b) => int(a - b),
  I64MulOvf: (a, b) => int(a * b),
  I64Add: (a, b) => int(a + b),
  I64Sub: (a, b) => int(a - b),
  I64Mul: (a, b) => int(a * b),
  I64Sar: (a, b) => (b >= 0n && b < 64n ? int(a >> b) : null),
  I64FloorDiv: (a, b) => folded(floorDivision(a, b)?.quotient),
  I64FloorMod: (a, b) => folded(floorDivision(a, b)?.remainder),
  I64ShlOvf: (a, b) => (b >= 0n && b < 64n ? int(a << b) : null),
  I64Shr: (a, b) => (b < 0n ? null : int(a >> (b > 63n ? 63n : b))),
  I64And: (a, b) => int(a & b),
  I64Or: (a, b) => int(a | b),
  I64Xor: (a, b) => int(a ^ b),
  I64NegOvf: (a) => int(-a),
  I64AbsOvf: (a) => int(a < 0n ? -a : a),
  I64Eq: (a, b) => bool(a === b),
  I64Ne: (a, b) => bool(a !== b),
  I64Lt: (a, b) => bool(a < b),
  I64Le: (a, b) => bool(a <= b),
  I64Gt: (a, b) => bool(a > b),
  I64Ge: (a, b) => bool(a >= b),
  IndexBelow: (index, length) => (index >= 0n && index < length ? int(index) : null),
  IndexWrap: (index, length) => {
    const wrapped = index < 0n ? index + length : index;
    return wrapped >= 0n && wrapped < length ? int(wrapped) : null;
  },
  /** Number() of a bigint rounds half to even, as CPython does. */
  I64ToF64: (a) => ({ rep: 'F64', value: Number(a) }),
};
