/** Mutants that put something else into the frames at an exit. */
import { at } from '../../engine/base/invariant.ts';
import type { FrameImage, Op, Region, Snapshot, Source, Value } from '../../engine/ir/region.ts';
import { definitions, sourcesOf } from '../../engine/ir/walk.ts';
import { Maker } from '../../engine/passes/maker.ts';

const isNumber = (source: Source): source is Extract<Source, { kind: 'Value' | 'OwnerOr' }> =>
  source.kind === 'Value' || source.kind === 'OwnerOr';

/** Slots of locals whose values come from registers. */
function liveLocals(frame: FrameImage): number[] {
  return frame.locals.flatMap((source, slot) => (isNumber(source) ? [slot] : []));
}

const innermost = (snapshot: Snapshot): FrameImage => at(snapshot.frames, snapshot.frames.length - 1, 'frame');

/** A bool computed here comes out as an int. */
export function boolsAsInts(region: Region): number {
  const ints = new Map<number, Value>();
  for (const fn of region.functions) {
    const make = new Maker(region, fn);
    const widened = (value: Value): Op[] => {
      if (value.rep !== 'I1') return [];
      const wide = make.value('I64');
      ints.set(value.id, wide);
      return [make.op('I1ToI64', [value], wide)];
    };
    for (const block of fn.blocks) {
      const after = block.ops.flatMap((op) => [op, ...(op.result ? widened(op.result) : [])]);
      block.ops = [...block.params.flatMap(widened), ...after];
    }
  }
  let count = 0;
  for (const source of region.snapshots.flatMap(sourcesOf)) {
    const wide = source.kind === 'Value' ? ints.get(source.value.id) : undefined;
    if (source.kind !== 'Value' || wide === undefined) continue;
    source.value = wide;
    count += 1;
  }
  return count;
}

/** The bits of a float are taken for an int. */
export function floatBitsAsInts(region: Region): number {
  let count = 0;
  for (const source of region.snapshots.flatMap(sourcesOf)) {
    if (!isNumber(source) || source.value.rep !== 'F64') continue;
    source.value = { ...source.value, rep: 'I64' };
    count += 1;
  }
  return count;
}

/** The last local that is in a register keeps what it had when native code was entered. */
export function forgetLocal(region: Region): number {
  let count = 0;
  for (const { frames } of region.snapshots) {
    const frame = at(frames, 0, 'frame');
    const slot = frame.function === null ? liveLocals(frame).at(-1) : undefined;
    if (slot === undefined) continue;
    frame.locals[slot] = { kind: 'Keep' };
    count += 1;
  }
  return count;
}

/** The first two locals that are in registers are exchanged. */
export function swapLocals(region: Region): number {
  let count = 0;
  for (const snapshot of region.snapshots) {
    const { locals } = innermost(snapshot);
    const [a, b] = liveLocals(innermost(snapshot));
    if (a === undefined || b === undefined) continue;
    [locals[a], locals[b]] = [at(locals, b), at(locals, a)];
    count += 1;
  }
  return count;
}

/** Which part of a virtual iterator says where it stands. */
const POSITION: Readonly<Record<string, number>> = { RangeIterEnd: 0, ListIter: 1, TupleIter: 1 };

/** An iterator comes out one item behind. */
export function iteratorBehind(region: Region): number {
  const defining = definitions(region);
  let count = 0;
  for (const virtual of region.snapshots.flatMap(({ virtuals }) => virtuals)) {
    const part = virtual.parts[POSITION[virtual.kind] ?? -1];
    const step = part?.kind === 'Value' ? defining.get(part.value.id) : undefined;
    if (part?.kind !== 'Value' || step?.op !== 'I64Add') continue;
    part.value = at(step.args, 0);
    count += 1;
  }
  return count;
}

/** Names that a module's loop has assigned are not stored. */
export function forgetNames(region: Region): number {
  let count = 0;
  for (const { names } of region.snapshots) count += names.splice(0).length;
  return count;
}
