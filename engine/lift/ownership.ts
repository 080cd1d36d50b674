/**
 * Keeping objects alive: pins, releases, and where cells hold what at joins.
 *
 * Before anything that can free an object, each borrowed object still needed gets a keep-alive cell of its own
 * (`pinAll`). Objects held by nobody but their slot are dropped where Python would drop them (`release`), and only if
 * that cannot run Python code.
 */
import type { CellId } from '../base/ids.ts';
import type { Value } from '../ir/region.ts';
import type { Av, Obj } from './abstract-value.ts';
import type { Lifting } from './lifting.ts';
import { mapState, type State, valuesOf } from './state.ts';

/** Objects some slot of the state owns, or that live until native code ends. */
function anchored(state: State): Set<number> {
  const ids = new Set<number>();
  for (const av of valuesOf(state)) {
    if (av.kind === 'obj' && (av.cell !== null || av.stable)) ids.add(av.value.id);
    if (av.kind === 'num' && av.owner && av.stable) ids.add(av.owner.id);
  }
  return ids;
}

/**
 * A cell that neither the state nor `taken` uses, nor the state from before the instruction: its operands are out of the
 * state and still to be boxed, and its exits show them. Numbers left in it are dropped when it is used again.
 */
function freeCell(lifting: Lifting, taken: Iterable<CellId> = []): CellId {
  const used = new Set<CellId>([...taken, ...lifting.busyCells]);
  for (const state of [lifting.state, lifting.before])
    for (const av of valuesOf(state))
      if ((av.kind === 'obj' || av.kind === 'num') && av.cell !== null) used.add(av.cell);
  for (let k = 0; ; k += 1) {
    const cell = lifting.cellAt(`free:${k}`);
    if (!used.has(cell)) return cell;
  }
}

/**
 * Puts a new reference into a cell, which no other object gets within the instruction: the slot that gets the result owns
 * it. `make` is called only where there are cells: behind an allocation there is no way out.
 */
export function own(lifting: Lifting, type: Obj['type'], make: () => Value): Obj {
  requireCells(lifting);
  const fresh = make();
  const cell = freeCell(lifting);
  lifting.busyCells.add(cell);
  lifting.effect('CellSwap', [fresh], { kind: 'cell', value: cell });
  return { kind: 'obj', value: fresh, type, cell, stable: false };
}

/** Natively called functions have no cells of their own: what needs one is left to the interpreter. */
function requireCells(lifting: Lifting): void {
  if (lifting.fn.id !== 0) lifting.notCompiled('an object kept alive inside a recursive function');
}

/** The object behind a slot that is neither owned nor held until the end; null otherwise. */
function borrowedObject(av: Av): Value | null {
  if (av.kind === 'obj' && av.cell === null && !av.stable) return av.value;
  if (av.kind === 'num' && av.cell === null && !av.stable) return av.owner;
  return null;
}

/** Gives every borrowed object of the state a reference of its own. */
export function pinAll(lifting: Lifting): void {
  planPins(lifting)();
}

/** As `pinAll`, done when the returned function is called; until then the state stays as it is. */
export function planPins(lifting: Lifting): () => void {
  const held = anchored(lifting.state);
  const cells = new Map<number, CellId>();
  const pins: Move[] = [];
  for (const av of valuesOf(lifting.state)) {
    const object = borrowedObject(av);
    if (!object || held.has(object.id) || cells.has(object.id)) continue;
    requireCells(lifting);
    const cell = freeCell(lifting, cells.values());
    cells.set(object.id, cell);
    pins.push({ cell, object });
  }
  return () => {
    if (pins.length > 0) doPins(lifting, pins, cells);
  };
}

function doPins(lifting: Lifting, pins: readonly Move[], cells: ReadonlyMap<number, CellId>): void {
  const retained = pins.map(({ object }) => lifting.op('Retain', [object]));
  pins.forEach(({ cell }, i) => lifting.effect('CellSwap', [retained[i] as Value], { kind: 'cell', value: cell }));
  mapState(lifting.state, (av) => {
    const object = borrowedObject(av);
    const cell = object ? cells.get(object.id) : undefined;
    return cell === undefined || (av.kind !== 'num' && av.kind !== 'obj') ? av : { ...av, cell };
  });
}

/**
 * Makes ready to drop what slots held; they must already be out of the state. Guards now (the instruction may have to be
 * left to the interpreter), drops when the returned function is called, after the instruction's own work.
 */
export function release(lifting: Lifting, ...dropped: Av[]): () => void {
  return letGo(lifting, dropped, (doomed) => guardReleases(lifting, doomed));
}

/** As `release`, where the instruction puts something in the place of what a container held (`old`), which is dropped besides. */
export function releaseWith(lifting: Lifting, old: Value, ...dropped: Av[]): () => void {
  return letGo(lifting, dropped, (doomed) => guardReleases(lifting, [old, ...doomed]));
}

/** As `release`, for what the instruction itself puts into a container: that reference is never the last, so nothing is guarded. */
export function releaseStored(lifting: Lifting, stored: Av): () => void {
  return letGo(lifting, [stored], () => undefined);
}

/** Of several, each may hold the last references of the others: they are not looked at one by one. */
function guardReleases(lifting: Lifting, doomed: readonly Value[]): void {
  const count = doomed.length > 1 ? lifting.i64(BigInt(doomed.length)) : null;
  for (const value of doomed) {
    const ok = count === null ? lifting.op('ReleaseOk', [value]) : lifting.op('ReleaseManyOk', [value, count]);
    lifting.guard(ok, 'Finaliser');
  }
}

function letGo(lifting: Lifting, dropped: readonly Av[], check: (doomed: readonly Value[]) => void): () => void {
  const clears: CellId[] = [];
  const doomed: Value[] = [];
  for (const av of dropped.flatMap(parts)) {
    if (av.kind !== 'obj' || av.type === 'Str') continue;
    if (av.cell === null && av.home === undefined) continue;
    if (stillNamed(lifting, av)) {
      if (av.cell !== null && !handOver(lifting, av, av.cell)) clears.push(av.cell);
      continue;
    }
    doomed.push(av.value);
    if (av.cell !== null) clears.push(av.cell);
  }
  check(doomed);
  for (const cell of clears) lifting.busyCells.add(cell);
  if (clears.length > 0) pinAll(lifting);
  return () => {
    for (const cell of clears) {
      lifting.effect('CellClear', [], { kind: 'cell', value: cell });
      lifting.busyCells.delete(cell);
    }
  };
}

function parts(av: Av): Av[] {
  return av.kind === 'virtual' ? [av, ...av.parts.flatMap(parts)] : [av];
}

export function stillNamed(lifting: Lifting, av: Obj): boolean {
  for (const other of valuesOf(lifting.state)) {
    if (other.kind === 'obj' && other.value.id === av.value.id) return true;
    if (other.kind === 'keep' && other.slot === av.home) return true;
  }
  return false;
}

/** Another slot names the object: if it has no reference of its own it takes this cell. False: the cell is to be cleared. */
function handOver(lifting: Lifting, av: Obj, cell: CellId): boolean {
  for (const other of valuesOf(lifting.state)) {
    if (other.kind !== 'obj' || other.value.id !== av.value.id) continue;
    if (other.cell === cell) return true;
    if (other.cell !== null || other.stable) return false;
  }
  let given = false;
  mapState(lifting.state, (other) => {
    if (given || other.kind !== 'obj' || other.value.id !== av.value.id) return other;
    given = true;
    return { ...other, cell };
  });
  return true;
}

/** An object, and the cell that is to hold it. */
interface Move {
  readonly object: Value;
  readonly cell: CellId;
}

/**
 * Brings the state into the form shared at joins: each owned or borrowed object sits in the cell of its place; numbers
 * have none. Where one was pinned, the objects of all move to cells of their own, which no pin uses: behind the join nobody
 * knows which cell keeps them alive. Cells left empty-handed are cleared.
 */
export function settleCells(lifting: Lifting): void {
  const moves: Move[] = [];
  const before = new Set<CellId>();
  const after = new Set<CellId>();
  for (const av of valuesOf(lifting.state)) if (av.kind === 'obj' && av.cell !== null) before.add(av.cell);
  const pinned = [...valuesOf(lifting.state)].some((av) => av.kind === 'num' && av.cell !== null);
  const kept = new Set<number>();
  const settle = (av: Av, place: string): Av => {
    if (av.kind === 'virtual') return { ...av, parts: av.parts.map((part, i) => settle(part, `${place}.${i}`)) };
    if (av.kind === 'num') {
      if (pinned && av.owner && !av.stable && !kept.has(av.owner.id)) {
        kept.add(av.owner.id); // once, whichever places name it
        moves.push({ object: av.owner, cell: lifting.cellAt(`num:${place}`) });
      }
      return av.cell === null ? av : { ...av, cell: null, stable: false };
    }
    if (av.kind !== 'obj' || av.stable) return av;
    const cell = lifting.cellAt(place);
    after.add(cell);
    if (av.cell !== cell) moves.push({ object: av.value, cell });
    return { ...av, cell };
  };
  const { state } = lifting;
  state.frames.forEach((frame, depth) => {
    frame.locals = frame.locals.map((av, i) => settle(av, `${depth}:${i}`));
    frame.stack = frame.stack.map((av, i) => settle(av, `${depth}:${frame.locals.length + i}`));
  });
  for (const entry of state.names) entry.av = settle(entry.av, `name:${entry.namespace}:${entry.name}`);
  if (moves.length > 0) requireCells(lifting);
  const retained = moves.map((move) => lifting.op('Retain', [move.object]));
  moves.forEach((move, i) => lifting.effect('CellSwap', [retained[i] as Value], { kind: 'cell', value: move.cell }));
  for (const cell of before) if (!after.has(cell)) lifting.effect('CellClear', [], { kind: 'cell', value: cell });
}
