/** What a snapshot may say, given the function whose exit it belongs to. */
import type { VirtualKind } from '../deopt/sources.ts';
import type { Exit, FrameImage, IrFunction, Region, Snapshot, Source, Virtual } from './region.ts';
import { isTask } from './walk.ts';

type Say = (text: string) => void;

/** Number of parts of each kind of virtual; null: any. */
const PART_COUNT = {
  Tuple: null,
  RangeIter: 3,
  RangeIterEnd: 3,
  Range: 3,
  ListIter: 2,
  TupleIter: 2,
  ListReverseIter: 2,
  Enumerate: 2,
  Zip: null,
  Slice: 3,
  BufferIter: 2,
} as const satisfies Record<VirtualKind, number | null>;

export function checkSnapshot(region: Region, fn: IrFunction, exit: Exit, snapshot: Snapshot, say: Say): void {
  if (isTask(fn)) return checkStates(snapshot, say);
  if (snapshot.frames.length === 0) say('a snapshot without frames');
  for (const [i, frame] of snapshot.frames.entries()) {
    const entered = i === 0 && fn.id === 0;
    checkFrame(region, frame, entered, say);
    const waiting = i < snapshot.frames.length - 1 || exit.reason === 'CalleeExit';
    if (frame.waiting !== waiting) say(`frame ${i} is ${frame.waiting ? '' : 'not '}waiting`);
    for (const source of [...frame.locals, ...frame.stack]) {
      if (source.kind === 'Keep' && !entered) say(`frame ${i} keeps a slot of a frame that does not exist`);
      checkSource(region, snapshot, source, say);
    }
  }
  for (const [i, virtual] of snapshot.virtuals.entries()) checkVirtual(region, fn, snapshot, virtual, i, say);
  for (const name of snapshot.names) {
    if (!hasBinding(region, name.dict) || !hasBinding(region, name.name)) say('a name store without its bindings');
    if (name.value.kind === 'Null' || name.value.kind === 'Keep') say(`a name is stored from ${name.value.kind}`);
    checkSource(region, snapshot, name.value, say);
  }
}

/** One frame that is never made: its locals are the states, its stack the number of iterations done. */
function checkStates(snapshot: Snapshot, say: Say): void {
  const [frame, second] = snapshot.frames;
  if (frame === undefined || second !== undefined || snapshot.virtuals.length + snapshot.names.length > 0)
    say('a task leaves with more than its states');
  const sources = frame ? [...frame.locals, ...frame.stack] : [];
  if (frame?.stack.length !== 1 || sources.some((source) => source.kind !== 'Value')) say('a state is no value');
}

function checkFrame(region: Region, frame: FrameImage, entered: boolean, say: Say): void {
  if (entered !== (frame.function === null)) say(`a frame ${entered ? 'with' : 'without'} a function`);
  if (frame.function !== null && !hasBinding(region, frame.function)) say(`no binding ${frame.function}`);
}

function checkSource(region: Region, snapshot: Snapshot, source: Source, say: Say): void {
  switch (source.kind) {
    case 'Binding':
      if (!hasBinding(region, source.binding)) say(`no binding ${source.binding}`);
      return;
    case 'OwnerOr':
      if (source.owner.rep !== 'Obj') say(`v${source.owner.id}, an owner, is ${source.owner.rep}`);
      if (source.value.rep !== 'I64' && source.value.rep !== 'F64')
        say(`v${source.value.id} has an owner and is ${source.value.rep}`);
      return;
    case 'Virtual':
      if (snapshot.virtuals[source.virtual] === undefined) say(`no virtual ${source.virtual}`);
      return;
    case 'Slot':
      say('a slot outside the target of a virtual');
  }
}

function checkVirtual(
  region: Region,
  fn: IrFunction,
  snapshot: Snapshot,
  virtual: Virtual,
  number: number,
  say: Say,
): void {
  const count = PART_COUNT[virtual.kind];
  if (count !== null && virtual.parts.length !== count)
    say(`virtual ${number}, a ${virtual.kind}, has ${virtual.parts.length} parts`);
  for (const part of virtual.parts) {
    if (part.kind === 'Keep') say(`virtual ${number} keeps a slot`);
    else checkSource(region, snapshot, part, say);
  }
  const target = virtual.target.kind;
  if (target !== 'Null' && !(target === 'Slot' && fn.id === 0)) say(`virtual ${number} goes into ${target}`);
  if (contains(snapshot, number, number)) say(`virtual ${number} contains itself`);
}

function contains(snapshot: Snapshot, outer: number, wanted: number, depth = 0): boolean {
  if (depth > snapshot.virtuals.length) return false;
  const parts = snapshot.virtuals[outer]?.parts ?? [];
  return parts.some((part) => {
    return part.kind === 'Virtual' && (part.virtual === wanted || contains(snapshot, part.virtual, wanted, depth + 1));
  });
}

function hasBinding(region: Region, binding: number): boolean {
  return region.bindings[binding] !== undefined;
}
