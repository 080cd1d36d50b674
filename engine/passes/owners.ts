/**
 * Owners: a number that came from no object needs no owner, and nothing is kept alive that is NULL.
 *
 * - A slot that is "the owner, or else a box" takes one word when the owner is known to be NULL, or known not to be:
 *   the number was unboxed from it.
 * - Boxing a number that was just unboxed gives the object it came from.
 * - Keeping NULL alive is emptying the cell; emptying a cell that nothing ever fills is nothing.
 * - A reference that is taken and dropped at once is not taken.
 */

import type { Block, Op, Region, Source, Value } from '../ir/region.ts';
import { definitions } from '../ir/walk.ts';
import { unboxedKind } from './kinds.ts';
import type { Pass } from './pass.ts';

export const owners: Pass = {
  name: 'owners',
  run(region) {
    const defining = definitions(region);
    let changed = simplifySources(region, defining);
    for (const fn of region.functions) for (const block of fn.blocks) changed += simplifyReferences(block, defining);
    return changed + dropUnusedCells(region);
  },
};

function simplifySources(region: Region, defining: Map<number, Op>): number {
  let changed = 0;
  const inPlace = (sources: Source[]): void => {
    for (const [i, source] of sources.entries()) {
      const simple = simplified(source, defining);
      if (simple === source) continue;
      sources[i] = simple;
      changed += 1;
    }
  };
  for (const snapshot of region.snapshots) {
    for (const frame of snapshot.frames) {
      inPlace(frame.locals);
      inPlace(frame.stack);
    }
    for (const virtual of snapshot.virtuals) inPlace(virtual.parts);
    for (const [i, name] of snapshot.names.entries()) {
      const value = simplified(name.value, defining);
      if (value !== name.value) snapshot.names[i] = { ...name, value };
    }
  }
  return changed;
}

function simplified(source: Source, defining: Map<number, Op>): Source {
  if (source.kind !== 'OwnerOr') return source;
  if (defining.get(source.owner.id)?.op === 'ConstNull') return { kind: 'Value', value: source.value };
  return isUnboxedFrom(source.value, source.owner, defining) ? { kind: 'Value', value: source.owner } : source;
}

/** Boxing a number without owner is plain boxing; one just unboxed from its owner is that object again. */
function plainBox(op: Op, defining: Map<number, Op>): Op {
  const name = op.op === 'BoxOwnerI64' ? 'BoxI64' : op.op === 'BoxOwnerF64' ? 'BoxF64' : null;
  const [value, owner] = op.args;
  if (name === null || value === undefined || owner === undefined) return op;
  if (isUnboxedFrom(value, owner, defining)) return { ...op, op: 'Retain', args: [owner], exit: null };
  return defining.get(owner.id)?.op === 'ConstNull' ? { ...op, op: name, args: [value] } : op;
}

function isUnboxedFrom(value: Value, owner: Value, defining: Map<number, Op>): boolean {
  const unbox = defining.get(value.id);
  return unbox !== undefined && unboxedKind(unbox.op) !== undefined && unbox.args[0] === owner;
}

/** Pairs of Retain and what steals its result, which the verifier keeps in one block. */
function simplifyReferences(block: Block, defining: Map<number, Op>): number {
  const gone = new Set<Op>();
  let changed = 0;
  const ops = block.ops.map((op): Op => {
    const box = plainBox(op, defining);
    if (box !== op) changed += 1;
    const retain = defining.get(op.args[0]?.id ?? -1);
    if (retain?.op !== 'Retain') return box;
    const isNull = defining.get(retain.args[0]?.id ?? -1)?.op === 'ConstNull';
    if (op.op === 'Release') gone.add(op).add(retain);
    if (op.op !== 'CellSwap' || !isNull) return op;
    gone.add(retain);
    changed += 1;
    return { ...op, op: 'CellClear', args: [] };
  });
  block.ops = ops.filter((op) => !gone.has(op));
  return changed + gone.size;
}

function dropUnusedCells(region: Region): number {
  const blocks = region.functions.flatMap((fn) => fn.blocks);
  const filled = new Set<unknown>();
  for (const block of blocks) for (const op of block.ops) if (op.op === 'CellSwap') filled.add(op.imm?.value);
  let dropped = 0;
  for (const block of blocks) {
    const ops = block.ops.filter((op) => op.op !== 'CellClear' || filled.has(op.imm?.value));
    dropped += block.ops.length - ops.length;
    block.ops = ops;
  }
  return dropped;
}
