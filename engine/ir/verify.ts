/**
 * What holds for every region between any two passes:
 *
 * - Blocks, functions, exits, snapshots, bindings and cells are named by numbers that exist; a block's id is its index.
 * - Each value is defined once, its id is below `nextValue`, and every use names the very object that defines it.
 * - Operands, edge arguments and returned values have the reps that the op table, the block or the function asks for.
 * - A definition dominates its uses, those by the snapshots of exits included.
 * - Ops that can leave native code, and no others, name an exit. Immediates are of the table's kind.
 * - Function 0 never returns and has no parameters; every other function begins with EnterNative, or EnterTask (task functions,
 *   which end in exits only: their snapshots hold the states after the iterations done, and on the stack their number).
 *   First blocks have no parameters.
 * - New references are stolen once, in time, and nothing else is stolen (verify-references.ts).
 * - Snapshots say nothing that cannot be rebuilt at their exits (verify-snapshots.ts).
 */

import type { ExitId } from '../base/ids.ts';
import { InvariantError } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from './dominators.ts';
import { specOf } from './ops.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from './region.ts';
import type { Rep } from './reps.ts';
import { checkReferences, intConstants } from './verify-references.ts';
import { checkSnapshot } from './verify-snapshots.ts';
import { edgesOf, endUses, exitUses } from './walk.ts';

/** Where a value comes to be: op index in a block; -1 for parameters. */
interface Place {
  readonly value: Value;
  readonly fn: number;
  readonly block: number;
  readonly index: number;
}

/** Everything that is wrong with a region, a sentence each; empty when it is sound. */
export function verifyRegion(region: Region): string[] {
  const problems: string[] = [];
  const places = collectPlaces(region, problems);
  for (const fn of region.functions) new FunctionCheck(region, fn, places, problems).run();
  if (region.functions.length === 0) problems.push('no function');
  return problems;
}

/** Throws an InvariantError that says what is wrong; `when` names the step before. */
export function assertVerified(region: Region, when: string): void {
  const problems = verifyRegion(region);
  if (problems.length === 0) return;
  throw new InvariantError(`region ${region.name} is broken after ${when}:\n  ${problems.slice(0, 20).join('\n  ')}`);
}

function collectPlaces(region: Region, problems: string[]): Map<number, Place> {
  const places = new Map<number, Place>();
  const define = (value: Value, fn: number, block: number, index: number): void => {
    if (places.has(value.id)) problems.push(`v${value.id} is defined twice`);
    if (value.id >= region.nextValue) problems.push(`v${value.id} is not below nextValue ${region.nextValue}`);
    places.set(value.id, { value, fn, block, index });
  };
  for (const [f, fn] of region.functions.entries()) {
    for (const param of fn.params) define(param, f, 0, -1);
    for (const [b, block] of fn.blocks.entries()) {
      for (const param of block.params) define(param, f, b, -1);
      for (const [i, op] of block.ops.entries()) if (op.result !== null) define(op.result, f, b, i);
    }
  }
  return places;
}

class FunctionCheck {
  readonly #region: Region;
  readonly #fn: IrFunction;
  readonly #places: Map<number, Place>;
  readonly #problems: string[];
  readonly #dominators: Dominators | null;

  constructor(region: Region, fn: IrFunction, places: Map<number, Place>, problems: string[]) {
    this.#region = region;
    this.#fn = fn;
    this.#places = places;
    this.#problems = problems;
    const whole = fn.blocks.every((block) => edgesOf(block.end).every((edge) => fn.blocks[edge.to] !== undefined));
    this.#dominators = whole && fn.blocks.length > 0 ? dominatorsOf(fn) : null;
  }

  run(): void {
    const fn = this.#fn;
    this.#frameOfFunction();
    const constants = intConstants(fn);
    for (const [b, block] of fn.blocks.entries()) {
      if (block.id !== b) this.#say(`block ${b} says it is block ${block.id}`);
      for (const [i, op] of block.ops.entries()) this.#op(op, b, i);
      this.#end(block, b);
      checkReferences(block, constants, (text) => this.#say(text, b));
    }
  }

  #say(text: string, block = -1): void {
    const place = block === -1 ? '' : ` block ${block} ${this.#fn.blocks[block]?.note ?? ''}`;
    this.#problems.push(`${this.#fn.name}${place}: ${text}`);
  }

  #frameOfFunction(): void {
    const fn = this.#fn;
    const number = this.#region.functions.indexOf(fn);
    if (fn.id !== number) this.#say(`function ${number} says it is function ${fn.id}`);
    if (fn.blocks.length === 0) this.#say('no block');
    if (fn.blocks[0]?.params.length) this.#say('the first block takes parameters');
    if (fn.blocks.some((block) => edgesOf(block.end).some((edge) => fn.blocks[edge.to] === undefined))) {
      this.#say('an edge leads to no block');
    }
    if (number === 0 && (fn.params.length > 0 || fn.result !== null)) this.#say('the entry takes or returns something');
    const first = fn.blocks[0]?.ops[0]?.op;
    if (number > 0 && first !== 'EnterNative' && first !== 'EnterTask') this.#say('the first op is not EnterNative');
  }

  #op(op: Op, block: number, index: number): void {
    const spec = specOf(op.op);
    const called = op.imm?.kind === 'function' ? this.#region.functions[op.imm.value] : undefined;
    const wanted = spec.in === 'any' ? (called?.params.map((param) => param.rep) ?? []) : spec.in;
    this.#reps(op.op, op.args, wanted, block);
    const out = spec.out === 'any' ? (called?.result ?? 'None') : spec.out;
    if ((op.result?.rep ?? 'None') !== out) this.#say(`${op.op} gives ${op.result?.rep ?? 'None'}, not ${out}`, block);
    if ((op.imm?.kind ?? null) !== spec.imm) this.#say(`${op.op} has immediate ${op.imm?.kind ?? null}`, block);
    this.#immediate(op, block);
    if ((op.exit !== null) !== spec.exits) this.#say(`${op.op} ${spec.exits ? 'needs an exit' : 'has an exit'}`, block);
    const enters = op.op === 'EnterNative' || op.op === 'EnterTask';
    const misplaced = enters && (this.#fn.id === 0 || block !== 0 || index !== 0);
    if (misplaced) this.#say(`${op.op} is not first`, block);
    for (const arg of op.args) this.#use(arg, block, index, op.op);
    if (op.exit !== null) this.#exit(op.exit, block, index);
  }

  #immediate(op: Op, block: number): void {
    const imm = op.imm;
    if (imm === null) return;
    const { bindings, cells, functions } = this.#region;
    let sound = true;
    if (imm.kind === 'binding') sound = bindings[imm.value] !== undefined;
    if (imm.kind === 'cell') sound = imm.value >= 0 && imm.value < cells;
    if (imm.kind === 'function') sound = imm.value > 0 && functions[imm.value] !== undefined;
    if (imm.kind === 'int') sound = BigInt.asIntN(64, imm.value) === imm.value;
    if (imm.kind === 'slot') sound = imm.value >= 0 && this.#fn.id === 0;
    if (!sound) this.#say(`${op.op}: no ${imm.kind} ${imm.value} here`, block);
  }

  #end(block: Block, b: number): void {
    const end = block.end;
    const after = block.ops.length;
    for (const value of endUses(end)) this.#use(value, b, after, end.kind);
    for (const edge of edgesOf(end)) this.#edge(edge, b, after);
    if (end.kind === 'branch') this.#reps('branch', [end.cond], ['I1'], b);
    if (end.kind === 'exit') this.#exit(end.exit, b, after);
    if (end.kind !== 'return') return;
    if (this.#fn.id === 0 || this.#fn.result === null) this.#say('returns', b);
    else this.#reps('return', [end.value], [this.#fn.result], b);
  }

  #edge(edge: Edge, block: number, index: number): void {
    const target = this.#fn.blocks[edge.to];
    if (target === undefined) return;
    this.#reps(
      `edge to ${edge.to}`,
      edge.args,
      target.params.map((param) => param.rep),
      block,
    );
    for (const arg of edge.args) this.#use(arg, block, index, `edge to ${edge.to}`);
  }

  #reps(what: string, args: readonly Value[], wanted: readonly Rep[], block: number): void {
    const found = args.map((arg) => arg.rep).join(', ');
    if (found !== wanted.join(', ')) this.#say(`${what} takes (${wanted.join(', ')}), got (${found})`, block);
  }

  #exit(exit: ExitId, block: number, index: number): void {
    const row = this.#region.exits[exit];
    const snapshot = row === undefined ? undefined : this.#region.snapshots[row.snapshot];
    if (row === undefined || snapshot === undefined) {
      this.#say(`no exit ${exit}, or it has no snapshot`, block);
      return;
    }
    for (const value of exitUses(this.#region, exit)) this.#use(value, block, index, `snapshot of exit ${exit}`);
    checkSnapshot(this.#region, this.#fn, row, snapshot, (text) => this.#say(`exit ${exit}: ${text}`, block));
  }

  #use(value: Value, block: number, index: number, by: string): void {
    const place = this.#places.get(value.id);
    if (place === undefined || place.value !== value) {
      this.#say(`${by} uses v${value.id}, which is not defined`, block);
    } else if (place.fn !== this.#fn.id) {
      this.#say(`${by} uses v${value.id} of another function`, block);
    } else if (!this.#reaches(place, block, index)) {
      this.#say(`${by} uses v${value.id}, whose definition does not dominate it`, block);
    }
  }

  #reaches(place: Place, block: number, index: number): boolean {
    if (place.block === block) return place.index < index;
    const dominators = this.#dominators;
    if (dominators === null || !dominators.isReachable(block)) return true;
    return dominators.isReachable(place.block) && dominators.dominates(place.block, block);
  }
}
