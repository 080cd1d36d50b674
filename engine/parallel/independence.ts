/**
 * Whether iterations only read what none of them has written. Stores to lists are done after the tasks, in program order:
 * so it does not matter who writes, or reads before; a read after a write of the same item, in the same iteration or a later one, does.
 */
import { at } from '../base/invariant.ts';
import type { Op, Value } from '../ir/region.ts';
import type { Access, Body } from './body.ts';
import type { CountedLoop } from './loop-shape.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

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
}

export function independenceOf(
  loop: CountedLoop,
  body: Body,
  defined: ReadonlyMap<number, Op>,
): Independence | Refusal {
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
  const notNegative: Value[] = [];
  for (const read of body.reads) {
    if (!written.has(read.list.id)) continue;
    const refusal = beforeWrites(loop, body, read, defined, notNegative);
    if (refusal) return refusal;
  }
  const apart = apartFrom(loop, body, rows, written, defined);
  if (isRefusal(apart)) return apart;
  const buffers = buffersApart(loop, body, defined, notNegative);
  if (isRefusal(buffers)) return buffers;
  return { distinct: pairs(loop, body, written), written: [...written.values()], apart, buffers, notNegative };
}

/** Elements are written at once: each iteration touches those at its own index, of the buffers that are written. */
function buffersApart(
  loop: CountedLoop,
  body: Body,
  defined: ReadonlyMap<number, Op>,
  notNegative: Value[],
): (readonly [Op, Op])[] | Refusal {
  const counter = at(loop.header.params, loop.counter);
  const sources = new Map<number, Op>();
  for (const { data, op } of [...body.stores, ...body.loads]) {
    const from = defined.get(data.id);
    if (from?.op !== 'BufferData' || loop.inside.has(data.id)) {
      if (body.stores.length === 0) continue;
      return refuse('UnknownSubscript', op.line, 'which buffer is used is decided in the iteration');
    }
    sources.set(data.id, from);
  }
  const written = new Map<number, number>(body.stores.map(({ data, op }) => [data.id, op.line]));
  for (const { data, index, op } of [...body.stores, ...body.loads]) {
    const line = written.get(data.id);
    if (line === undefined) continue;
    const own = rawIndex(index, defined);
    const where = `an element is used at line ${op.line} that another iteration may write at line ${line}`;
    if (own !== counter || !loop.up) return refuse('Dependence', op.line, where);
    notNegative.push(counter);
  }
  const pairs: (readonly [Op, Op])[] = [];
  for (const [id, target] of sources)
    for (const [other, source] of sources)
      if (written.has(id) && id !== other && !(written.has(other) && other < id)) pairs.push([target, source]);
  return pairs;
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
  for (const { id } of body.lengths)
    if (appended.has(id)) return refuse('Dependence', 0, 'the length of a list is asked for that iterations append to');
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

/** A read of a list that is written: only of the item that the same iteration, and no other, writes after it. */
function beforeWrites(
  loop: CountedLoop,
  body: Body,
  read: Access,
  defined: ReadonlyMap<number, Op>,
  notNegative: Value[],
): Refusal | null {
  const counter = loop.header.params[loop.counter];
  const own = rawIndex(read.index, defined);
  for (const write of body.writes) {
    if (write.list !== read.list) continue;
    const where = `an item of a list is read at line ${read.op.line} that an iteration writes at line ${write.op.line}`;
    const same = own !== null && own === rawIndex(write.index, defined) && own === counter;
    const after = write.block === read.block && write.block.ops.indexOf(write.op) > write.block.ops.indexOf(read.op);
    if (!same) return refuse('Dependence', read.op.line, where);
    if (!after || loop.isNested(read.block.id)) return refuse('SameIteration', read.op.line, where);
  }
  if (own) notNegative.push(own);
  return null;
}

/** The index before negative ones are counted from the end. */
function rawIndex(index: Value | null, defined: ReadonlyMap<number, Op>): Value | null {
  const op = index && defined.get(index.id);
  return op?.op === 'IndexWrap' || op?.op === 'IndexBelow' ? (op.args[0] ?? null) : index;
}

function pairs(loop: CountedLoop, body: Body, written: ReadonlyMap<number, Value>): (readonly [Value, Value])[] {
  const found: (readonly [Value, Value])[] = [];
  const others = new Map([...written]);
  for (const { list } of body.reads) if (!loop.inside.has(list.id)) others.set(list.id, list);
  for (const list of body.lengths) if (!loop.inside.has(list.id)) others.set(list.id, list);
  for (const target of written.values())
    for (const other of others.values())
      if (other !== target && !(written.has(other.id) && other.id < target.id)) found.push([target, other]);
  return found;
}
