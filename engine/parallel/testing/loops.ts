/** Loops by chance, each with a world in which it can be run: what the dependence tests are tried on. */
import * as fc from 'fast-check';
import type { Access, Container, InnerLoop, LoopDescription } from '../loop.ts';
import {
  constant,
  evaluated,
  minus,
  type Polynomial,
  plus,
  scaled,
  times,
  type Variable,
  variable,
} from '../polynomial.ts';
import type { Row, World } from './execution.ts';

export interface Case {
  readonly loop: LoopDescription;
  readonly world: World;
}

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

const SYMBOLS = ['n', 'N', 'c', 'L'] as const;

/** A loop and a world that goes with it: facts hold, lengths are those of the objects. */
export const cases: fc.Arbitrary<Case> = fc.gen().map((drawn) => caseOf((arbitrary) => drawn(() => arbitrary)));

function caseOf(draw: Draw): Case {
  const whole = (low: number, high: number) => draw(fc.integer({ min: low, max: high }));
  const symbols = new Map<Variable, bigint>([
    ['n', BigInt(whole(0, 6))],
    ['N', BigInt(whole(0, 5))],
    ['c', BigInt(whole(-4, 7))],
    ['L', BigInt(whole(2, 30))],
  ]);
  const value = (one: Polynomial) => Number(evaluated(one, (name) => symbols.get(name) ?? 0n));
  const inner = innerLoops(draw);
  const containers = containersOf(draw);
  const count = draw(fc.constantFrom(variable('n'), variable('n'), variable('N'), constant(BigInt(whole(0, 6))), null));
  const loop: LoopDescription = {
    index: 'i',
    count,
    inner,
    containers,
    distinct: [],
    accesses: accessesOf(draw, inner, containers),
    facts: draw(fc.subarray(factsWorthKnowing())).filter((one) => value(one) >= 0),
  };
  const seed = whole(0, 1000);
  const lengths = new Map(
    containers.map(({ id, lengths }) => [id, lengths.map((one) => (one ? Math.max(value(one), 0) : whole(2, 9)))]),
  );
  return {
    loop,
    world: {
      symbols,
      count: count === null ? whole(0, 6) : Math.max(value(count), 0),
      objects: objectsOf(draw, containers, lengths),
      chance: (place) => hashOf(`${seed} ${place}`),
    },
  };
}

/** Relations that loops of programs have, and some they have not. */
function factsWorthKnowing(): Polynomial[] {
  const [n, N, c, L] = SYMBOLS.map(variable) as [Polynomial, Polynomial, Polynomial, Polynomial];
  const one = constant(1n);
  return [
    c,
    minus(N, one),
    minus(N, n),
    minus(n, N),
    minus(L, n),
    minus(L, scaled(n, 2n)),
    minus(L, times(n, N)),
    minus(c, n),
  ];
}

function innerLoops(draw: Draw): readonly InnerLoop[] {
  const i = variable('i');
  const one = constant(1n);
  const lows = [constant(0n), constant(0n), constant(0n), i, plus(i, one), null];
  const highs = [
    minus(variable('N'), one),
    minus(variable('N'), one),
    minus(i, one),
    minus(variable('n'), one),
    constant(2n),
    null,
  ];
  return ['j', 'k'].map((name, level) => ({
    variable: name,
    low: draw(fc.constantFrom(...lows)),
    high: draw(fc.constantFrom(...highs, ...(level === 0 ? [] : [variable('j')]))),
  }));
}

function containersOf(draw: Draw): readonly Container[] {
  const number = draw(fc.integer({ min: 1, max: 3 }));
  const deep = draw(fc.boolean());
  const storage = draw(fc.constantFrom('list' as const, 'list' as const, 'buffer' as const));
  const lengths = [variable('L'), constant(8n), constant(8n), constant(40n), variable('n'), null];
  const length = fc.constantFrom(draw(fc.constantFrom(...lengths)), draw(fc.constantFrom(...lengths)));
  return Array.from({ length: number }, (_, id) => {
    const depth = deep && draw(fc.integer({ min: 0, max: 2 })) > 0 ? 2 : 1;
    return {
      id,
      name: 'abc'.charAt(id),
      storage,
      lengths: Array.from({ length: depth }, () => draw(length)),
      rows: draw(fc.constantFrom('guardable' as const, 'guardable' as const, 'unknown' as const)),
      invariant: draw(fc.integer({ min: 0, max: 4 })) > 0,
    };
  });
}

/** A body: accesses outside, in the first loop, in the second inside the first or after it. */
function accessesOf(draw: Draw, inner: readonly InnerLoop[], containers: readonly Container[]): readonly Access[] {
  const nested = draw(fc.boolean()) || inner[1]?.high?.terms[0]?.factors[0] === 'j';
  const shapes: (readonly Variable[])[] = [[], ['j'], nested ? ['j', 'k'] : ['k'], []];
  const accesses: Access[] = [];
  const places = draw(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }));
  for (const place of places.toSorted((a, b) => a - b)) {
    accesses.push(accessOf(draw, shapes[place] ?? [], containers, accesses.length));
  }
  return accesses;
}

function accessOf(draw: Draw, loops: readonly Variable[], containers: readonly Container[], order: number): Access {
  const container = draw(fc.constantFrom(...containers));
  const depth = container.lengths.length;
  const list = container.storage === 'list';
  const rare = draw(fc.integer({ min: 0, max: 9 }));
  const kind = list && rare === 0 ? 'append' : list && rare === 1 ? 'length' : rare < 6 ? 'write' : 'read';
  const full = kind === 'append' || kind === 'length' ? depth - 1 : depth;
  const fewer = depth === 2 && full > 0 && draw(fc.integer({ min: 0, max: 9 })) === 0;
  const subscripts = Array.from({ length: fewer ? full - 1 : full }, () => subscriptOf(draw, loops));
  const whole = (kind === 'read' || kind === 'write') && subscripts.length === 0;
  return {
    container: container.id,
    kind,
    subscripts: whole ? [subscriptOf(draw, loops)] : subscripts,
    loops,
    order,
    conditional: draw(fc.integer({ min: 0, max: 5 })) === 0,
    line: order + 10,
    name: `${container.name}[${order}]`,
  };
}

/** Sums of products as programs have them. */
function subscriptOf(draw: Draw, loops: readonly Variable[]): Polynomial | null {
  const inductions = ['i', ...loops].map(variable);
  const factors = [1n, 1n, 1n, 2n, -1n, 0n, 3n].map(constant);
  const factor = fc.constantFrom(...factors, ...factors, variable('N'), variable('n'), variable('c'));
  const shape = draw(fc.integer({ min: 0, max: 19 }));
  if (shape === 0) return null;
  const offset = draw(fc.constantFrom(0n, 0n, 0n, 0n, 1n, -1n, 2n, 5n, 9n).map(constant));
  if (shape < 10)
    return plus(
      variable('i'),
      draw(fc.constantFrom(offset, offset, variable('c'), minus(variable('c'), constant(1n)))),
    );
  if (shape < 12) return plus(draw(fc.constantFrom(...inductions)), offset);
  if (shape < 14) return minus(minus(variable(draw(fc.constantFrom('n', 'L', 'N'))), constant(1n)), variable('i'));
  if (shape < 17 && loops[0] !== undefined) {
    const [outer, inside] = draw(fc.boolean()) ? ['i', loops[0]] : [loops[0], 'i'];
    return plus(
      times(variable(outer), draw(fc.constantFrom(variable('N'), variable('n'), constant(6n)))),
      variable(inside),
      offset,
    );
  }
  return plus(...inductions.map((one) => times(one, draw(factor))), offset);
}

/** Objects with what they may share: rows, wholes, memory. */
function objectsOf(draw: Draw, containers: readonly Container[], lengths: ReadonlyMap<number, readonly number[]>) {
  const sharing = draw(fc.boolean());
  const picks = draw(fc.array(fc.nat({ max: 30 }), { minLength: 12, maxLength: 12 }));
  return (): ReadonlyMap<number, Row> => {
    let next = 0;
    const pick = (below: number) => (picks[next++ % picks.length] ?? 0) % below;
    const made: Row[] = [];
    const makeLeaf = (name: string, length: number, isBuffer: boolean): Row => {
      if (sharing && pick(2) === 0) {
        const there = made.filter((row) =>
          row.length === null ? row.items.length === length : row.items.length >= length,
        );
        const shared = there[pick(Math.max(there.length, 1))];
        if (shared !== undefined) {
          return isBuffer ? { ...shared, offset: pick(shared.items.length - length + 1), length } : shared;
        }
      }
      const items = Array.from({ length: isBuffer ? length + 4 : length }, (_, k) => `${name}${k}`);
      const leaf: Row = { name, items, offset: 0, length: isBuffer ? length : null };
      made.push(leaf);
      return leaf;
    };
    const wholes: Row[] = [];
    return new Map(
      containers.map(({ id, name, storage }) => {
        const [outer = 0, inside] = lengths.get(id) ?? [];
        if (inside === undefined) return [id, makeLeaf(name, outer, storage === 'buffer')] as const;
        const same = wholes.find(({ items }) => items.length === outer && sameInside(items, inside));
        if (sharing && same !== undefined && pick(2) === 0) return [id, same] as const;
        const items = Array.from({ length: outer }, (_, k) => makeLeaf(`${name}${k}.`, inside, storage === 'buffer'));
        const whole: Row = { name, items, offset: 0, length: null };
        wholes.push(whole);
        return [id, whole] as const;
      }),
    );
  };
}

function sameInside(items: Row['items'], length: number): boolean {
  return items.every((item) => typeof item !== 'string' && (item.length ?? item.items.length) === length);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash >>> 3;
}
