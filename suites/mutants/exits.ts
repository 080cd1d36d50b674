/** Mutants that go on at another place after an exit. */

import type { ExitReason } from '../../engine/base/exit-reasons.ts';
import type { ExitId, SnapshotId } from '../../engine/base/ids.ts';
import { at } from '../../engine/base/invariant.ts';
import { decode, type Instruction } from '../../engine/bytecode/decode.ts';
import { lineOfUnits } from '../../engine/bytecode/lines.ts';
import { spillLayout } from '../../engine/codegen/exits.ts';
import type { FrameImage, Region, Snapshot } from '../../engine/ir/region.ts';
import type { CodeObject, Trace } from '../../traces/format/trace.ts';

function withFrame(snapshot: Snapshot, index: number, change: Partial<FrameImage>): Snapshot {
  return { ...snapshot, frames: snapshot.frames.map((frame, k) => (k === index ? { ...frame, ...change } : frame)) };
}

/** Each exit is described by the snapshot of its neighbour, where the words of both look alike. */
export function describeByNeighbour(region: Region): number {
  const shape = (snapshot: SnapshotId): string =>
    spillLayout(region, snapshot)
      .map(({ rep }) => rep)
      .join();
  const unit = (snapshot: SnapshotId): number => at(region.snapshots, snapshot).frames.at(-1)?.unit ?? -1;
  const before = [...region.exits];
  let count = 0;
  before.slice(0, -1).forEach((exit, k) => {
    const next = at(before, k + 1).snapshot;
    if (shape(exit.snapshot) !== shape(next) || unit(exit.snapshot) === unit(next)) return;
    region.exits[k] = { ...exit, snapshot: next };
    count += 1;
  });
  return count;
}

/** After an exit at an arithmetic instruction the interpreter goes on with the next one: the result is the left operand. */
export function skipInstruction(region: Region, trace: Trace): number {
  const codes = trace.codes.map(({ code }) => decode(code));
  let count = 0;
  region.snapshots.forEach((snapshot, id) => {
    const last = snapshot.frames.length - 1;
    const { code, unit, waiting, stack } = at(snapshot.frames, last);
    const instruction = at(codes, code).find(({ start }) => start === unit);
    if (waiting || instruction?.op !== 'BINARY_OP') return;
    region.snapshots[id] = withFrame(snapshot, last, { unit: instruction.next, stack: stack.slice(0, -1) });
    count += 1;
  });
  return count;
}

/** The first exit after an append goes back to before it. */
export function appendTwice(region: Region): number {
  let count = 0;
  for (const block of region.functions.flatMap(({ blocks }) => blocks)) {
    let back: SnapshotId | null = null;
    block.ops = block.ops.map((op) => {
      if (op.exit === null) return op;
      const exit = at(region.exits, op.exit);
      const target = back;
      back = op.op === 'ListAppend' ? exit.snapshot : null;
      if (target === null) return op;
      count += 1;
      return { ...op, exit: (region.exits.push({ ...exit, snapshot: target }) - 1) as ExitId };
    });
  }
  return count;
}

/** Exits at which the interpreter raises, almost always. */
const RAISING: ReadonlySet<ExitReason> = new Set<ExitReason>(['DivisionByZero', 'IndexOutOfRange']);

/** An instruction that looks the same on another line: the nearest before, or else the first. */
function twinOf(code: CodeObject, unit: number): Instruction | undefined {
  const instructions = decode(code.code);
  const lines = lineOfUnits(code.lineTable, code.firstLine, code.code.length / 2);
  const own = instructions.find((it) => it.start === unit || it.unit === unit);
  const twins = instructions.filter(
    (it) => own && it.op === own.op && it.arg === own.arg && lines[it.unit] !== lines[own.unit],
  );
  return twins.findLast((it) => it.unit < unit) ?? twins[0];
}

/** Gives the frame that is `fromInnermost` further out the unit of such a twin, at exits that raise. */
function moveToTwin(region: Region, trace: Trace, fromInnermost: 0 | 1): number {
  let count = 0;
  region.exits.forEach((exit, k) => {
    const snapshot = at(region.snapshots, exit.snapshot);
    const index = snapshot.frames.length - 1 - fromInnermost;
    const frame = snapshot.frames[index];
    const twin = frame && RAISING.has(exit.reason) ? twinOf(at(trace.codes, frame.code), frame.unit) : undefined;
    if (!frame || !twin) return;
    const moved = withFrame(snapshot, index, { unit: frame.waiting ? twin.unit : twin.start });
    region.exits[k] = { ...exit, snapshot: (region.snapshots.push(moved) - 1) as SnapshotId };
    count += 1;
  });
  return count;
}

/** What raises is done at another line. */
export function raiseElsewhere(region: Region, trace: Trace): number {
  return moveToTwin(region, trace, 0);
}

/** The caller of what raises is said to have called from another line. */
export function callElsewhere(region: Region, trace: Trace): number {
  return moveToTwin(region, trace, 1);
}
