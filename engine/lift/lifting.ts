/**
 * Lifting: the walk over bytecode that makes a region. Holds what every opcode handler needs: the current block and
 * state, emission with exits, and the list of places still to be walked.
 *
 * An exit taken at an instruction shows the state from *before* it (eager). So within one instruction every guard comes
 * before the first change to an object.
 */

import type { Observation, Trace } from '../../traces/format/trace.ts';
import { bail } from '../base/bail.ts';
import type { ExitReason } from '../base/exit-reasons.ts';
import type { BindingId, CellId, ExitId, SnapshotId } from '../base/ids.ts';
import { at, InvariantError, invariant } from '../base/invariant.ts';
import type { Instruction } from '../bytecode/decode.ts';
import type { LoopRange } from '../bytecode/flow.ts';
import { RegionBuilder } from '../ir/builder.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, Imm, IrFunction, Value } from '../ir/region.ts';
import type { Av, Obj } from './abstract-value.ts';
import { Bindings } from './bindings.ts';
import { type CodeContext, contextOf } from './code-context.ts';
import { Entry } from './entry.ts';
import { LoopNotes } from './loop-notes.ts';
import { snapshotOf } from './snapshot.ts';
import { cloneState, type FrameState, mapState, type State } from './state.ts';

/** Thrown to leave a handler whose block has ended. */
export class BlockEnded extends Error {}
const ENDED = new BlockEnded();

/** A block to be filled, and the state it starts with. */
export interface Pending {
  readonly fn: IrFunction;
  readonly block: Block;
  readonly state: State;
  /** Whether the instruction may itself be a join that has to be entered. */
  readonly checkJoin: boolean;
  /** The first block of a natively called function. */
  readonly enters?: true;
  /** The one way back to a loop's header: polls. */
  readonly goesBack?: true;
}

const MAX_INSTRUCTIONS = 20_000;

export class Lifting {
  readonly trace: Trace;
  readonly builder: RegionBuilder;
  readonly bindings: Bindings;
  readonly entry: Entry;
  readonly work: Pending[] = [];
  readonly loopNotes: LoopNotes;
  /** Natively called functions, by code and argument kinds. */
  readonly natives = new Map<string, IrFunction>();
  /** The loop entered, in units of the entered code; null: a function region. */
  readonly loop: LoopRange | null;
  fn: IrFunction;
  block: Block;
  state: State;
  /** First thing left to the interpreter, for the message when nothing could be compiled. */
  firstLeft: string | null = null;
  /** Cells whose object is about to be dropped by this instruction: not to be used meanwhile. */
  readonly busyCells = new Set<CellId>();
  /** The next instruction is a join although one way leads there in the bytecode (after a call with several returns). */
  forceJoin = false;
  /** The next instruction is a header come back to over one of several back edges, which are to be joined first. */
  goesBack = false;
  #instruction: Instruction | null = null;
  #before: State;
  #snapshot: SnapshotId | null = null;
  #contexts: (CodeContext | undefined)[] = [];
  #count = 0;
  #cells = new Map<string, CellId>();

  constructor(trace: Trace, name: string) {
    this.trace = trace;
    this.builder = new RegionBuilder(name);
    this.bindings = new Bindings(trace, this.builder);
    this.loopNotes = new LoopNotes(trace);
    this.fn = this.builder.newFunction(name);
    this.block = this.builder.newBlock(this.fn, 'entry').block;
    this.state = { frames: [], names: [] };
    this.#before = this.state;
    const root = this.context(trace.code);
    this.loop =
      trace.entry === 'loop'
        ? (root.loops.find((r) => r.first <= trace.unit && trace.unit <= r.last && this.#innermost(root, r)) ?? null)
        : null;
    if (trace.entry === 'loop' && !this.loop)
      bail('UnsupportedEntry', { detail: `no loop at unit ${trace.unit}`, code: root.code.qualname });
    this.entry = new Entry(this, this.block);
  }

  /** Of the loops around the entry unit, the one whose header it is, or else the innermost. */
  #innermost(root: CodeContext, range: LoopRange): boolean {
    const inside = root.loops.filter((r) => r.first <= this.trace.unit && this.trace.unit <= r.last);
    const headed = root.instructions
      .filter((it) => it.op === 'JUMP_BACKWARD' && it.target === this.trace.unit)
      .map((it) => it.unit);
    const last = Math.max(...headed);
    const covering = inside.filter((r) => r.last >= last);
    const best = covering.reduce((a, b) => (b.last - b.first < a.last - a.first ? b : a), range);
    return best === range;
  }

  context(code: number): CodeContext {
    let context = this.#contexts[code];
    if (!context) {
      context = contextOf(this.trace, code);
      this.#contexts[code] = context;
    }
    return context;
  }

  // ---- where we are ----

  get frame(): FrameState {
    return at(this.state.frames, this.state.frames.length - 1, 'frame');
  }

  get instruction(): Instruction {
    invariant(this.#instruction, 'no instruction is being lifted');
    return this.#instruction;
  }

  get observation(): Observation | undefined {
    return this.frame.context.observations.get(this.instruction.unit);
  }

  get line(): number {
    return this.frame.context.lines[this.instruction.unit] ?? 0;
  }

  /** Whether a unit of the current frame lies outside the loop that was entered: native code has done its part there. */
  outsideLoop(unit: number): boolean {
    if (!this.loop || this.state.frames.length !== 1 || this.fn.id !== 0) return false;
    return unit < this.loop.first || unit > this.loop.last;
  }

  /** Starts an instruction: exits now show this state. */
  begin(instruction: Instruction): void {
    this.#count += 1;
    if (this.#count > MAX_INSTRUCTIONS)
      bail('TooLarge', { detail: `${MAX_INSTRUCTIONS} instructions lifted`, code: this.frame.context.code.qualname });
    this.#instruction = instruction;
    this.busyCells.clear();
    this.#before = cloneState(this.state);
    this.#snapshot = null;
  }

  /** Takes up a pending block. */
  resume(pending: Pending): void {
    this.fn = pending.fn;
    this.block = pending.block;
    this.state = pending.state;
  }

  // ---- emission ----

  op(name: OpName, args: readonly Value[] = [], imm?: Imm): Value {
    return this.builder.value(this.block, name, args, { line: this.#lineOr0(), ...(imm ? { imm } : {}) });
  }

  effect(name: OpName, args: readonly Value[] = [], imm?: Imm): void {
    this.builder.emit(this.block, name, args, { line: this.#lineOr0(), ...(imm ? { imm } : {}) });
  }

  /** An op that exits for `reason` when it cannot go on. */
  opExit(name: OpName, args: readonly Value[], reason: ExitReason, imm?: Imm): Value {
    return this.builder.value(this.block, name, args, {
      exit: this.exit(reason),
      line: this.line,
      ...(imm ? { imm } : {}),
    });
  }

  effectExit(name: OpName, args: readonly Value[], reason: ExitReason, imm?: Imm): void {
    this.builder.emit(this.block, name, args, { exit: this.exit(reason), line: this.line, ...(imm ? { imm } : {}) });
  }

  guard(condition: Value, reason: ExitReason, detail = ''): void {
    this.builder.emit(this.block, 'Guard', [condition], { exit: this.exit(reason, detail), line: this.line });
  }

  i64(value: number | bigint): Value {
    return this.builder.constI64(this.fn, BigInt(value));
  }

  none(): Value {
    return this.builder.constNull(this.fn);
  }

  #lineOr0(): number {
    return this.#instruction ? this.line : 0;
  }

  /** An exit that shows the state from before the current instruction. */
  exit(reason: ExitReason, detail = ''): ExitId {
    this.#snapshot ??= this.builder.addSnapshot(snapshotOf(this.#before, this.bindings, this.fn.id !== 0));
    return this.#addExit(reason, this.#snapshot, this.#before, detail);
  }

  /** An exit that shows the state as it is now (its top frame waits in a call). */
  lazyExit(reason: ExitReason): ExitId {
    return this.#addExit(
      reason,
      this.builder.addSnapshot(snapshotOf(this.state, this.bindings, this.fn.id !== 0)),
      this.state,
      '',
    );
  }

  #addExit(reason: ExitReason, snapshot: SnapshotId, state: State, detail: string): ExitId {
    const frame = at(state.frames, state.frames.length - 1);
    const unit = frame.waitingAt >= 0 ? frame.waitingAt : frame.at;
    return this.builder.addExit({
      reason,
      snapshot,
      code: frame.context.index,
      unit,
      line: frame.context.lines[unit] ?? 0,
      detail,
    });
  }

  /** Ends the block: the interpreter does this instruction. */
  leave(reason: ExitReason, detail = ''): never {
    if (reason === 'NotCompiled') this.firstLeft ??= `${detail || this.instruction.op} (line ${this.line})`;
    this.builder.setEnd(this.block, { kind: 'exit', exit: this.exit(reason, detail) });
    throw ENDED;
  }

  /** Bytecode that falls off its end: cannot be, so it is ours to report. */
  leaveAt(unit: number): never {
    throw new InvariantError(`no instruction at unit ${unit} of ${this.frame.context.code.qualname}`);
  }

  /** Ends the block of a natively called function with its result. */
  finishWithReturn(value: Value): never {
    this.builder.setEnd(this.block, { kind: 'return', value });
    throw ENDED;
  }

  /** Left to the interpreter; where it was only assumed to come by, what it does may yet be seen and compiled. */
  notCompiled(detail: string): never {
    return this.leave(this.observation?.count === 0 ? 'NeverSeen' : 'NotCompiled', detail);
  }

  // ---- ways on ----

  newBlock(): Block {
    const frame = this.frame;
    return this.builder.newBlock(this.fn, `${frame.context.code.name}@${frame.at}`).block;
  }

  /**
   * Splits the way and restarts or continues each arm later. Each arm is set up with its own block and a copy of
   * `from`; `prepare` may emit into it and change the state.
   */
  split(condition: Value, from: State, then: Arm, otherwise: Arm): never {
    const block = this.block;
    const edges = [then, otherwise].map((arm) => {
      this.state = cloneState(from);
      this.block = this.newBlock();
      const edge = { to: this.block.id, args: [] };
      const start = this.block;
      try {
        arm.prepare();
        this.work.push({ fn: this.fn, block: this.block, state: this.state, checkJoin: arm.checkJoin });
      } catch (error) {
        if (!(error instanceof BlockEnded)) throw error;
      }
      invariant(edge.to === start.id, 'arm');
      return edge;
    });
    this.builder.setEnd(block, {
      kind: 'branch',
      cond: condition,
      then: at(edges, 0),
      else: at(edges, 1),
      likely: null,
    });
    throw ENDED;
  }

  /** Splits by a type test and lifts this instruction again in each arm, with the value refined. */
  refineBySplit(condition: Value, then: () => void, otherwise: () => void): never {
    return this.split(
      condition,
      this.#before,
      { prepare: then, checkJoin: false },
      { prepare: otherwise, checkJoin: false },
    );
  }

  /** Everything that holds this object now holds what was learnt of it. */
  refine(object: Value, make: (known: Obj) => Av): void {
    mapState(this.state, (av) => (av.kind === 'obj' && av.value.id === object.id ? make(av) : av));
  }

  // ---- operand stack ----

  push(...avs: Av[]): void {
    this.frame.stack.push(...avs);
  }

  /** Takes the top; a slot nobody looked at is read now. */
  pop(): Av {
    const av = this.frame.stack.pop();
    invariant(av, 'operand stack underflow');
    return av.kind === 'keep' ? this.entry.slot(av.slot) : av;
  }

  /** `depth` 1 is the top. */
  peek(depth: number): Av {
    const stack = this.frame.stack;
    const index = stack.length - depth;
    const av = at(stack, index, 'operand');
    if (av.kind !== 'keep') return av;
    const read = this.entry.slot(av.slot);
    stack[index] = read;
    return read;
  }

  local(slot: number): Av {
    const av = at(this.frame.locals, slot, 'local');
    return av.kind === 'keep' ? this.entry.slot(av.slot) : av;
  }

  /** The keep-alive cell a place uses at joins; places are named `depth:slot`. */
  cellAt(place: string): CellId {
    let cell = this.#cells.get(place);
    if (cell === undefined) {
      cell = this.builder.newCell();
      this.#cells.set(place, cell);
    }
    return cell;
  }

  /** The state exits of this instruction show. */
  get before(): State {
    return this.#before;
  }

  /** Binding of the function whose code runs in the top frame; -1: the frame entered. */
  get functionBinding(): BindingId | -1 {
    return this.frame.binding ?? -1;
  }
}

/** One side of a split. */
export interface Arm {
  prepare(): void;
  readonly checkJoin: boolean;
}
