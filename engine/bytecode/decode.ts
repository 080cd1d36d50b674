/**
 * Bytes to instructions: EXTENDED_ARG joined, caches skipped, jump targets resolved.
 *
 * Units are code units (two bytes). `start` is where an exit may resume (the first EXTENDED_ARG), `unit` is the opcode
 * itself: what observations and waiting frames are keyed by.
 */
import { InvariantError } from '../base/invariant.ts';
import { BINARY_OPERATORS_313, OPCODES_313 } from './opcodes-313.generated.ts';

type Table = typeof OPCODES_313;
export type OpcodeName = Table[keyof Table]['name'];

export interface Instruction {
  readonly op: OpcodeName;
  readonly arg: number;
  /** First EXTENDED_ARG, or the opcode. */
  readonly start: number;
  /** The opcode itself. */
  readonly unit: number;
  /** The unit after the caches: the next instruction. */
  readonly next: number;
  /** Jump target, or -1. For FOR_ITER: where it goes when exhausted, END_FOR and POP_TOP already skipped. */
  readonly target: number;
}

const BY_NUMBER = new Map<number, { name: OpcodeName; caches: number }>(
  Object.entries(OPCODES_313).map(([number, row]) => [Number(number), row]),
);

const FORWARD = new Set<OpcodeName>([
  'JUMP_FORWARD',
  'POP_JUMP_IF_FALSE',
  'POP_JUMP_IF_TRUE',
  'POP_JUMP_IF_NONE',
  'POP_JUMP_IF_NOT_NONE',
  'SEND',
]);
const BACKWARD = new Set<OpcodeName>(['JUMP_BACKWARD', 'JUMP_BACKWARD_NO_INTERRUPT']);

function targetOf(op: OpcodeName, arg: number, next: number): number {
  if (FORWARD.has(op)) return next + arg;
  if (BACKWARD.has(op)) return next - arg;
  // CPython 3.13 bytecodes.c FOR_ITER: JUMPBY(oparg + 2) skips END_FOR and POP_TOP, the iterator is popped already.
  if (op === 'FOR_ITER') return next + arg + 2;
  return -1;
}

/** Instructions in order. @throws InvariantError on an opcode this version of CPython does not have. */
export function decode(code: Uint8Array): Instruction[] {
  const instructions: Instruction[] = [];
  let start = 0;
  let extended = 0;
  for (let unit = 0; unit * 2 < code.length; ) {
    const number = code[unit * 2] ?? 0;
    const row = BY_NUMBER.get(number);
    if (!row) throw new InvariantError(`opcode ${number} at unit ${unit} is not one of CPython 3.13`);
    const arg = (extended << 8) | (code[unit * 2 + 1] ?? 0);
    const next = unit + 1 + row.caches;
    if (row.name === 'EXTENDED_ARG') extended = arg;
    else {
      instructions.push({ op: row.name, arg, start, unit, next, target: targetOf(row.name, arg, next) });
      extended = 0;
      start = next;
    }
    unit = next;
  }
  return instructions;
}

/** The operator of a BINARY_OP argument, in-place forms made plain (`+=` is `+` on numbers). */
export function binaryOperator(arg: number): string {
  const text = BINARY_OPERATORS_313[arg];
  if (text === undefined) throw new InvariantError(`BINARY_OP ${arg}`);
  return text.endsWith('=') ? text.slice(0, -1) : text;
}

/** Operators of COMPARE_OP, by oparg >> 5. */
export const COMPARE_OPERATORS = ['<', '<=', '==', '!=', '>', '>='] as const;
export type CompareOperator = (typeof COMPARE_OPERATORS)[number];
