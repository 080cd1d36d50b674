/**
 * New references (results of ops that allocate): each is stolen exactly once, in its block, before anything that can
 * exit; nothing else is ever stolen. An op that steals may itself exit (ListAppend): it has then stolen nothing, and
 * lowering drops the reference on that way out.
 *
 * A new list of NULLs is filled before anything that can exit, and before it is stolen.
 */
import { specOf } from './ops.ts';
import type { Block, IrFunction, Op } from './region.ts';

type Say = (text: string) => void;

/** Int constants of a function, by value id: list lengths and indices are given by them. */
export function intConstants(fn: IrFunction): Map<number, bigint> {
  const constants = new Map<number, bigint>();
  for (const block of fn.blocks) {
    for (const op of block.ops)
      if (op.op === 'ConstI64' && op.result !== null && op.imm?.kind === 'int')
        constants.set(op.result.id, op.imm.value);
  }
  return constants;
}

export function checkReferences(block: Block, constants: ReadonlyMap<number, bigint>, say: Say): void {
  /** New references that nothing has stolen yet. */
  const free = new Set<number>();
  /** Lists not filled yet: the indices missing. */
  const unfilled = new Map<number, Set<bigint>>();
  for (const op of block.ops) {
    fill(op, constants, unfilled);
    steal(op, free, unfilled, say);
    if (op.exit !== null) {
      for (const id of free) say(`v${id} is a new reference that ${op.op} would leave behind`);
      for (const id of unfilled.keys()) say(`the list v${id} has unset items when ${op.op} may exit`);
    }
    if (op.result !== null && specOf(op.op).effect === 'allocates') free.add(op.result.id);
    begin(op, constants, unfilled, say);
  }
  for (const id of free) say(`v${id} is a new reference that nothing steals`);
  for (const id of unfilled.keys()) say(`the list v${id} has unset items at the end of the block`);
}

function steal(op: Op, free: Set<number>, unfilled: Map<number, Set<bigint>>, say: Say): void {
  for (const position of specOf(op.op).steals ?? []) {
    const value = op.args[position];
    if (value === undefined) continue;
    if (!free.delete(value.id)) say(`${op.op} steals v${value.id}, which is no new reference (any more)`);
    if (unfilled.has(value.id)) say(`${op.op} steals the list v${value.id}, which has unset items`);
  }
}

function fill(op: Op, constants: ReadonlyMap<number, bigint>, unfilled: Map<number, Set<bigint>>): void {
  const [list, index] = op.args;
  if (op.op !== 'ListInit' || list === undefined || index === undefined) return;
  const missing = unfilled.get(list.id);
  missing?.delete(constants.get(index.id) ?? -1n);
  if (missing?.size === 0) unfilled.delete(list.id);
}

function begin(op: Op, constants: ReadonlyMap<number, bigint>, unfilled: Map<number, Set<bigint>>, say: Say): void {
  const length = op.args[0];
  if (op.op !== 'ListNew' || op.result === null || length === undefined) return;
  const count = constants.get(length.id);
  if (count === undefined) say(`the length of the list v${op.result.id} is no constant`);
  const missing = new Set<bigint>();
  for (let i = 0n; i < (count ?? 0n); i++) missing.add(i);
  if (missing.size > 0) unfilled.set(op.result.id, missing);
}
