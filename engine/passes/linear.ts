/**
 * Ints that are `scale * base + offset` with constants, and for which bases no step on the way leaves 64 bits: many
 * overflow checks of one value become one question about its range.
 */
import { at } from '../base/invariant.ts';
import type { Op, Value } from '../ir/region.ts';
import type { ConstantPool } from './constants.ts';

export interface Linear {
  readonly base: Value;
  readonly scale: bigint;
  readonly offset: bigint;
}

/** Both ends belong to it. */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

export const INT64: Range = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

/** What an op makes of a linear value and a constant; null for other ops and operands. `linear` knows the operands. */
export function linearResult(op: Op, linear: (value: Value) => Linear, constants: ConstantPool): Linear | null {
  if (op.op === 'I64NegOvf') return scaled(linear(at(op.args, 0)), -1n);
  const [first, second] = op.args;
  if (first?.rep !== 'I64' || second?.rep !== 'I64') return null;
  const [a, b] = [constants.constantOf(first), constants.constantOf(second)];
  if (b?.rep === 'I64' && a === null) return onRight(op, linear(first), b.value);
  if (a?.rep === 'I64' && b === null) return onLeft(op, a.value, linear(second));
  return null;
}

function onRight(op: Op, x: Linear, constant: bigint): Linear | null {
  switch (op.op) {
    case 'I64Add':
    case 'I64AddOvf':
      return moved(x, constant);
    case 'I64Sub':
    case 'I64SubOvf':
      return moved(x, -constant);
    case 'I64Mul':
    case 'I64MulOvf':
      return scaled(x, constant);
    case 'I64ShlOvf':
      return constant >= 0n && constant < 63n ? scaled(x, 1n << constant) : null;
    default:
      return null;
  }
}

function onLeft(op: Op, constant: bigint, x: Linear): Linear | null {
  if (op.op === 'I64ShlOvf') return null;
  const negated = op.op === 'I64Sub' || op.op === 'I64SubOvf' ? scaled(x, -1n) : null;
  return negated ? moved(negated, constant) : onRight(op, x, constant);
}

function moved(x: Linear, by: bigint): Linear {
  return { ...x, offset: x.offset + by };
}

/** Nothing is left of the base when the factor is 0. */
function scaled(x: Linear, by: bigint): Linear | null {
  return by === 0n ? null : { base: x.base, scale: x.scale * by, offset: x.offset * by };
}

/** The bases inside `range` for which the value is inside 64 bits. */
export function basesWithin({ scale, offset }: Linear, range: Range): Range {
  const [first, last] = scale > 0n ? [INT64.low, INT64.high] : [INT64.high, INT64.low];
  const low = -floorDivide(-(first - offset), scale); // rounded up
  const high = floorDivide(last - offset, scale);
  if (low <= range.low) return { low: range.low, high: smaller(high, range.high) };
  return { low, high: smaller(high, range.high) };
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
