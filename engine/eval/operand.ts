/** What flows through the evaluator: a value of each rep, and the shape of the functions that compute them. */
import type { Op } from '../ir/region.ts';
import type { Machine } from './machine.ts';
import type { PyObject } from './objects.ts';

/** I64: bigint. F64: number. I1: boolean. Obj: an object, or null for NULL. */
export type Operand = bigint | number | boolean | PyObject | null;

/** What an op returns when native code leaves at it. */
export const EXIT: unique symbol = Symbol('exit');

/** `undefined`: the op has no result. */
export type Result = Operand | undefined | typeof EXIT;

export type Evaluate = (args: readonly Operand[], op: Op, machine: Machine) => Result;
