/** Control flow of one code object: successors, places where ways meet, loops. */
import type { Instruction, OpcodeName } from './decode.ts';

const NO_FALLTHROUGH = new Set<OpcodeName>([
  'JUMP_FORWARD',
  'JUMP_BACKWARD',
  'JUMP_BACKWARD_NO_INTERRUPT',
  'RETURN_VALUE',
  'RETURN_CONST',
  'RAISE_VARARGS',
  'RERAISE',
]);

/** Units an instruction may go on at, in the same frame. */
export function successors(instruction: Instruction): number[] {
  const result: number[] = [];
  if (!NO_FALLTHROUGH.has(instruction.op)) result.push(instruction.next);
  if (instruction.target >= 0) result.push(instruction.target);
  return result;
}

/** A loop as a range of units: header first, last back edge last. Ranges that overlap without nesting are one loop. */
export interface LoopRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The loops of a code object, outer before inner.
 *
 * `while` loops are rotated: `continue` jumps to a first copy of the test, the bottom test to the body. Their two ranges
 * overlap and belong together; ranges that nest stay apart.
 */
export function loopRanges(instructions: readonly Instruction[]): LoopRange[] {
  const last = new Map<number, number>();
  for (const it of instructions) {
    if (it.op === 'JUMP_BACKWARD') last.set(it.target, Math.max(last.get(it.target) ?? 0, it.unit));
  }
  const ranges = [...last]
    .map(([first, end]) => ({ first, last: end }))
    .sort((a, b) => a.first - b.first || b.last - a.last);
  const merged: LoopRange[] = [];
  for (const range of ranges) {
    const overlapped = merged.findIndex((m) => m.first < range.first && range.first <= m.last && m.last < range.last);
    const other = merged[overlapped];
    if (other) merged[overlapped] = { first: other.first, last: range.last };
    else merged.push(range);
  }
  return merged;
}

/** Units where two or more ways meet, and every target of a back edge. */
export function joinUnits(instructions: readonly Instruction[]): Set<number> {
  const seen = new Map<number, number>();
  const joins = new Set<number>();
  for (const it of instructions) {
    if (it.op === 'JUMP_BACKWARD') joins.add(it.target);
    for (const to of successors(it)) seen.set(to, (seen.get(to) ?? 0) + 1);
  }
  for (const [unit, count] of seen) if (count > 1) joins.add(unit);
  return joins;
}

function backwardTargets(instructions: readonly Instruction[]): number[] {
  return instructions.filter((it) => it.op === 'JUMP_BACKWARD').map((it) => it.target);
}

/** Targets of back edges. */
export function headers(instructions: readonly Instruction[]): Set<number> {
  return new Set(backwardTargets(instructions));
}

/** Targets of more than one back edge: loops whose last statement is an `if`, or that have a `continue`. */
export function sharedHeaders(instructions: readonly Instruction[]): Set<number> {
  const targets = backwardTargets(instructions);
  return new Set(targets.filter((target, i) => targets.indexOf(target) !== i));
}

/** Local slots a code object ever stores to (or clears). */
export function assignedLocals(instructions: readonly Instruction[], within: LoopRange | null): Set<number> {
  const slots = new Set<number>();
  for (const it of instructions) {
    if (within && (it.unit < within.first || it.unit > within.last)) continue;
    if (it.op === 'STORE_FAST' || it.op === 'DELETE_FAST' || it.op === 'LOAD_FAST_AND_CLEAR') slots.add(it.arg);
    else if (it.op === 'STORE_FAST_LOAD_FAST') slots.add(it.arg >> 4);
    else if (it.op === 'STORE_FAST_STORE_FAST') {
      slots.add(it.arg >> 4);
      slots.add(it.arg & 15);
    }
  }
  return slots;
}
