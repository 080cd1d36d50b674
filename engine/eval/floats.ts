/** Python's float arithmetic: the meaning of the F64 and I1 ops, EXIT where CPython raises. */
import type { OpName } from '../ir/ops.ts';
import { fits } from './objects.ts';
import { type Evaluate, EXIT } from './operand.ts';

type Number1 = (x: number) => number | bigint | boolean | typeof EXIT;

const float =
  (compute: (x: number, y: number) => number | boolean | typeof EXIT): Evaluate =>
  (args) =>
    compute(args[0] as number, args[1] as number);

const unary =
  (compute: Number1): Evaluate =>
  (args) =>
    compute(args[0] as number);

/** float_rem: fmod, then the sign of the divisor; a zero has the divisor's sign. */
function modulo(x: number, y: number): number | typeof EXIT {
  if (y === 0) return EXIT;
  const rest = x % y;
  if (rest === 0) return copySign(0, y);
  return rest < 0 !== y < 0 ? rest + y : rest;
}

/** float_floor_div, as _float_div_mod computes it. */
function floorDivide(x: number, y: number): number | typeof EXIT {
  if (y === 0) return EXIT;
  const rest = x % y;
  let quotient = (x - rest) / y;
  if (rest !== 0 && rest < 0 !== y < 0) quotient -= 1;
  if (quotient === 0) return copySign(0, x / y);
  const floored = Math.floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

function copySign(size: number, sign: number): number {
  const negative = sign < 0 || Object.is(sign, -0);
  return negative ? -Math.abs(size) : Math.abs(size);
}

const isOddInteger = (y: number): boolean => Math.abs(y % 2) === 1;

/** C's pow, where JavaScript differs: 1 ** anything, and (-1) ** infinity, are 1. */
function cPower(x: number, y: number): number {
  if (x === 1 || y === 0 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY)) return 1;
  return x ** y;
}

/** float_pow: raises for 0 to a negative power and on overflow; a complex result is not ours. */
function power(x: number, y: number): number | typeof EXIT {
  if (x === 0 && y < 0 && Number.isFinite(y)) return EXIT;
  if (x === 0 && y === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) return EXIT;
  const result = cPower(x, y);
  return finiteOr(result, x, y);
}

/** An infinity out of finite operands is an OverflowError. */
function finiteOr(result: number, ...operands: readonly number[]): number | typeof EXIT {
  return Math.abs(result) === Number.POSITIVE_INFINITY && operands.every(Number.isFinite) ? EXIT : result;
}

/** math.pow: ValueError where a NaN or infinity comes out of finite operands. */
function mathPower(x: number, y: number): number | typeof EXIT {
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) return EXIT;
  if (x === 0 && y < 0) return Number.isFinite(y) ? EXIT : Number.POSITIVE_INFINITY;
  return finiteOr(cPower(x, y), x, y);
}

/** The C library's function; a NaN out of a number is a ValueError, an infinity out of a finite one an exception too. */
const math = (compute: (x: number) => number): Evaluate =>
  unary((x) => {
    const result = compute(x);
    if (Number.isNaN(result) && !Number.isNaN(x)) return EXIT;
    return finiteOr(result, x);
  });

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return isOddInteger(floor) ? floor + 1 : floor;
}

const toInt = (round: (x: number) => number): Evaluate =>
  unary((x) => {
    if (!Number.isFinite(x)) return EXIT;
    const value = BigInt(round(x));
    return fits(value) ? value : EXIT;
  });

/** Sign of (int - float) by exact value; NaN when the float is one. */
function compareMixed(a: bigint, x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (!Number.isFinite(x)) return x > 0 ? -1 : 1;
  const floor = BigInt(Math.floor(x));
  if (a !== floor) return a < floor ? -1 : 1;
  return Math.floor(x) === x ? 0 : -1;
}

const mixed =
  (accept: (order: number) => boolean): Evaluate =>
  (args) =>
    accept(compareMixed(args[0] as bigint, args[1] as number));

const bool =
  (compute: (a: boolean, b: boolean) => boolean): Evaluate =>
  (args) =>
    compute(args[0] as boolean, args[1] as boolean);

const select: Evaluate = (args) => (args[0] === true ? args[1] : args[2]);

export const FLOAT_OPS = {
  F64Add: float((x, y) => x + y),
  F64Sub: float((x, y) => x - y),
  F64Mul: float((x, y) => x * y),
  F64Div: float((x, y) => (y === 0 ? EXIT : x / y)),
  F64FloorDiv: float(floorDivide),
  F64Mod: float(modulo),
  F64Pow: float(power),
  F64Neg: float((x) => -x),
  F64Abs: float((x) => Math.abs(x)),
  F64Eq: float((x, y) => x === y),
  F64Ne: float((x, y) => x !== y),
  F64Lt: float((x, y) => x < y),
  F64Le: float((x, y) => x <= y),
  F64Gt: float((x, y) => x > y),
  F64Ge: float((x, y) => x >= y),
  I64F64Eq: mixed((order) => order === 0),
  I64F64Lt: mixed((order) => order < 0),
  I64F64Le: mixed((order) => order <= 0),
  I64F64Gt: mixed((order) => order > 0),
  I64F64Ge: mixed((order) => order >= 0),
  F64Sqrt: math(Math.sqrt),
  F64Sin: math(Math.sin),
  F64Cos: math(Math.cos),
  F64Tan: math(Math.tan),
  F64Asin: math(Math.asin),
  F64Acos: math(Math.acos),
  F64Atan: math(Math.atan),
  F64Sinh: math(Math.sinh),
  F64Cosh: math(Math.cosh),
  F64Tanh: math(Math.tanh),
  F64Exp: math(Math.exp),
  F64Log: math(Math.log),
  F64Log2: math(Math.log2),
  F64Log10: math(Math.log10),
  F64Atan2: float(Math.atan2),
  F64Fmod: float((x, y) => (Number.isNaN(x % y) && !Number.isNaN(x) && !Number.isNaN(y) ? EXIT : x % y)),
  F64Copysign: float(copySign),
  F64MathPow: float(mathPower),
  F64IsNan: unary((x) => Number.isNaN(x)),
  F64IsInf: unary((x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  F64Trunc: toInt(Math.trunc),
  F64Floor: toInt(Math.floor),
  F64Ceil: toInt(Math.ceil),
  F64Round: toInt(roundHalfEven),
  I1ToI64: (args) => (args[0] === true ? 1n : 0n),
  I1Not: bool((a) => !a),
  I1Eq: bool((a, b) => a === b),
  I1And: bool((a, b) => a && b),
  I1Or: bool((a, b) => a || b),
  SelectI64: select,
  SelectF64: select,
  SelectObj: select,
} satisfies Partial<Record<OpName, Evaluate>>;
