/** Python's int arithmetic on 64 bits: the meaning of the I64 ops, EXIT where native code would leave. */
import type { OpName } from '../ir/ops.ts';
import { fits } from './objects.ts';
import { type Evaluate, EXIT, type Result } from './operand.ts';

const int =
  (compute: (a: bigint, b: bigint, c: bigint) => bigint | number | boolean | typeof EXIT): Evaluate =>
  (args) =>
    compute(args[0] as bigint, args[1] as bigint, args[2] as bigint);

function checked(value: bigint): bigint | typeof EXIT {
  return fits(value) ? value : EXIT;
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** By squaring, stopping as soon as the result cannot come back into 64 bits. */
function power(base: bigint, exponent: bigint): bigint | typeof EXIT {
  if (exponent < 0n) return EXIT;
  if (base === 0n || base === 1n) return exponent === 0n ? 1n : base;
  if (base === -1n) return exponent % 2n === 0n ? 1n : -1n;
  return exponent > 64n ? EXIT : checked(base ** exponent);
}

function shiftLeft(a: bigint, count: bigint): bigint | typeof EXIT {
  if (count < 0n) return EXIT;
  if (a === 0n) return 0n;
  return count > 63n ? EXIT : checked(a << count);
}

const EXACT_IN_DOUBLE = 2n ** 53n;

function trueDivide(a: bigint, b: bigint): number | typeof EXIT {
  const large = (value: bigint) => value > EXACT_IN_DOUBLE || value < -EXACT_IN_DOUBLE;
  return b === 0n || large(a) || large(b) ? EXIT : Number(a) / Number(b);
}

function wrapIndex(index: bigint, length: bigint): bigint | typeof EXIT {
  const wrapped = index < 0n ? index + length : index;
  return wrapped >= 0n && wrapped < length ? wrapped : EXIT;
}

/** Number of values of range(start, stop, step), which need not fit 64 bits. */
export function rangeLength(start: bigint, stop: bigint, step: bigint): bigint {
  const distance = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  return distance <= 0n ? 0n : (distance - 1n) / stride + 1n;
}

/** Exits also where the first value beyond the range does not fit: a counted loop would step there. */
function countedLength(start: bigint, stop: bigint, step: bigint): bigint | typeof EXIT {
  if (step === 0n) return EXIT;
  const length = rangeLength(start, stop, step);
  const beyond = step > 0n ? stop > 2n ** 63n - step : stop < -(2n ** 63n) - 1n - step;
  return length > 0n && beyond ? EXIT : checked(length);
}

/** Operands promised not to overflow: a region that breaks the promise is wrong, not exiting. */
function promised(value: bigint): Result {
  if (!fits(value)) throw new RangeError(`an operation proved not to overflow gives ${value}`);
  return value;
}

function shiftRight(a: bigint, count: bigint): Result {
  if (count < 0n || count > 63n) throw new RangeError(`a shift proved to be in 0..63 is by ${count}`);
  return a >> count;
}

const DIGIT = 30n;

/** Digits of 30 bits, highest first. */
function digits(value: bigint): bigint[] {
  const list: bigint[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= DIGIT) list.unshift(rest & ((1n << DIGIT) - 1n));
  return list;
}

function modIsLeft(a: bigint, b: bigint): boolean {
  const [left, right] = [digits(a), digits(b)];
  if ((left.length === 1 && right.length === 1) || (a !== 0n && a < 0n !== b < 0n)) return false;
  return left.length < right.length || (left.length === right.length && (left[0] ?? 0n) < (right[0] ?? 0n));
}

export const INTEGER_OPS = {
  I64AddOvf: int((a, b) => checked(a + b)),
  I64SubOvf: int((a, b) => checked(a - b)),
  I64MulOvf: int((a, b) => checked(a * b)),
  I64FloorDiv: int((a, b) => (b === 0n ? EXIT : checked(floorDivide(a, b)))),
  I64FloorMod: int((a, b) => (b === 0n ? EXIT : a - floorDivide(a, b) * b)),
  I64ModIsLeft: int(modIsLeft),
  I64PowOvf: int(power),
  I64ShlOvf: int(shiftLeft),
  I64Shr: int((a, b) => (b < 0n ? EXIT : a >> (b > 63n ? 63n : b))),
  I64NegOvf: int((a) => checked(-a)),
  I64AbsOvf: int((a) => checked(a < 0n ? -a : a)),
  I64And: int((a, b) => a & b),
  I64Or: int((a, b) => a | b),
  I64Xor: int((a, b) => a ^ b),
  I64Add: (args) => promised((args[0] as bigint) + (args[1] as bigint)),
  I64Sub: (args) => promised((args[0] as bigint) - (args[1] as bigint)),
  I64Mul: (args) => promised((args[0] as bigint) * (args[1] as bigint)),
  I64AddFits: int((a, b) => fits(a + b)),
  I64SubFits: int((a, b) => fits(a - b)),
  I64MulFits: int((a, b) => fits(a * b)),
  I64Sar: (args) => shiftRight(args[0] as bigint, args[1] as bigint),
  I64TrueDiv: int(trueDivide),
  I64Eq: int((a, b) => a === b),
  I64Ne: int((a, b) => a !== b),
  I64Lt: int((a, b) => a < b),
  I64Le: int((a, b) => a <= b),
  I64Gt: int((a, b) => a > b),
  I64Ge: int((a, b) => a >= b),
  I64ToF64: int((a) => Number(a)),
  IndexWrap: int(wrapIndex),
  IndexBelow: int((index, length) => (index >= 0n && index < length ? index : EXIT)),
  RangeLen: int(countedLength),
} satisfies Partial<Record<OpName, Evaluate>>;
