/**
 * TRACEJIT_FORCE_EXIT=k: the k-th place that can exit always does. A test that runs a program for every k has gone
 * through every exit with the values that are live there.
 */
import type { BlockId, ExitId, ValueId } from '../base/ids.ts';
import type { Op, Region, Value } from '../ir/region.ts';

interface Place {
  readonly ops: Op[];
  readonly index: number;
  readonly block: BlockId;
}

/** Places in order of functions, blocks, ops. A native call is none: its snapshot holds only after the callee left. */
export function forceablePlaces(region: Region): Place[] {
  return region.functions.flatMap((fn) =>
    fn.blocks.flatMap((block) =>
      block.ops.flatMap((op, index) =>
        op.exit !== null && op.op !== 'CallNative' ? [{ ops: block.ops, index, block: block.id }] : [],
      ),
    ),
  );
}

function newValue(region: Region): Value {
  const id = region.nextValue as ValueId;
  region.nextValue += 1;
  return { id, rep: 'I1' };
}

/** Puts a guard that always fails before place `k`; its exit counts as `Forced`, but for entry guards,
 * whose failing means that nothing was entered. False when there is no such place. */
export function forceExit(region: Region, k: number): boolean {
  const place = forceablePlaces(region)[k];
  const op = place?.ops[place.index];
  if (place === undefined || op === undefined || op.exit === null) return false;
  const original = region.exits[op.exit];
  if (original === undefined) return false;
  const exit = region.exits.length as ExitId;
  region.exits.push(original.reason === 'EntryGuard' ? original : { ...original, reason: 'Forced' });
  const never = newValue(region);
  const { line } = op;
  place.ops.splice(
    place.index,
    0,
    { op: 'ConstI1', args: [], imm: { kind: 'bool', value: false }, result: never, exit: null, line },
    { op: 'Guard', args: [never], imm: null, result: null, exit, line },
  );
  return true;
}
