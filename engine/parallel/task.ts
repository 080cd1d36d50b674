/**
 * The task function of a loop: its body, for iterations `first` to `first + count - 1`. Everything that leaves the loop, and
 * every exit, ends the task before the iteration that wanted to; the serial loop will do that one.
 */
import type { ExitId, FunctionId, SnapshotId } from '../base/ids.ts';
import { at, invariant, unreachable } from '../base/invariant.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, Edge, Exit, Imm, IrFunction, Op, Region, Source, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';
import { immKey } from '../passes/constants.ts';
import { Maker } from '../passes/maker.ts';
import type { Body, Pin } from './body.ts';
import type { CountedLoop } from './loop-shape.ts';
import type { LoopStates, State } from './states.ts';

/** What is known of a loop that is going to run in tasks. */
export interface Plan {
  readonly loop: CountedLoop;
  readonly body: Body;
  readonly states: LoopStates;
  /** Lists written: none of them may be one that an iteration comes to by itself. */
  readonly written: readonly Value[];
  /** Code, unit and line that its exits are counted at. */
  readonly place: Pick<Exit, 'code' | 'unit' | 'line'>;
}

export interface Task {
  readonly fn: IrFunction;
  /** What it reads of what was known before the loop, by number. */
  readonly captures: readonly Value[];
  /** Objects that cells hold after an iteration, behind the notes. */
  readonly pinned: readonly Pin[];
  /** States that have a note whether they were set, in the order of the notes, which come behind the states. */
  readonly noted: readonly State[];
}

const CONSTANTS: ReadonlySet<OpName> = new Set<OpName>(['ConstI64', 'ConstF64', 'ConstI1', 'ConstNull', 'NoneObj']);

const CAPTURES = {
  I64: 'TaskCaptureI64',
  F64: 'TaskCaptureF64',
  I1: 'TaskCaptureI1',
  Obj: 'TaskCaptureObj',
} as const;

export class TaskBuilder {
  readonly #region: Region;
  readonly #outer: IrFunction;
  readonly #plan: Plan;
  readonly #fn: IrFunction;
  readonly #maker: Maker;
  readonly #entry: Block;
  readonly #blocks = new Map<number, Block>();
  readonly #values = new Map<number, Value>();
  /** Whether a state was set, beside each value that may hold it. */
  readonly #notes = new Map<number, Value>();
  readonly #captures: Value[] = [];
  readonly #made = new Map<string, Value>();
  readonly #constants: ReadonlyMap<number, Op>;
  readonly #noted: readonly State[];
  readonly #pinned: readonly Pin[];
  readonly #done: Value;
  readonly #latch: Block;
  #stop: ExitId | null = null;
  #limit: Value | null = null;

  constructor(region: Region, outer: IrFunction, plan: Plan, defined: ReadonlyMap<number, Op>) {
    this.#region = region;
    this.#outer = outer;
    this.#plan = plan;
    this.#constants = defined;
    const id = region.functions.length as FunctionId;
    const next = (): Value => ({ id: region.nextValue++ as Value['id'], rep: 'I64' });
    const name = plan.loop.header.note.replace(/\W+/g, '_');
    this.#fn = { id, name: `task_${name}`, params: [next(), next()], result: 'I64', blocks: [] };
    region.functions.push(this.#fn);
    this.#maker = new Maker(region, this.#fn);
    this.#entry = this.#maker.block('task');
    this.#emit(this.#entry, { op: 'EnterTask', args: [], imm: null, result: null, exit: null, line: 0 });
    this.#noted = plan.states.states.filter(({ maybe }) => maybe !== null);
    this.#pinned = plan.body.pins.filter(({ value }) => value !== null);
    this.#done = this.#maker.value('I64');
    this.#latch = this.#maker.block(`${plan.loop.header.note} done`);
  }

  build(): Task {
    this.#declare();
    this.#start();
    for (const number of this.#plan.loop.blocks) this.#fill(at(this.#outer.blocks, number));
    this.#endIteration();
    return { fn: this.#fn, captures: this.#captures, pinned: this.#pinned, noted: this.#noted };
  }

  /** Blocks and values of the copy. */
  #declare(): void {
    const { loop, states } = this.#plan;
    for (const number of loop.blocks) {
      const block = at(this.#outer.blocks, number);
      const copy = this.#maker.block(block.note);
      this.#blocks.set(number, copy);
      copy.params = block.params.map((param) => this.#fresh(param));
      for (const param of block.params) this.#declareNotes(param, copy);
      for (const { result } of block.ops) if (result) this.#fresh(result);
    }
    const header = this.#copyOf(loop.header.id);
    header.params.push(...this.#pinned.map(() => this.#maker.value('Obj')), this.#done);
    this.#latch.params = header.params.map(({ rep }) => this.#maker.value(rep));
    for (const id of states.folded) this.#values.delete(id);
  }

  /** A parameter that may hold several states has a note for each. */
  #declareNotes(param: Value, copy: Block): void {
    for (const [k, { maybe }] of this.#noted.entries()) {
      if (!maybe?.has(param.id)) continue;
      const note = this.#maker.value('I1');
      this.#notes.set(noteKey(param, k), note);
      copy.params.push(note);
    }
  }

  #fresh(value: Value): Value {
    const copy = this.#maker.value(value.rep);
    this.#values.set(value.id, copy);
    return copy;
  }

  #copyOf(number: number): Block {
    const copy = this.#blocks.get(number);
    invariant(copy, `block ${number} is not of the loop`);
    return copy;
  }

  #emit(block: Block, op: Op): void {
    block.ops.push(op);
  }

  /** A value of the loop as the task knows it. */
  #use(value: Value): Value {
    const known = this.#values.get(value.id);
    if (known) return known;
    const made = this.#plan.states.folded.has(value.id) ? this.#floating(0) : this.#outside(value);
    this.#values.set(value.id, made);
    return made;
  }

  /** Known before the loop: made again if it is a constant, else captured. */
  #outside(value: Value): Value {
    invariant(!this.#plan.loop.inside.has(value.id), `v${value.id} of the loop is not known in its task`);
    const op = this.#constants.get(value.id);
    if (!op || !CONSTANTS.has(op.op)) return this.#capture(value);
    const result = this.#maker.value(value.rep);
    this.#emit(this.#entry, { ...op, result });
    return result;
  }

  /** From the loop's start to the first iteration of the task. */
  #start(): void {
    const { loop, body, states } = this.#plan;
    const header = this.#copyOf(loop.header.id);
    const [first, count] = this.#fn.params;
    invariant(first && count, 'a task function has two parameters');
    const initial = states.states.map(({ param }) => this.#capture(param));
    const unset = this.#noted.map(() => this.#boolean(false));
    const rest = [...unset, ...this.#pinned.map(() => this.#constant('ConstNull', null)), this.#integer(0n)];
    const none = this.#exitWith('Poll', [...initial, ...rest]);
    const args = states.states.map(({ start }, k) => this.#startOf(start, at(initial, k), first, none));
    const limit = this.#maker.value('I64');
    this.#emit(this.#entry, this.#maker.op(loop.up ? 'I64Add' : 'I64Sub', [at(args, loop.counter), count], limit));
    this.#limit = limit;
    if (body.storesLast) this.#save(at(args, loop.counter), count, none);
    this.#mark(this.#entry, none);
    this.#entry.end = { kind: 'jump', edge: { to: header.id, args: [...args, ...rest] } };
  }

  #startOf(start: State['start'], initial: Value, first: Value, none: ExitId): Value {
    switch (start.kind) {
      case 'int':
        return this.#integer(start.value);
      case 'float':
        return this.#floating(start.value);
      case 'initial':
        return initial;
      case 'counted': {
        const way = this.#maker.value('I64');
        const now = this.#maker.value('I64');
        const exit = start.checked ? none : null;
        const [times, plus, minus] = start.checked
          ? (['I64MulOvf', 'I64AddOvf', 'I64SubOvf'] as const)
          : (['I64Mul', 'I64Add', 'I64Sub'] as const);
        this.#emit(this.#entry, { ...this.#maker.op(times, [first, this.#use(start.step)], way), exit });
        this.#emit(this.#entry, { ...this.#maker.op(start.down ? minus : plus, [initial, way], now), exit });
        return now;
      }
      default:
        return unreachable(start, 'start');
    }
  }

  /** What the launching block knows: of a header's parameter the value when the loop begins. */
  #capture(value: Value): Value {
    const result = this.#maker.value(value.rep);
    const imm = { kind: 'int', value: BigInt(this.#captures.length) } as const;
    this.#captures.push(value);
    this.#emit(this.#entry, this.#maker.op(CAPTURES[value.rep], [], result, imm));
    return result;
  }

  #integer(value: bigint): Value {
    return this.#constant('ConstI64', { kind: 'int', value });
  }

  #boolean(value: boolean): Value {
    return this.#constant('ConstI1', { kind: 'bool', value });
  }

  #floating(value: number): Value {
    return this.#constant('ConstF64', { kind: 'float', value });
  }

  #constant(name: 'ConstI64' | 'ConstI1' | 'ConstF64' | 'ConstNull', imm: Imm | null): Value {
    const key = `${name} ${immKey(imm)}`;
    const known = this.#made.get(key);
    if (known) return known;
    const result = this.#maker.value(specOf(name).out as Rep);
    this.#emit(this.#entry, this.#maker.op(name, [], result, imm));
    this.#made.set(key, result);
    return result;
  }

  #fill(block: Block): void {
    const { loop, body, states } = this.#plan;
    const copy = this.#copyOf(block.id);
    for (const op of block.ops) {
      const fold = states.folds.get(op);
      const replacement = body.replaced.get(op);
      if (fold) {
        const imm = { kind: 'int', value: BigInt(fold.stream) } as const;
        const args = [this.#use(fold.value)];
        this.#emit(copy, { op: 'TaskFold', args, imm, result: null, exit: this.#stopExit(), line: op.line });
      } else if (replacement === undefined) {
        if (op.op !== 'Poll' || loop.isNested(block.id)) this.#copyOp(copy, op, op === loop.test);
      } else if (replacement !== null) {
        const { op: name } = replacement;
        const args = replacement.args.map((arg) => this.#use(arg));
        if (args.length < specOf(name).in.length) args.splice(1, 0, this.#integer(-1n)); // an append
        this.#emit(copy, { op: name, args, imm: null, result: null, exit: this.#stopExit(), line: op.line });
      }
    }
    this.#end(block, copy);
  }

  #copyOp(copy: Block, op: Op, isTest: boolean): void {
    this.#keepApart(copy, op);
    if ((op.op === 'BufferStoreI64' || op.op === 'BufferStoreF64') && !this.#plan.body.storesLast) {
      const place = op.args.slice(0, 2).map((arg) => this.#use(arg));
      this.#emit(copy, {
        op: 'TaskUndo',
        args: place,
        imm: op.imm,
        result: null,
        exit: this.#stopExit(),
        line: op.line,
      });
    }
    const args = op.args.map((arg) => this.#use(arg));
    if (isTest && this.#limit) args[1] = this.#limit;
    const exit = op.exit === null ? null : this.#stopExit();
    this.#emit(copy, { ...op, args, result: op.result && this.#use(op.result), exit });
  }

  /** A list that the iteration came to by itself must be none that is written. */
  #keepApart(copy: Block, op: Op): void {
    const [list] = op.args;
    if ((op.op !== 'ListItem' && op.op !== 'ListLen') || !list || !this.#plan.loop.inside.has(list.id)) return;
    for (const target of this.#plan.written) {
      const same = this.#maker.value('I1');
      const other = this.#maker.value('I1');
      this.#emit(copy, { ...this.#maker.op('ObjIs', [this.#use(list), this.#use(target)], same), line: op.line });
      this.#emit(copy, { ...this.#maker.op('I1Not', [same], other), line: op.line });
      this.#emit(copy, { op: 'Guard', args: [other], imm: null, result: null, exit: this.#stopExit(), line: op.line });
    }
  }

  #end({ end }: Block, copy: Block): void {
    switch (end.kind) {
      case 'jump':
        copy.end = { kind: 'jump', edge: this.#edge(end.edge) };
        return;
      case 'branch':
        copy.end = { ...end, cond: this.#use(end.cond), then: this.#edge(end.then), else: this.#edge(end.else) };
        return;
      default:
        copy.end = { kind: 'exit', exit: this.#stopExit() };
    }
  }

  #edge(edge: Edge): Edge {
    const { loop } = this.#plan;
    const to = this.#blocks.get(edge.to);
    if (!to) return { to: this.#leavingBlock(edge).id, args: [] };
    const target = at(this.#outer.blocks, edge.to);
    const args = edge.args.map((arg) => this.#use(arg));
    for (const [i, param] of target.params.entries()) args.push(...this.#notesFor(param, at(edge.args, i)));
    if (edge.to !== loop.header.id) return { to: to.id, args };
    const pinned = this.#pinned.flatMap(({ value }) => (value ? [this.#use(value)] : []));
    return { to: this.#latch.id, args: [...args, ...pinned, this.#done] };
  }

  #notesFor(param: Value, value: Value): Value[] {
    return this.#noted.flatMap((_, k) => {
      if (!this.#notes.has(noteKey(param, k))) return [];
      return [this.#notes.get(noteKey(value, k)) ?? this.#boolean(true)];
    });
  }

  /** By the header's test all iterations are done; by any other way this one wants to leave the loop. */
  #leavingBlock(edge: Edge): Block {
    const { header } = this.#plan.loop;
    const isEnd = header.end.kind === 'branch' && header.end.else === edge;
    const block = this.#maker.block(isEnd ? 'all done' : 'leaves');
    block.end = { kind: 'exit', exit: isEnd ? this.#exit('Finished', header) : this.#stopExit() };
    return block;
  }

  #stopExit(): ExitId {
    this.#stop ??= this.#exit('Poll', this.#plan.loop.header);
    return this.#stop;
  }

  #exit(reason: 'Finished' | 'Poll', header: Block): ExitId {
    const { params } = this.#copyOf(header.id);
    return this.#exitWith(reason, params);
  }

  /** `values`: the states, the notes, and the iterations done. */
  #exitWith(reason: 'Finished' | 'Poll', values: readonly Value[]): ExitId {
    const sources = values.map((value): Source => ({ kind: 'Value', value }));
    const { place } = this.#plan;
    const frame = { function: null, code: place.code, unit: place.unit, waiting: false };
    const frames = [{ ...frame, locals: sources.slice(0, -1), stack: sources.slice(-1) }];
    const snapshot = (this.#region.snapshots.push({ frames, virtuals: [], names: [] }) - 1) as SnapshotId;
    return (this.#region.exits.push({ reason, snapshot, ...place, detail: '' }) - 1) as ExitId;
  }

  /** What the iterations will overwrite, each at its own index and as the last thing it does. */
  #save(first: Value, count: Value, exit: ExitId): void {
    const saved = new Set<number>();
    for (const { data, index, op } of this.#plan.body.stores) {
      const check = this.#constants.get(index.id);
      const length = check?.op === 'IndexBelow' || check?.op === 'IndexWrap' ? check.args[1] : undefined;
      invariant(length, 'an index was compared with a length');
      if (saved.has(data.id)) continue;
      saved.add(data.id);
      const args = [this.#use(data), this.#use(length), first, count];
      this.#emit(this.#entry, { op: 'TaskSave', args, imm: op.imm, result: null, exit, line: op.line });
    }
  }

  /** An iteration begins. */
  #mark(block: Block, exit: ExitId): void {
    const { body, states } = this.#plan;
    // What was saved when the task began is not to be taken back with the iteration that stops.
    const undone = body.storesLast && block !== this.#entry ? 0 : body.stores.length;
    if (body.writes.length + states.streams + undone === 0) return;
    const imm = { kind: 'int', value: body.writes.length > 0 ? 1n : 0n } as const;
    this.#emit(block, { op: 'TaskMark', args: [], imm, result: null, exit, line: 0 });
  }

  /** One iteration more is done; a moment to stop. */
  #endIteration(): void {
    const { params } = this.#latch;
    const done = at(params, params.length - 1);
    const next = this.#maker.value('I64');
    const nothing = { imm: null, result: null, exit: null, line: 0 };
    this.#emit(this.#latch, this.#maker.op('I64Add', [done, this.#integer(1n)], next));
    this.#mark(this.#latch, this.#stopExit());
    const values = [...params.slice(0, -1), next];
    this.#emit(this.#latch, { ...nothing, op: 'Poll', args: [], exit: this.#exitWith('Poll', values) });
    const header = this.#copyOf(this.#plan.loop.header.id);
    this.#latch.end = { kind: 'jump', edge: { to: header.id, args: values } };
  }
}

function noteKey(value: Value, k: number): number {
  return value.id * 256 + k;
}
