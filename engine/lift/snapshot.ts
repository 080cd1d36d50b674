/** State to snapshot: what the interpreter must see if it takes over before the instruction being lifted. */
import type { BindingId } from '../base/ids.ts';
import type { FrameImage, NameStore, Snapshot, Source, Virtual } from '../ir/region.ts';
import type { Av, VirtualAv } from './abstract-value.ts';
import type { FrameState, State } from './state.ts';

/** What a snapshot needs to name a module-level variable. */
export interface NameBindings {
  dict(namespace: number): BindingId;
  name(text: string): BindingId;
}

class SnapshotMaker {
  readonly virtuals: Virtual[] = [];
  readonly #made = new Map<Av, number>();

  /** `home`: the slot of the entered frame this is for, or -1. */
  source(av: Av, home: number): Source {
    switch (av.kind) {
      case 'null':
        return { kind: 'Null' };
      case 'keep':
        return av.slot === home ? { kind: 'Keep' } : { kind: 'Slot', slot: av.slot };
      case 'const':
        if (av.binding !== null) return { kind: 'Binding', binding: av.binding };
        if (av.constant.kind === 'Bool') return { kind: av.constant.value ? 'True' : 'False' };
        return { kind: 'None' };
      case 'known':
        return { kind: 'Binding', binding: av.binding };
      case 'num':
        return av.owner === null
          ? { kind: 'Value', value: av.value }
          : { kind: 'OwnerOr', value: av.value, owner: av.owner };
      case 'obj':
        return { kind: 'Value', value: av.value };
      case 'virtual':
        return { kind: 'Virtual', virtual: this.#virtual(av) };
    }
  }

  #virtual(av: VirtualAv): number {
    const known = this.#made.get(av);
    if (known !== undefined) return known;
    const parts = av.parts.map((part) => this.source(part, -1));
    const target: Source = av.target === null ? { kind: 'Null' } : { kind: 'Slot', slot: av.target };
    const index = this.virtuals.push({ kind: av.virtual, parts, target }) - 1;
    this.#made.set(av, index);
    return index;
  }

  frame(frame: FrameState, entered: boolean): FrameImage {
    const home = (slot: number): number => (entered ? slot : -1);
    const base = frame.locals.length;
    const waiting = frame.waitingAt >= 0;
    return {
      function: entered ? null : frame.binding,
      code: frame.context.index,
      unit: waiting ? frame.waitingAt : frame.at,
      waiting,
      locals: frame.locals.map((av, slot) => this.source(av, home(slot))),
      stack: frame.stack.map((av, slot) => this.source(av, home(base + slot))),
    };
  }
}

/** The snapshot of a state; `native`: it belongs to a natively called function, whose first frame is pushed, too. */
export function snapshotOf(state: State, names: NameBindings, native: boolean): Snapshot {
  const maker = new SnapshotMaker();
  const frames = state.frames.map((frame, depth) => maker.frame(frame, depth === 0 && !native));
  const stores: NameStore[] = [];
  for (const entry of state.names) {
    if (entry.av.kind === 'null') continue;
    const value = maker.source(entry.av, -1);
    stores.push({ dict: names.dict(entry.namespace), name: names.name(entry.name), value });
  }
  return { frames, virtuals: maker.virtuals, names: stores };
}
