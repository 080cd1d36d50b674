/**
 * What each parameter of a loop's header is to a loop done in chunks: a counter, a sum or the like, a minimum with what is
 * noted along with it, the value left by the last iteration that set it; or something that ties an iteration to the one before.
 */
import { type Combine, LIMITS, type Rule } from '../ir/combine.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import { ENDS } from './body.ts';
import { carriers } from './carriers.ts';
import { type Extreme, extremeOf, type Noted } from './extremes.ts';
import type { CountedLoop } from './loop-shape.ts';
import { chainOf } from './reductions.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { LoopUses } from './uses.ts';

/** What a chunk's first iteration begins with. */
export type Start =
  /** What the loop began with. */
  | { readonly kind: 'initial' }
  /** That plus so many steps as there were iterations before; whether it is taken away, and may leave 64 bits. */
  | { readonly kind: 'counted'; readonly step: Value; readonly down: boolean; readonly checked: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number };

export interface State {
  readonly param: Value;
  readonly start: Start;
  readonly rule: Rule;
  /** Parameters, this one included, that hold the state or what an iteration set: whether it did is noted beside each. Null: it always does. */
  readonly maybe: ReadonlySet<number> | null;
}

/** A float put to an accumulator in program order: by this op in the loop, by a stream in a task. */
export interface Fold {
  readonly stream: number;
  readonly value: Value;
}

export interface LoopStates {
  /** One for each parameter of the header, in order. */
  readonly states: readonly State[];
  readonly folds: ReadonlyMap<Op, Fold>;
  /** Ids of values that stand for accumulators of streams: a task has none. */
  readonly folded: ReadonlySet<number>;
  readonly streams: number;
  /** Floats are added chunk by chunk of the grid. */
  readonly onGrid: boolean;
}

const NEUTRAL: Partial<Record<Combine, bigint>> = { AddI64: 0n, MulI64: 1n, AndI64: -1n, OrI64: 0n, XorI64: 0n };

/** `grid`: sums of floats are those of the grid, else in program order. */
export function statesOf(
  fn: IrFunction,
  loop: CountedLoop,
  defined: ReadonlyMap<number, Op>,
  grid: boolean,
): LoopStates | Refusal {
  return new Finder(fn, loop, defined, grid).run();
}

class Finder {
  readonly #fn: IrFunction;
  readonly #loop: CountedLoop;
  readonly #uses: LoopUses;
  readonly #defined: ReadonlyMap<number, Op>;
  readonly #folds = new Map<Op, Fold>();
  readonly #folded = new Set<number>();
  readonly #extremes = new Map<Value, Extreme>();
  readonly #grid: boolean;
  #streams = 0;

  constructor(fn: IrFunction, loop: CountedLoop, defined: ReadonlyMap<number, Op>, grid: boolean) {
    this.#grid = grid;
    this.#fn = fn;
    this.#loop = loop;
    this.#uses = loop.uses;
    this.#defined = defined;
  }

  run(): LoopStates | Refusal {
    const { params } = this.#loop.header;
    for (const param of params) {
      const extreme = extremeOf(this.#fn, param, this.#uses);
      if (extreme) this.#extremes.set(param, extreme);
    }
    const states: State[] = [];
    for (const param of params) {
      const state = this.#stateOf(param);
      if (isRefusal(state)) return state;
      states.push(state);
    }
    const stray = this.#strayNote(states);
    if (stray) return stray;
    return { states, folds: this.#folds, folded: this.#folded, streams: this.#streams, onGrid: this.#grid };
  }

  #stateOf(param: Value): State | Refusal {
    return (
      this.#fixed(param) ??
      this.#counted(param) ??
      this.#extreme(param) ??
      this.#noted(param) ??
      this.#last(param) ??
      this.#chain(param) ??
      this.#carried(param)
    );
  }

  #fixed(param: Value): State | null {
    const isSame = this.#uses.passedFor(param).every(({ value }) => this.#uses.origin(value) === param);
    return isSame ? { param, start: { kind: 'initial' }, rule: { combine: 'Fixed', aux: 0 }, maybe: null } : null;
  }

  /** Goes up or down by the same in each iteration; an iteration may use it as it likes. */
  #counted(param: Value): State | null {
    let found: Start | null = null;
    for (const { value } of this.#uses.passedFor(param)) {
      const op = this.#defined.get(this.#uses.origin(value).id);
      const [now, step] = op?.args ?? [];
      const isSum = op?.op === 'I64Add' || op?.op === 'I64AddOvf';
      const down = op?.op === 'I64Sub' || op?.op === 'I64SubOvf';
      if ((!isSum && !down) || now !== param || !step || this.#loop.inside.has(step.id)) return null;
      if (found?.kind === 'counted' && (found.step !== step || found.down !== down)) return null;
      found = { kind: 'counted', step, down, checked: op?.exit !== null };
    }
    return found && { param, start: found, rule: { combine: 'Last', aux: 0 }, maybe: null };
  }

  #extreme(param: Value): State | null {
    const extreme = this.#extremes.get(param);
    return extreme
      ? { param, start: { kind: 'initial' }, rule: { combine: extreme.combine, aux: 0 }, maybe: null }
      : null;
  }

  /** Set where a new minimum or maximum is, and nowhere else. */
  #noted(param: Value): State | null {
    for (const [best, { noted, selected }] of this.#extremes) {
      if (!this.#isNoted(param, noted) && !this.#isSelected(param, selected.get(param))) continue;
      const aux = this.#loop.header.params.indexOf(best);
      return { param, start: { kind: 'initial' }, rule: { combine: 'With', aux }, maybe: null };
    }
    return null;
  }

  #isNoted(param: Value, noted: readonly Noted[]): boolean {
    const { ops, branches } = this.#uses.of(param);
    const ways = new Set(noted.map(({ param: target, from }) => `${target.id} ${from.id}`));
    const isNoted = (target: Value, from: Block): boolean => ways.has(`${target.id} ${from.id}`);
    const members = carriers([param], this.#uses, (target, _, from) => isNoted(target, from));
    if (ops.length + branches.length > 0 || !members || !noted.some(({ param: target }) => members.has(target.id)))
      return false;
    return this.#uses.passedFor(param).every(({ value, from }) => members.has(value.id) || isNoted(param, from));
  }

  #isSelected(param: Value, select: Op | undefined): boolean {
    const { ops, branches } = this.#uses.of(param);
    if (!select?.result || ops.length !== 1 || branches.length > 0) return false;
    const members = carriers([param, select.result], this.#uses);
    return members !== null && this.#uses.passedFor(param).every(({ value }) => members.has(value.id));
  }

  /** Nobody computes with it: what counts is who set it last. */
  #last(param: Value): State | null {
    const maybe = new Set([param.id]);
    const work = [param];
    for (let value = work.pop(); value !== undefined; value = work.pop()) {
      const { ops, branches, edges } = this.#uses.of(value);
      if (ops.some(({ op }) => !ENDS.has(op.op)) || branches.length > 0) return null;
      for (const { param: next } of edges) {
        if (!next || maybe.has(next.id)) continue;
        if (this.#loop.header.params.includes(next)) return null;
        maybe.add(next.id);
        work.push(next);
      }
    }
    const passed = this.#uses.passedFor(param).map(({ value }) => value);
    const start = { kind: 'initial' } as const;
    const always = !passed.some((value) => maybe.has(value.id));
    return { param, start, rule: { combine: always ? 'Last' : 'LastIf', aux: 0 }, maybe: always ? null : maybe };
  }

  #chain(param: Value): State | Refusal | null {
    const chain = chainOf(param, this.#uses);
    if (!chain) return null;
    const neutral = NEUTRAL[chain.combine];
    if (neutral !== undefined)
      return { param, start: { kind: 'int', value: neutral }, rule: { combine: chain.combine, aux: 0 }, maybe: null };
    if (this.#grid) {
      const isProduct = chain.combine === 'FoldMul';
      const start = { kind: 'float', value: isProduct ? 1 : -0 } as const;
      return { param, start, rule: { combine: isProduct ? 'MulF64' : 'AddF64', aux: 0 }, maybe: null };
    }
    if (this.#streams === LIMITS.STREAMS) return refuse('Unsupported', 0, `more than ${LIMITS.STREAMS} sums of floats`);
    const stream = this.#streams;
    this.#streams += 1;
    for (const [op, value] of chain.steps) this.#folds.set(op, { stream, value });
    for (const id of chain.members) this.#folded.add(id);
    return { param, start: { kind: 'float', value: 0 }, rule: { combine: chain.combine, aux: stream }, maybe: null };
  }

  #carried(param: Value): Refusal {
    const ops = this.#uses.of(param).ops.map(({ op }) => op);
    const line = ops.find((op) => op.line > 0)?.line ?? 0;
    const updates = this.#uses.passedFor(param).map(({ value }) => this.#defined.get(value.id)?.line ?? 0);
    const set = updates.find((each) => each > 0);
    const where = set ? ` (set at line ${set})` : '';
    return refuse('Dependence', line, `what one iteration leaves in {local}${where} is used by the next`, param);
  }

  /** Something else that depends on whether there was a new best. */
  #strayNote(states: readonly State[]): Refusal | null {
    for (const { noted, selected } of this.#extremes.values())
      for (const kept of [...noted.map((each) => each.kept), ...selected.keys()]) {
        const state = states.find(({ param, rule }) => rule.combine === 'With' && this.#carries(param, kept));
        if (!state)
          return refuse(
            'TwoUpdates',
            0,
            'something other than what goes with a minimum or maximum is set along with it',
          );
      }
    return null;
  }

  #carries(param: Value, value: Value): boolean {
    const seen = new Set([param.id]);
    const work = [param];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      if (next === value) return true;
      for (const { param: target } of this.#uses.of(next).edges)
        if (target && !seen.has(target.id)) {
          seen.add(target.id);
          work.push(target);
        }
    }
    return false;
  }
}
