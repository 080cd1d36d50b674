/** What the runtime does at an exit: frames, virtual objects and names out of a snapshot and the values there. */
import { at, InvariantError } from '../base/invariant.ts';
import type { FrameImage, Snapshot, Source, Value, Virtual } from '../ir/region.ts';
import { boolObject, FALSE, NONE, type PyObject, type Slot, TRUE } from './objects.ts';
import type { Operand } from './operand.ts';

/** One frame as the interpreter finds it. */
export interface Frame {
  readonly function: number | null;
  readonly code: number;
  readonly unit: number;
  readonly waiting: boolean;
  readonly locals: readonly Slot[];
  readonly stack: readonly Slot[];
}

export class Materialiser {
  readonly frames: readonly Frame[];
  readonly names: readonly { readonly dict: number; readonly name: number; readonly value: Slot }[];
  readonly #snapshot: Snapshot;
  readonly #slots: readonly Slot[];
  readonly #bindings: readonly Slot[];
  readonly #read: (value: Value) => Operand;
  /** One object for every use of a raw value, or of a virtual, in this record. */
  readonly #boxes = new Map<number, PyObject>();
  readonly #built = new Map<number, PyObject>();
  /** Updates of iterators that exist: done after everything was read. */
  readonly #updates: (() => void)[] = [];

  constructor(snapshot: Snapshot, slots: readonly Slot[], bindings: readonly Slot[], read: (value: Value) => Operand) {
    this.#snapshot = snapshot;
    this.#slots = slots;
    this.#bindings = bindings;
    this.#read = read;
    this.frames = snapshot.frames.map((image) => this.#frame(image));
    this.names = snapshot.names.map(({ dict, name, value }) => ({ dict, name, value: this.#source(value, -1) }));
    for (const i of snapshot.virtuals.keys()) this.#virtual(i);
  }

  updateInPlace(): void {
    for (const update of this.#updates) update();
  }

  #frame(image: FrameImage): Frame {
    const { code, unit, waiting } = image;
    const locals = image.locals.map((source, i) => this.#source(source, i));
    const stack = image.stack.map((source, i) => this.#source(source, image.locals.length + i));
    return { function: image.function, code, unit, waiting, locals, stack };
  }

  /** `slot`: where the source stands in the frame, for Keep. */
  #source(source: Source, slot: number): Slot {
    switch (source.kind) {
      case 'Keep':
        return this.#slots[slot] ?? null;
      case 'Null':
        return null;
      case 'None':
        return NONE;
      case 'True':
        return TRUE;
      case 'False':
        return FALSE;
      case 'Binding':
        return at(this.#bindings, source.binding, 'binding');
      case 'Slot':
        return this.#slots[source.slot] ?? null;
      case 'Virtual':
        return this.#virtual(source.virtual);
      case 'OwnerOr':
        return (this.#read(source.owner) as Slot) ?? this.#box(source.value);
      case 'Value':
        return source.value.rep === 'Obj' ? this.#object(source.value) : this.#box(source.value);
    }
  }

  #object(value: Value): PyObject {
    const object = this.#read(value) as Slot;
    if (object === null) throw new InvariantError(`v${value.id} is NULL at an exit`);
    return object;
  }

  #box(value: Value): PyObject {
    const raw = this.#read(value);
    if (typeof raw === 'boolean') return boolObject(raw);
    let box = this.#boxes.get(value.id);
    if (box === undefined) {
      box = typeof raw === 'bigint' ? { kind: 'int', value: raw } : { kind: 'float', value: raw as number };
      this.#boxes.set(value.id, box);
    }
    return box;
  }

  #virtual(number: number): PyObject {
    const known = this.#built.get(number);
    if (known !== undefined) return known;
    const virtual = at(this.#snapshot.virtuals, number, 'virtual');
    const target = virtual.target.kind === 'Null' ? null : this.#source(virtual.target, -1);
    const fresh = this.#build(virtual);
    if (target === null) {
      this.#built.set(number, fresh);
      return fresh;
    }
    if (target.kind !== fresh.kind) throw new InvariantError(`a ${fresh.kind} goes into a ${target.kind}`);
    this.#updates.push(() => Object.assign(target, fresh));
    this.#built.set(number, target);
    return target;
  }

  #build(virtual: Virtual): PyObject {
    const part = (i: number): Slot => this.#source(at(virtual.parts, i, 'part'), -1);
    const int = (i: number): bigint => {
      const object = part(i);
      if (object?.kind !== 'int') throw new InvariantError(`part ${i} of a ${virtual.kind} is no int`);
      return object.value;
    };
    const all = (): Slot[] => virtual.parts.map((_, i) => part(i));
    switch (virtual.kind) {
      case 'Tuple':
        return { kind: 'tuple', items: all() };
      case 'RangeIter':
        return { kind: 'rangeIter', next: int(0), remaining: int(1), step: int(2) };
      case 'RangeIterEnd':
        return { kind: 'rangeIter', next: int(0), remaining: (int(1) - int(0)) / int(2), step: int(2) };
      case 'Range':
        return { kind: 'range', start: int(0), stop: int(1), step: int(2) };
      case 'ListIter':
        return { kind: 'listIter', sequence: part(0), index: int(1) };
      case 'TupleIter':
        return { kind: 'tupleIter', sequence: part(0), index: int(1) };
      case 'ListReverseIter':
        return { kind: 'listReverseIter', sequence: part(0), index: int(1) };
      case 'BufferIter':
        return { kind: 'bufferIter', sequence: part(0), index: int(1) };
      case 'Enumerate':
        return { kind: 'enumerate', index: int(0), iterator: part(1) };
      case 'Slice':
        return { kind: 'slice', parts: all() };
      case 'Zip':
        return { kind: 'zip', iterators: all(), strict: false };
    }
  }
}
