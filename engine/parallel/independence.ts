/**
 * Whether iterations only read what none of them has written. Stores to lists are done after the tasks, in program order:
 * so it does not matter who writes, or reads before; a read after a write of the same item, in the same iteration or a later one, does.
 */
import { at } from '../base/invariant.ts';
import type { Op, Value } from '../ir/region.ts';
import type { Body } from './body.ts';
import { dependencesOf } from './dependence.ts';
import { describe, type Given } from './describe.ts';
import { type Condition, lookedAt } from './guards.ts';
import type { CountedLoop } from './loop-shape.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Dependence, DependenceReason } from './verdict.ts';

export interface Independence {
  /** Lists that must be two objects for it to hold, all known before the loop. */
  readonly distinct: readonly (readonly [Value, Value])[];
  /** Lists written to; whatever an iteration reads from a list it came to by itself, that list must be none of these. */
  readonly written: readonly Value[];
  /** Pairs of lists: no item of the first, which iterations write to, is the second or one of its items. */
  readonly apart: readonly (readonly [Value, Value])[];
  /** Pairs of buffers, by what gave their addresses, that share no memory. */
  readonly buffers: readonly (readonly [Op, Op])[];
  /** Ints, known before the loop, that must not be negative: they would count from the end. */
  readonly notNegative: readonly Value[];
  /** What else must hold before the loop. */
  readonly conditions: readonly Condition[];
  /** Whether each iteration writes elements of buffers at the loop's counter only. */
  readonly storesAtCounter: boolean;
}

const VERDICTS: Record<DependenceReason, Refusal['verdict']> = {
  CarriedFlow: 'Dependence',
  CarriedAnti: 'Dependence',
  CarriedOutput: 'Dependence',
  ReadAfterWrite: 'SameIteration',
  UnknownSubscript: 'UnknownSubscript',
  MayBeSame: 'UnknownSubscript',
  SharedRows: 'UnknownSubscript',
  ReplacedRows: 'UnknownSubscript',
  WrappedSubscript: 'UnknownSubscript',
  LengthWhileAppending: 'Dependence',
};

export function independenceOf(given: Given & { readonly body: Body }): Independence | Refusal {
  const { loop, body, defined } = given;
  const written = new Map<number, Value>();
  const appended = new Set<number>();
  const rows = new Map<number, Value>();
  for (const { list, index, op } of body.writes) {
    const row = loop.inside.has(list.id) ? rowOf(loop, list, defined) : null;
    if (row && index !== null) rows.set(row.id, row);
    else if (loop.inside.has(list.id))
      return refuse('UnknownSubscript', op.line, 'which list is written is decided in the iteration');
    else written.set(list.id, list);
    if (index === null) appended.add(list.id);
  }
  const mixed = mixedUse(body, written, appended);
  if (mixed) return mixed;
  const apart = apartFrom(loop, body, rows, written, defined);
  if (isRefusal(apart)) return apart;
  const known = knownContainers(given);
  if (isRefusal(known)) return known;
  const pairs = [...known.distinct, ...sourcesApart(loop, body, written)];
  const distinct = [...new Map(pairs.map(([a, b]) => [[a.id, b.id].sort().join(' '), [a, b] as const])).values()];
  const counter = at(loop.header.params, loop.counter);
  const storesAtCounter = loop.up && body.stores.every(({ index }) => rawIndex(index, defined) === counter);
  const notNegative = storesAtCounter && body.stores.length > 0 ? [counter] : [];
  return { ...known, distinct, written: [...written.values()], apart, notNegative, storesAtCounter };
}

/** Of containers that are known before the loop: none is read where another iteration writes. */
function knownContainers(given: Given): (ReturnType<typeof lookedAt> & object) | Refusal {
  if (given.body.writes.length + given.body.stores.length === 0) return { distinct: [], buffers: [], conditions: [] };
  const description = describe(given);
  if (isRefusal(description)) return description;
  const verdict = dependencesOf(description.loop);
  if (verdict.kind === 'Dependent') return refusalFor(at(verdict.dependences, 0));
  const looked = lookedAt(verdict.guards, description, given.defined);
  return looked ?? refuse('UnknownSubscript', 0, 'what must hold before the loop cannot be looked at');
}

/** The sentence names the lines. A dependence that was only not excluded is no mistake of the program. */
function refusalFor({ reason, certain, sentence }: Dependence): Refusal {
  const verdict = VERDICTS[reason];
  return refuse(verdict === 'Dependence' && !certain ? 'UnknownSubscript' : verdict, 0, sentence);
}

/** The list known before the loop of which a list is an item; null if it is something else. */
function rowOf(loop: CountedLoop, list: Value, defined: ReadonlyMap<number, Op>): Value | null {
  const op = defined.get(loop.uses.origin(list).id);
  const from = op?.op === 'ListItem' ? at(op.args, 0) : null;
  return from && !loop.inside.has(from.id) ? from : null;
}

function mixedUse(body: Body, written: ReadonlyMap<number, Value>, appended: ReadonlySet<number>): Refusal | null {
  for (const { list, index, op } of body.writes)
    if (index !== null && appended.has(list.id))
      return refuse('UnknownSubscript', op.line, 'a list is appended to and written by index');
  for (const { id } of body.sources)
    if (written.has(id))
      return refuse('Identity', 0, 'an object of a list is stored again that an iteration may replace');
  return null;
}

/** Iterations that write to the items of a list read from none of them. */
function apartFrom(
  loop: CountedLoop,
  body: Body,
  rows: ReadonlyMap<number, Value>,
  written: ReadonlyMap<number, Value>,
  defined: ReadonlyMap<number, Op>,
): (readonly [Value, Value])[] | Refusal {
  if (rows.size === 0) return [];
  for (const { id } of rows.values())
    if (written.has(id)) return refuse('UnknownSubscript', 0, 'a list is written, and its items are as well');
  const read = new Map<number, Value>();
  for (const { list, op } of body.reads) {
    const from = loop.inside.has(list.id) ? rowOf(loop, list, defined) : list;
    if (from === null)
      return refuse('UnknownSubscript', op.line, 'it cannot be seen that what is read is not what is written');
    if (from !== list && rows.has(from.id))
      return refuse(
        'Dependence',
        op.line,
        `items of a list of lists are read at line ${op.line} that iterations write`,
      );
    read.set(from.id, from);
  }
  return [...rows.values()].flatMap((row) => [...read.values()].map((list) => [row, list] as const));
}

/** The index before negative ones are counted from the end. */
function rawIndex(index: Value | null, defined: ReadonlyMap<number, Op>): Value | null {
  const op = index && defined.get(index.id);
  return op?.op === 'IndexWrap' || op?.op === 'IndexBelow' ? (op.args[0] ?? null) : index;
}

/** Lists of which objects are stored elsewhere are none of those written: what is stored is still there then. */
function sourcesApart(loop: CountedLoop, body: Body, written: ReadonlyMap<number, Value>): (readonly [Value, Value])[] {
  const sources = [...body.sources].filter((list) => !loop.inside.has(list.id));
  return sources.flatMap((source) => [...written.values()].map((target) => [source, target] as const));
}
