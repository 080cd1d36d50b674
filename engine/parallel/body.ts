/**
 * What the ops of a loop do to memory, and what they become in a task: stores to lists are noted for later, boxes are made
 * then, and questions whether dropping an item would run a finaliser are asked then.
 */
import type { CellId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import type { CountedLoop } from './loop-shape.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { LoopUses } from './uses.ts';

/** A read of an item, a store, or an append (no index). */
export interface Access {
  readonly list: Value;
  readonly index: Value | null;
  readonly op: Op;
  readonly block: Block;
}

/** An element of a buffer is read, or written at once. */
export interface ElementAccess {
  readonly data: Value;
  readonly index: Value;
  readonly op: Op;
  readonly block: Block;
}

/** What a keep-alive cell holds when an iteration has ended: this number's object, or nothing. */
export interface Pin {
  readonly cell: CellId;
  readonly value: Value | null;
}

/** What stands for an op in a task; the operands are still those of the loop. Null: nothing does. */
export type Replacement = Pick<Op, 'op' | 'args'> | null;

export interface Body {
  readonly reads: readonly Access[];
  readonly writes: readonly Access[];
  readonly loads: readonly ElementAccess[];
  readonly stores: readonly ElementAccess[];
  /** Whether an iteration that has written an element goes on to its end. */
  readonly storesLast: boolean;
  /** Lists whose length is asked for. */
  readonly lengths: ReadonlySet<Value>;
  /** Lists of which items are stored elsewhere, or noted as the objects they are. */
  readonly sources: ReadonlySet<Value>;
  readonly replaced: ReadonlyMap<Op, Replacement>;
  readonly pins: readonly Pin[];
  /** Parameters of the header whose object, the one met before the loop, an iteration drops: that must run no finaliser. */
  readonly dropped: ReadonlySet<Value>;
  /** Rough number of operations of an iteration, a nested loop for a hundred. */
  readonly cost: number;
}

const BOXES: Partial<Record<OpName, OpName>> = {
  BoxI64: 'TaskStoreI64',
  BoxF64: 'TaskStoreF64',
  BoxI1: 'TaskStoreI1',
  BoxOwnerI64: 'TaskStoreOwnerI64',
  BoxOwnerF64: 'TaskStoreOwnerF64',
  Retain: 'TaskStoreObj',
};

const DIRECT: Partial<Record<OpName, OpName>> = { ListSetI64: 'TaskStoreI64', ListSetF64: 'TaskStoreF64' };

/** Ops on reference counts and dicts: their answers are those of another moment. */
const ELSEWHERE: ReadonlySet<OpName> = new Set<OpName>(['RefcountIsOne', 'DictGet']);

/** Whether an op looks at the activation, which a task has not. */
function asksActivation(name: OpName): boolean {
  const { lower } = specOf(name);
  return typeof lower === 'object' && 'act' in lower && lower.act === true;
}

const PINS: ReadonlySet<OpName> = new Set<OpName>(['CellSwap', 'CellClear']);
/** Questions whether dropping an object runs a finaliser: no task asks them. */
export const ENDS: ReadonlySet<OpName> = new Set<OpName>(['ReleaseOk', 'ReleaseManyOk']);
const ITEMS: ReadonlySet<OpName> = new Set<OpName>(['ListItem', 'TupleItem']);

const NESTED_COST = 100;

export function bodyOfLoop(fn: IrFunction, loop: CountedLoop, defined: ReadonlyMap<number, Op>): Body | Refusal {
  return new BodyReader(fn, loop, defined).read();
}

class BodyReader {
  readonly #fn: IrFunction;
  readonly #loop: CountedLoop;
  readonly #uses: LoopUses;
  readonly #defined: ReadonlyMap<number, Op>;
  readonly #reads: Access[] = [];
  readonly #writes: Access[] = [];
  readonly #loads: ElementAccess[] = [];
  readonly #stores: ElementAccess[] = [];
  #storesLast = true;
  readonly #lengths = new Set<Value>();
  readonly #sources = new Set<Value>();
  readonly #replaced = new Map<Op, Replacement>();
  readonly #dropped = new Set<Value>();
  readonly #pins = new Map<CellId, Pin>();
  #cost = 0;

  constructor(fn: IrFunction, loop: CountedLoop, defined: ReadonlyMap<number, Op>) {
    this.#fn = fn;
    this.#loop = loop;
    this.#uses = loop.uses;
    this.#defined = defined;
  }

  read(): Body | Refusal {
    for (const number of this.#loop.blocks) {
      const block = at(this.#fn.blocks, number);
      for (const op of block.ops) {
        this.#cost += this.#loop.isNested(number) ? NESTED_COST : 1;
        const refusal = this.#op(op, block);
        if (refusal) return refusal;
      }
    }
    const mortal = this.#mortalState();
    if (mortal) return mortal;
    const rest = {
      lengths: this.#lengths,
      sources: this.#sources,
      replaced: this.#replaced,
      cost: this.#cost,
      pins: [...this.#pins.values()],
      dropped: this.#dropped,
    };
    const elements = { loads: this.#loads, stores: this.#stores, storesLast: this.#storesLast };
    return { reads: this.#reads, writes: this.#writes, ...elements, ...rest };
  }

  #op(op: Op, block: Block): Refusal | null {
    if (ENDS.has(op.op)) return this.#end(op);
    if (op.exit !== null && op.op !== 'Poll' && this.#stores.length > 0) this.#storesLast = false;
    switch (specOf(op.op).effect) {
      case 'pure':
        return null;
      case 'reads':
        return this.#read(op, block);
      case 'allocates':
        return this.#box(op);
      case 'writes':
        return this.#write(op, block);
      default:
        return op.op === 'Guard' || op.op === 'Poll'
          ? null
          : refuse('CallsOut', op.line, 'a function that calls itself');
    }
  }

  /** Asked again when the store is done: here the answer is yes. */
  #end(op: Op): Refusal | null {
    const guards = op.result ? this.#uses.of(op.result) : null;
    const onlyGuards = guards?.ops.every(({ op: user }) => user.op === 'Guard') === true;
    if (!onlyGuards || guards.branches.length + guards.edges.length > 0)
      return refuse('Unsupported', op.line, 'what is done depends on who else holds an object');
    const object = this.#uses.origin(at(op.args, 0));
    if (this.#loop.header.params.includes(object)) this.#dropped.add(object);
    else if (this.#uses.isParam(object)) return refuse('Identity', op.line, 'an object is dropped');
    this.#replaced.set(op, null);
    for (const { op: guard } of guards.ops) this.#replaced.set(guard, null);
    return null;
  }

  #read(op: Op, block: Block): Refusal | null {
    if (ELSEWHERE.has(op.op) || asksActivation(op.op))
      return refuse('Unsupported', op.line, 'it reads what only the interpreter keeps');
    const [list, index] = op.args;
    if ((op.op === 'BufferLoadI64' || op.op === 'BufferLoadF64') && list && index)
      this.#loads.push({ data: list, index, op, block });
    if (op.op === 'ListLen' && list) this.#lengths.add(list);
    if (op.op === 'ListSumF64' || op.op === 'ListSumI64')
      return refuse('Unsupported', op.line, 'sum() of a list inside');
    if (op.op !== 'ListItem' || !list || !index) return null;
    const isSeen = op.result && this.#uses.of(op.result).ops.some(({ op: user }) => !ENDS.has(user.op));
    const goesOn = op.result && this.#uses.of(op.result).edges.length > 0;
    if (isSeen || goesOn) this.#reads.push({ list, index, op, block });
    return null;
  }

  /** What an iteration leaves in a variable is there when all stores are done: no iteration may drop it. */
  #mortalState(): Refusal | null {
    for (const param of this.#loop.header.params) {
      if (param.rep !== 'Obj') continue;
      for (const { value } of this.#uses.passedFor(param))
        if (!this.#outlives(value)) return refuse('Identity', 0, 'a variable holds an object that nothing else holds');
    }
    return null;
  }

  /** A box must be stored at once. */
  #box(op: Op): Refusal | null {
    const store = BOXES[op.op];
    if (!store || !op.result) return refuse('Allocates', op.line, 'a new object in each iteration');
    const { ops, branches, edges } = this.#uses.of(op.result);
    if (op.op === 'Retain' && ops.some(({ op: user }) => user.op === 'CellSwap')) return null; // with the pin
    const stored = ops.length === 1 && ops.every(({ op: user }) => user.op === 'ListSet' || user.op === 'ListAppend');
    if (!stored || branches.length + edges.length > 0) return refuse('Identity', op.line, 'an object is kept alive');
    const kept = op.op === 'Retain' ? op.args[0] : op.args[1];
    if (kept && !this.#outlives(kept))
      return refuse('Identity', op.line, 'an object is stored that nothing else holds');
    this.#replaced.set(op, null);
    return null;
  }

  /** Whether an object, or NULL, is held by something that no iteration changes. */
  #outlives(value: Value, seen = new Set<number>()): boolean {
    if (!this.#loop.inside.has(value.id) || seen.has(value.id)) return true;
    seen.add(value.id);
    const op = this.#defined.get(value.id);
    const from = op?.args[0];
    if (op?.op === 'ListItem' && from) this.#sources.add(from);
    if (op?.op === 'SelectObj') return op.args.slice(1).every((arg) => this.#outlives(arg, seen));
    if (op) return ITEMS.has(op.op) || op.op === 'ConstNull';
    return this.#uses.passedFor(value).every(({ value: passed }) => this.#outlives(passed, seen));
  }

  /** Only of what something else holds: whatever else a cell held could be seen to end. */
  #pin(op: Op, block: Block): Refusal | null {
    const cell = op.imm?.kind === 'cell' ? op.imm.value : null;
    const retain = this.#defined.get(op.args[0]?.id ?? -1);
    const value = retain?.op === 'Retain' ? (retain.args[0] ?? null) : null;
    const known = op.op === 'CellClear' || (value !== null && this.#outlives(value));
    if (cell === null || !known || !this.#loop.isAlways(block.id))
      return refuse('Identity', op.line, 'an object is kept alive while another is stored');
    this.#replaced.set(op, null);
    if (retain && op.op === 'CellSwap') this.#replaced.set(retain, null);
    this.#pins.delete(cell);
    this.#pins.set(cell, { cell, value: op.op === 'CellSwap' ? value : null });
    return null;
  }

  #write(op: Op, block: Block): Refusal | null {
    if (PINS.has(op.op)) return this.#pin(op, block);
    const [list, second, third] = op.args;
    if ((op.op === 'BufferStoreI64' || op.op === 'BufferStoreF64') && list && second) {
      this.#stores.push({ data: list, index: second, op, block });
      if (this.#loop.isNested(block.id)) this.#storesLast = false;
      return null;
    }
    const direct = DIRECT[op.op];
    if (!list || !second) return refuse('Unsupported', op.line, 'it changes something other than an item of a list');
    if (direct) {
      this.#replaced.set(op, { op: direct, args: op.args });
      this.#writes.push({ list, index: second, op, block });
      return null;
    }
    const isAppend = op.op === 'ListAppend';
    const box = this.#defined.get((isAppend ? second : third)?.id ?? -1);
    const store = box && BOXES[box.op];
    if ((op.op !== 'ListSet' && !isAppend) || !store)
      return refuse('Unsupported', op.line, 'it changes something other than an item of a list');
    this.#replaced.set(op, { op: store, args: [list, ...(isAppend ? [] : [second]), ...box.args] });
    this.#writes.push({ list, index: isAppend ? null : second, op, block });
    return null;
  }
}
