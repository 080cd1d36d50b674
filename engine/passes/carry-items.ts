/**
 * Carry-items: an int of a list that the last round stored or read is not read again, but passed along.
 *
 * `a[i] = f(a[i - 1])` reads in each round what the round before has stored: the way through the list costs a check of
 * the type, a decode, and the wait for the store, which makes the whole loop wait. Where an index is the loop's counter
 * plus a constant, and the round before stored, or read, an int at what is now this index, with no other store to that
 * place since, the header gets that int as a parameter. It holds `UNKNOWN` in the first round; then, or when the number
 * happens to be that one, the item is read as it was, with its exit. The object is loaded either way: exits show it.
 *
 * Another list that is stored to may be the same one: asked at the end of each round, and the number is `UNKNOWN` then.
 *
 * Not where lengths change, an index that is stored to may count from the end, or is none the counter tells.
 */
import { at, invariant } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import { definitions, edgesOf, predecessors } from '../ir/walk.ts';
import { type Access, accessOf, stepOf } from './counted-access.ts';
import { bodyOf, valuesDefinedIn } from './loops.ts';
import { Maker } from './maker.ts';
import { memoryWritten } from './memory.ts';
import type { Pass } from './pass.ts';

/** Stands for a number that is not known. Any will do; one that fits an immediate operand is compared in one go. */
const UNKNOWN = -0x8000_0000n;

export const carryItems: Pass = {
  name: 'carry-items',
  run(region) {
    let carried = 0;
    for (const fn of region.functions) {
      const defined = definitions(region);
      const dominators = dominatorsOf(fn);
      const before = predecessors(fn);
      const plans = fn.blocks.flatMap((header) => {
        const loop = loopAt(fn, header, before, dominators);
        return loop ? plansFor(fn, loop, defined, dominators) : [];
      });
      if (plans.length === 0) continue;
      const maker = new Maker(region, fn);
      const unknown = maker.constant(UNKNOWN);
      const params = plans.map(() => maker.value('I64'));
      plans.forEach((plan, i) => pass(fn, plan, at(params, i), unknown, maker));
      plans.forEach((plan, i) => readIfUnknown(fn, plan.read, at(params, i), unknown, maker));
      carried += plans.length;
    }
    return carried;
  },
};

interface Loop {
  readonly header: Block;
  readonly latch: Block;
  readonly inside: ReadonlySet<number>;
}

/** An item as a number, read or stored, at an index the counter tells. */
interface Place {
  readonly op: Op;
  readonly access: Access;
  /** What the item is as a number after the op. */
  readonly number: Value;
}

interface Store {
  readonly op: Op;
  readonly list: Value;
  /** Null: an index the counter does not tell. */
  readonly access: Access | null;
}

interface Plan {
  readonly loop: Loop;
  readonly read: Op;
  readonly number: Value;
  /** The list, and others that are stored to, which may be the same object. */
  readonly list: Value;
  readonly others: readonly Value[];
}

/** The loop of a header, if it is an innermost one with one way back. */
function loopAt(fn: IrFunction, header: Block, before: readonly number[][], dominators: Dominators): Loop | null {
  if (!dominators.isReachable(header.id)) return null;
  const isBack = (from: number, to: number): boolean => dominators.isReachable(from) && dominators.dominates(to, from);
  const [only, second] = at(before, header.id).filter((from) => isBack(from, header.id));
  if (only === undefined || second !== undefined) return null;
  const latch = at(fn.blocks, only);
  const inside = bodyOf(fn, header, [latch]);
  for (const number of inside) {
    if (number === header.id) continue;
    if (at(before, number).some((from) => isBack(from, number))) return null;
  }
  return { header, latch, inside };
}

function plansFor(fn: IrFunction, loop: Loop, defined: ReadonlyMap<number, Op>, dominators: Dominators): Plan[] {
  const within = valuesDefinedIn(fn, loop.inside);
  const places: Place[] = [];
  const reads: Place[] = [];
  const stores: Store[] = [];
  for (const block of loop.inside) {
    for (const op of at(fn.blocks, block).ops) {
      const stored = storesOf(op, defined);
      if (stored === null || stored.some((store) => within.has(store.list.id))) return [];
      stores.push(...stored);
      const place = placeOf(op, defined);
      if (!place || within.has(place.access.list.id)) continue;
      if (op.op === 'UnboxI64') reads.push(place);
      if (!place.access.wraps && dominators.dominates(block, loop.latch.id)) places.push(place);
    }
  }
  return reads.flatMap(({ op, access }) => {
    const step = stepOf(access.base, loop.header, loop.latch, defined);
    if (step === null || step === 0n) return [];
    const now = { ...access, offset: access.offset + step };
    const source = places.find((place) => isSame(place.access, now) && isKept(place, access, stores));
    if (!source) return [];
    const others = stores.map((store) => store.list).filter((list) => list !== access.list);
    return [{ loop, read: op, number: source.number, list: access.list, others: [...new Set(others)] }];
  });
}

/** The stores to items an op does; null: what it does to lists is not known. */
function storesOf(op: Op, defined: ReadonlyMap<number, Op>): Store[] | null {
  const [list, index, other] = op.args;
  switch (op.op) {
    case 'ListSet':
    case 'ListSetI64':
    case 'ListSetF64':
      return list && index ? [{ op, list, access: accessOf(list, index, defined) }] : null;
    case 'ListSwap':
      return list && index && other
        ? [index, other].map((place) => ({ op, list, access: accessOf(list, place, defined) }))
        : null;
    default:
      return memoryWritten(op.op).some((memory) => memory === 'items' || memory === 'length') ? null : [];
  }
}

function placeOf(op: Op, defined: ReadonlyMap<number, Op>): Place | null {
  const [first, index, number] = op.args;
  if (op.op === 'UnboxI64' && first && op.result) {
    const item = defined.get(first.id);
    const [list, at] = item?.op === 'ListItem' ? item.args : [];
    const access = list && at ? accessOf(list, at, defined) : null;
    return access && { op, access, number: op.result };
  }
  if (op.op !== 'ListSetI64' || !first || !index || !number) return null;
  const access = accessOf(first, index, defined);
  return access && { op, access, number };
}

function isSame(a: Access, b: Access): boolean {
  return a.list === b.list && a.base === b.base && a.offset === b.offset;
}

/** Whether no store to the list but the place's own reaches it before `read` of the next round. */
function isKept(place: Place, read: Access, stores: readonly Store[]): boolean {
  return stores.every(({ op, list, access }) => {
    if (list !== read.list) return true;
    if (access === null || access.wraps || access.base !== read.base) return false;
    // the same place in this round, or in the next one
    return op === place.op || (!isSame(access, place.access) && !isSame(access, read));
  });
}

/** Gives the header the number as a parameter. */
function pass(fn: IrFunction, { loop, number, list, others }: Plan, param: Value, unknown: Value, maker: Maker): void {
  let next = number;
  for (const other of others) {
    const same = maker.value('I1');
    const known = next;
    next = maker.value('I64');
    loop.latch.ops.push(maker.op('ObjIs', [list, other], same), maker.op('SelectI64', [same, unknown, known], next));
  }
  loop.header.params.push(param);
  for (const block of fn.blocks) {
    for (const edge of edgesOf(block.end))
      if (edge.to === loop.header.id) edge.args.push(loop.inside.has(block.id) ? next : unknown);
  }
}

/** Reads the item on a way of its own, taken if the number passed is `unknown`; the block goes on behind. */
function readIfUnknown(fn: IrFunction, read: Op, param: Value, unknown: Value, maker: Maker): void {
  const block = fn.blocks.find(({ ops }) => ops.includes(read));
  invariant(block !== undefined && read.result !== null, 'a read in no block');
  const index = block.ops.indexOf(read);
  const slow = maker.block(`${block.note} read`);
  const rest = maker.block(block.note);
  const again = maker.value('I64');
  slow.ops.push({ ...read, result: again });
  slow.end = { kind: 'jump', edge: { to: rest.id, args: [again] } };
  rest.params.push(read.result);
  rest.ops = block.ops.slice(index + 1);
  rest.end = block.end;
  const isUnknown = maker.value('I1');
  block.ops = [...block.ops.slice(0, index), maker.op('I64Eq', [param, unknown], isUnknown)];
  const ways = { then: { to: slow.id, args: [] }, else: { to: rest.id, args: [param] } };
  block.end = { kind: 'branch', cond: isUnknown, ...ways, likely: 'else' };
}
