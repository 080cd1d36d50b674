/** What is defined at a point of a sequence: enough to know which commands make sense there, not what they compute. */
import type { Edit, Fact } from './edits.ts';
import { PIECES, type PieceName } from './pieces.ts';
import type { Template } from './templates.ts';

/** Names of the functions under test. */
export const SLOTS = ['f', 'g'] as const;
export type Slot = (typeof SLOTS)[number];

export const otherSlot = (slot: Slot): Slot => (slot === 'f' ? 'g' : 'f');

export class Model {
  readonly pieces = new Set<PieceName>();
  readonly slots = new Map<Slot, Template>();
  readonly facts = new Set<Fact>();

  /** Notes them, and gives the texts that define those not yet there. */
  define(needs: readonly PieceName[]): string[] {
    const missing = needs.filter((name) => !this.pieces.has(name));
    for (const name of missing) this.pieces.add(name);
    return missing.map((name) => PIECES[name]);
  }

  /** The edit would change something that matters. */
  allows(edit: Edit, text: string, slot: Slot): boolean {
    const [one, other] = [this.slots.get(slot), this.slots.get(otherSlot(slot))];
    if (text.includes('{f}') && !one) return false;
    if (text.includes('{g}') && !other) return false;
    if (edit.functions === 'cell' && !one?.hasCell) return false;
    if (edit.functions === 'same-cells' && one?.hasCell !== other?.hasCell) return false;
    if (edit.requires !== undefined && !this.facts.has(edit.requires)) return false;
    return edit.needs.every((name) => FREE.has(name) || this.#isUsed(name));
  }

  #isUsed(name: PieceName): boolean {
    return [...this.slots.values()].some(({ needs }) => needs.includes(name));
  }

  apply(edit: Edit, slot: Slot): void {
    if (edit.ends !== undefined) this.facts.delete(edit.ends);
    if (edit.makes !== undefined) this.facts.add(edit.makes);
    const swapped = edit.functions === 'same-cells' ? this.slots.get(otherSlot(slot)) : undefined;
    if (swapped) this.slots.set(slot, swapped);
  }
}

/** Pieces that no function leans on: an edit brings them along. */
const FREE: ReadonlySet<PieceName> = new Set<PieceName>(['tracer', 'weakref']);
