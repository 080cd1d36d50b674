/**
 * The oracle of the dependence tests: a described loop is run, on numbers, once in program order and once as a parallel
 * run does it, and what the iterations saw and left behind is compared. It knows nothing of the tests.
 */
import { at, invariant } from '../../base/invariant.ts';
import type { Access, LoopDescription } from '../loop.ts';
import { evaluated, type Polynomial, type Variable } from '../polynomial.ts';
import type { Guard } from '../verdict.ts';

/** A list of rows or of numbers. What an item is: the name of who wrote it, so that readers tell writers apart. */
export interface Row {
  readonly name: string;
  readonly items: (Row | string)[];
  /** Where in the items it begins; several buffers may share one memory. */
  readonly offset: number;
  /** null: as many as there are. */
  readonly length: number | null;
}

/** What a description leaves open. */
export interface World {
  readonly symbols: ReadonlyMap<Variable, bigint>;
  readonly count: number;
  /** Makes the containers, by id, with the objects they share; the same each time. */
  readonly objects: () => ReadonlyMap<number, Row>;
  /** Decides conditions and what is unknown: any number for a place and a moment, the same each time. */
  readonly chance: (place: string) => number;
}

class IndexError extends Error {}

/** What one iteration saw, in order. */
type Sight = readonly unknown[];

/** A place that was touched, and whether it was written. */
interface Touch {
  readonly items: Row['items'];
  readonly index: number;
  readonly writes: boolean;
}

/** How an iteration reaches memory. */
interface Memory {
  length(row: Row): number;
  read(row: Row, index: number): Row | string;
  write(row: Row, index: number, value: Row | string): void;
  append(row: Row, value: Row | string): void;
}

const DIRECT: Memory = {
  length: (row) => row.length ?? row.items.length,
  read: (row, index) => at(row.items, row.offset + index),
  write: (row, index, value) => {
    row.items[row.offset + index] = value;
  },
  append: (row, value) => {
    row.items.push(value);
  },
};

/** Lists are written once all is over, buffers at once; `touched` are places of buffers. */
class Worker implements Memory {
  readonly log: (() => void)[] = [];
  readonly touched: Touch[] = [];
  readonly #own = new Map<Row['items'], Map<number, Row | string>>();

  length(row: Row): number {
    return DIRECT.length(row);
  }

  read(row: Row, index: number): Row | string {
    const place = row.offset + index;
    if (row.length !== null) this.touched.push({ items: row.items, index: place, writes: false });
    return this.#own.get(row.items)?.get(place) ?? DIRECT.read(row, index);
  }

  write(row: Row, index: number, value: Row | string): void {
    this.log.push(() => DIRECT.write(row, index, value));
    if (row.length === null) return;
    const place = row.offset + index;
    this.touched.push({ items: row.items, index: place, writes: true });
    const own = this.#own.get(row.items) ?? new Map<number, Row | string>();
    this.#own.set(row.items, own.set(place, value));
  }

  append(row: Row, value: Row | string): void {
    this.log.push(() => DIRECT.append(row, value));
  }
}

/** What differs between program order and a parallel run of all iterations; null: nothing. */
export function differenceOf(loop: LoopDescription, world: World): string | null {
  const objects = world.objects();
  const workers = Array.from({ length: world.count }, () => new Worker());
  const sights = workers.map((worker, k) => sightOf(loop, world, objects, worker, k));
  const race = raceOf(workers);
  if (race !== null) return race;

  const stopped = sights.indexOf(null);
  const finished = stopped < 0 ? world.count : stopped;
  const serial = world.objects();
  for (let k = 0; k < finished; k++) {
    const [saw, sees] = [sights[k], sightOf(loop, world, serial, DIRECT, k)];
    if (JSON.stringify(saw) !== JSON.stringify(sees)) {
      return `iteration ${k} sees ${JSON.stringify(saw)}, in program order ${JSON.stringify(sees)}`;
    }
  }
  for (const worker of workers.slice(0, finished)) for (const entry of worker.log) entry();
  const [left, expected] = [objects, serial].map((all) => JSON.stringify([...all]));
  return left === expected ? null : `left behind ${left}, in program order ${expected}`;
}

function raceOf(workers: readonly Worker[]): string | null {
  const seen = new Map<Row['items'], Map<number, { worker: number; writes: boolean }[]>>();
  for (const [k, { touched }] of workers.entries()) {
    for (const { items, index, writes } of touched) {
      const places = seen.get(items) ?? new Map<number, { worker: number; writes: boolean }[]>();
      const there = places.get(index) ?? [];
      const other = there.find(({ worker, writes: wrote }) => worker !== k && (writes || wrote));
      if (other !== undefined) return `iterations ${other.worker} and ${k} touch item ${index} of a buffer`;
      seen.set(items, places.set(index, [...there, { worker: k, writes }]));
    }
  }
  return null;
}

/** What an iteration sees; null when it stops at an index outside. */
function sightOf(
  loop: LoopDescription,
  world: World,
  objects: ReadonlyMap<number, Row>,
  memory: Memory,
  iteration: number,
): Sight | null {
  const seen: unknown[] = [];
  const values = new Map(world.symbols).set(loop.index, BigInt(iteration));
  const value = (polynomial: Polynomial) => Number(evaluated(polynomial, (name) => known(values, name)));

  const touch = (access: Access): void => {
    const moment = `${iteration} ${access.order} ${access.loops.map((name) => values.get(name)).join()}`;
    if (access.conditional && world.chance(`if ${moment}`) % 2 === 0) return;
    const named = access.kind === 'append' || access.kind === 'length';
    let row = known(objects, access.container);
    access.subscripts.forEach((subscript, k) => {
      const length = memory.length(row);
      const index = subscript === null ? world.chance(`${k} ${moment}`) % Math.max(length, 1) : value(subscript);
      const wrapped = index < 0 ? index + length : index;
      if (wrapped < 0 || wrapped >= length) throw new IndexError();
      if (!named && k === access.subscripts.length - 1) {
        if (access.kind === 'write') memory.write(row, wrapped, newItem(access, loop, moment));
        else seen.push(nameOf(memory.read(row, wrapped)));
        return;
      }
      const item = memory.read(row, wrapped);
      if (typeof item === 'string') throw new IndexError();
      row = item;
    });
    if (access.kind === 'append') memory.append(row, newItem(access, loop, moment));
    if (access.kind === 'length') seen.push(memory.length(row));
  };

  /** Runs accesses that have `level` loops around them in common. */
  const run = (accesses: readonly Access[], level: number): void => {
    let k = 0;
    while (k < accesses.length) {
      const access = at(accesses, k);
      const around = access.loops[level];
      if (around === undefined) {
        touch(access);
        k += 1;
        continue;
      }
      const after = accesses.findIndex((other, place) => place > k && other.loops[level] !== around);
      const end = after < 0 ? accesses.length : after;
      const inner = loop.inner.find(({ variable }) => variable === around);
      invariant(inner !== undefined, around);
      const low = inner.low === null ? (world.chance(`low ${iteration} ${around}`) % 3) - 1 : value(inner.low);
      const high = inner.high === null ? (world.chance(`high ${iteration} ${around}`) % 4) - 1 : value(inner.high);
      for (let here = low; here <= high; here++) {
        values.set(around, BigInt(here));
        run(accesses.slice(k, end), level + 1);
      }
      k = end;
    }
  };

  try {
    run(
      loop.accesses.toSorted((a, b) => a.order - b.order),
      0,
    );
    return seen;
  } catch (error) {
    if (error instanceof IndexError) return null;
    throw error;
  }
}

function nameOf(item: Row | string): string {
  return typeof item === 'string' ? item : item.name;
}

/** What a write leaves: a name, or a row where rows are. */
function newItem(access: Access, loop: LoopDescription, moment: string): Row | string {
  const container = loop.containers.find(({ id }) => id === access.container);
  const depth = access.kind === 'append' ? access.subscripts.length + 1 : access.subscripts.length;
  if (container === undefined || container.lengths.length === depth) return moment;
  return { name: moment, items: [moment, moment, moment], offset: 0, length: null };
}

/** Whether a guard holds before the loop. */
export function guardHolds(guard: Guard, world: World): boolean {
  const objects = world.objects();
  switch (guard.kind) {
    case 'Condition':
      return guard.anyOf.some((way) => way.every((one) => evaluated(one, (name) => known(world.symbols, name)) >= 0n));
    case 'Disjoint':
      return !rowsOf(known(objects, guard.a)).some((a) => rowsOf(known(objects, guard.b)).some((b) => overlap(a, b)));
    case 'DistinctRows': {
      const rows = rowsOf(known(objects, guard.container));
      return !rows.some((a, k) => rows.slice(k + 1).some((b) => overlap(a, b)));
    }
  }
}

function overlap(a: Row, b: Row): boolean {
  if (a.items !== b.items) return false;
  if (a.length === null || b.length === null) return true;
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** The row and all rows in it. */
function rowsOf(row: Row): readonly Row[] {
  return [row, ...row.items.flatMap((item) => (typeof item === 'string' ? [] : rowsOf(item)))];
}

function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const found = map.get(key);
  invariant(found !== undefined, `nothing known of ${String(key)}`);
  return found;
}
