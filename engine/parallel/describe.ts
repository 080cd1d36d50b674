/** From a counted loop of the IR to what the dependence tests are told of it: containers known before it, and who touches them where. */
import { at } from '../base/invariant.ts';
import type { Dominators } from '../ir/dominators.ts';
import { dominatorsOf } from '../ir/dominators.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import type { Body } from './body.ts';
import type { Access, AccessKind, Container, InnerLoop, LoopDescription } from './loop.ts';
import type { CountedLoop } from './loop-shape.ts';
import { type Inner, Nest } from './nest.ts';
import {
  constant,
  constantOf,
  minus,
  type Polynomial,
  scaled,
  type Variable,
  variable,
  variablesOf,
} from './polynomial.ts';
import { type Refusal, refuse } from './refusal.ts';
import { SourceText } from './source-text.ts';
import type { LoopStates } from './states.ts';
import { ITERATION, Subscripts, type SymbolSource, solvedFor } from './subscripts.ts';

/** The loop and what is known of it already. */
export interface Given {
  readonly region: Region;
  readonly fn: IrFunction;
  readonly loop: CountedLoop;
  readonly states: LoopStates;
  readonly body: Pick<Body, 'reads' | 'writes' | 'loads' | 'stores'>;
  readonly defined: ReadonlyMap<number, Op>;
}

export interface Description {
  readonly loop: LoopDescription;
  /** By number of its container: the list, or the buffer's address. */
  readonly containers: readonly Value[];
  readonly symbols: ReadonlyMap<Variable, SymbolSource>;
}

/** A place of the body that touches a container. */
interface Touch {
  readonly container: Value;
  readonly kind: AccessKind;
  readonly index: Value | null;
  readonly op: Op;
  readonly block: Block;
}

/** A refusal where no description would be true. */
export function describe(given: Given): Description | Refusal {
  return new Describer(given).run();
}

/** Ops whose result is never negative. */
const COUNTS: ReadonlySet<OpName> = new Set<OpName>(['ListLen', 'TupleLen', 'BufferLen', 'RangeLen', 'RangeIterLen']);
const CHECKS: ReadonlySet<OpName> = new Set<OpName>(['IndexWrap', 'IndexBelow']);
/** Ops that make a list, or name one that is known to be one. */
const LISTS: ReadonlySet<OpName> = new Set<OpName>([
  'ListNew',
  'ListRepeat',
  'ListSlice',
  'ListSliceStep',
  'ListConcat',
]);

class Describer {
  readonly #given: Given;
  readonly #nest: Nest;
  readonly #dominators: Dominators;
  readonly #subscripts: Subscripts;
  readonly #text: SourceText;
  readonly #appended: ReadonlySet<Value>;
  readonly #ids = new Map<Value, number>();
  readonly #lengths = new Map<Value, Polynomial>();

  constructor(given: Given) {
    const { fn, region, loop, states, body, defined } = given;
    this.#given = given;
    this.#nest = new Nest(fn, loop);
    this.#dominators = dominatorsOf(fn);
    this.#appended = new Set(body.writes.filter(({ index }) => index === null).map(({ list }) => list));
    this.#subscripts = new Subscripts(loop, states, this.#nest, defined, (list) => this.#hasLength(list));
    this.#text = new SourceText(region, loop, defined, this.#subscripts);
  }

  run(): Description | Refusal {
    if (!this.#nest.isReducible) return refuse('Unsupported', 0, 'a loop inside has more than one way in');
    const touches = this.#touches();
    if (!Array.isArray(touches)) return touches;
    const accesses = touches.map((touch) => this.#access(touch));
    const loop: LoopDescription = {
      index: ITERATION,
      count: this.#count(),
      inner: this.#innerLoops(touches),
      containers: [...this.#ids].map(([value, id]) => this.#container(value, id)),
      distinct: [],
      accesses,
      facts: this.#facts(),
    };
    return { loop, containers: [...this.#ids.keys()], symbols: this.#subscripts.symbols };
  }

  /** Of containers that are known before the loop and, one of them at least, written. */
  #touches(): Touch[] | Refusal {
    const { loop, body } = this.#given;
    const isKnown = ({ container }: Touch): boolean => !loop.inside.has(container.id);
    const lists = [...body.reads, ...body.writes].map(({ list, index, op, block }): Touch => {
      const kind = op.op === 'ListItem' ? 'read' : index === null ? 'append' : 'write';
      return { container: list, kind, index, op, block };
    });
    const elements = [
      ...body.loads.map((load) => ({ ...load, kind: 'read' as const })),
      ...body.stores.map((store) => ({ ...store, kind: 'write' as const })),
    ].map(({ data, index, op, block, kind }): Touch => ({ container: data, kind, index, op, block }));
    const stray = body.stores.length > 0 ? elements.find((touch) => !isKnown(touch)) : undefined;
    if (stray) return refuse('UnknownSubscript', stray.op.line, 'which buffer is used is decided in the iteration');
    return [...lists, ...elements, ...this.#lengthsAsked()].filter(isKnown);
  }

  /** Lengths that are asked for other than to check an index. */
  #lengthsAsked(): Touch[] {
    const { fn, loop } = this.#given;
    return loop.blocks.flatMap((number) => {
      const block = at(fn.blocks, number);
      return block.ops.flatMap((op): Touch[] => {
        const [list] = op.args;
        if (op.op !== 'ListLen' || !op.result || !list) return [];
        const { ops, branches, edges } = loop.uses.of(op.result);
        const onlyChecks = ops.every(({ op: user }) => CHECKS.has(user.op) && user.args[1] === op.result);
        if (onlyChecks && branches.length + edges.length === 0) return [];
        return [{ container: list, kind: 'length', index: null, op, block }];
      });
    });
  }

  #access({ container, kind, index, op, block }: Touch): Access {
    const around = this.#nest.around(block.id);
    const loops = around.map((inner) => this.#subscripts.roundOf(inner));
    const visible = new Set<Variable>([ITERATION, ...loops, ...this.#subscripts.symbols.keys()]);
    const followed = index && this.#subscripts.indexOf(index);
    for (const name of this.#subscripts.symbols.keys()) visible.add(name);
    const subscript = followed && [...variablesOf(followed)].every((name) => visible.has(name)) ? followed : null;
    if (index) this.#noteLength(container, index);
    const always = around.length > 0 ? this.#nest.isAlways(block.id) : this.#given.loop.isAlways(block.id);
    return {
      container: this.#idOf(container),
      kind,
      subscripts: index ? [subscript] : [],
      loops,
      order: this.#nest.order(block.id) * PER_BLOCK + block.ops.indexOf(op),
      conditional: !always,
      line: op.line,
      name: this.#text.access(container, kind, subscript, around),
    };
  }

  #idOf(container: Value): number {
    const id = this.#ids.get(container) ?? this.#ids.size;
    this.#ids.set(container, id);
    return id;
  }

  /** What an index is compared with. */
  #noteLength(container: Value, index: Value): void {
    const check = this.#given.defined.get(index.id);
    const [, limit] = check && CHECKS.has(check.op) ? check.args : [];
    const length = limit && this.#subscripts.of(limit);
    if (!length || this.#appended.has(container) || this.#lengths.has(container)) return;
    const names = [...variablesOf(length)];
    if (names.every((name) => this.#subscripts.symbols.has(name))) this.#lengths.set(container, length);
  }

  #container(value: Value, id: number): Container {
    return {
      id,
      name: this.#text.container(value),
      storage: value.rep === 'Obj' ? 'list' : 'buffer',
      lengths: [this.#lengths.get(value) ?? null],
      rows: 'distinct',
      invariant: true,
    };
  }

  /** Whether the length of a list stays, and may be looked at before the loop. */
  #hasLength(list: Value): boolean {
    const { fn, loop, defined } = this.#given;
    if (loop.inside.has(list.id) || this.#appended.has(list)) return false;
    const made = defined.get(list.id);
    if (made && LISTS.has(made.op)) return true;
    return this.#dominators.order.some((number) => {
      if (loop.blocks.includes(number) || !this.#dominators.dominates(number, loop.header.id)) return false;
      return at(fn.blocks, number).ops.some(
        (op) => op.op === 'Guard' && this.#isListTest(defined.get(op.args[0]?.id ?? -1), list),
      );
    });
  }

  #isListTest(op: Op | undefined, list: Value): boolean {
    return op?.op === 'IsList' && op.args[0] === list;
  }

  #count(): Polynomial | null {
    const { loop } = this.#given;
    const limit = this.#subscripts.of(at(loop.test.args, 1));
    const now = this.#subscripts.of(at(loop.header.params, loop.counter));
    if (!limit || !now) return null;
    const start = minus(now, loop.up ? variable(ITERATION) : scaled(variable(ITERATION), -1n));
    return loop.up ? minus(limit, start) : minus(start, limit);
  }

  /** Those around an access. */
  #innerLoops(touches: readonly Touch[]): InnerLoop[] {
    const found = new Map<number, Inner>();
    for (const { block } of touches) for (const inner of this.#nest.around(block.id)) found.set(inner.header, inner);
    return [...found.values()].map((inner) => {
      const within = touches.map(({ block }) => block.id).filter((block) => inner.blocks.has(block));
      return { variable: this.#subscripts.roundOf(inner), low: constant(0n), high: this.#lastRound(inner, within) };
    });
  }

  /** The last round in which one of some blocks is come to. */
  #lastRound(inner: Inner, blocks: readonly number[]): Polynomial | null {
    for (const number of inner.blocks) {
      const { end } = at(this.#given.fn.blocks, number);
      if (end.kind !== 'branch' || !inner.latches.every((latch) => this.#nest.dominates(number, latch))) continue;
      const stays = inner.blocks.has(end.then.to);
      if (!stays || inner.blocks.has(end.else.to)) continue;
      const last = this.#roundsBelow(this.#given.defined.get(end.cond.id), inner);
      if (!last) continue;
      // A block before the test is come to once even if the answer is no at once.
      if (blocks.every((block) => this.#nest.isBehind(number, end.then.to, block))) return last;
    }
    return null;
  }

  /** The last round for which a test says yes. */
  #roundsBelow(test: Op | undefined, inner: Inner): Polynomial | null {
    const strict = test?.op === 'I64Lt' || test?.op === 'I64Gt';
    if (!test || (!strict && test.op !== 'I64Le' && test.op !== 'I64Ge')) return null;
    const [counter, limit] = test.args;
    const a = counter ? this.#subscripts.of(counter) : null;
    const b = limit ? this.#limit(limit, a, inner) : null;
    if (!a || !b) return null;
    const below = test.op === 'I64Lt' || test.op === 'I64Le' ? minus(b, a) : minus(a, b);
    const solved = solvedFor(strict ? minus(below, constant(1n)) : below, this.#subscripts.roundOf(inner));
    return solved?.sign === -1n && this.#isOutsideOf(inner, solved.rest) ? solved.rest : null;
  }

  /** What a counter is compared with: what is not negative and below `max(n, 0)` is below n. */
  #limit(limit: Value, counter: Polynomial | null, inner: Inner): Polynomial | null {
    const { defined } = this.#given;
    const select = defined.get(limit.id);
    const [test, n, zero] = select?.op === 'SelectI64' ? select.args : [];
    const isGreater = defined.get(test?.id ?? -1);
    const isZero = (value: Value | undefined): boolean => defined.get(value?.id ?? -1)?.imm?.value === 0n;
    const isMaximum = isGreater?.op === 'I64Gt' && isGreater.args[0] === n && isZero(isGreater.args[1]) && isZero(zero);
    const solved = counter && solvedFor(counter, this.#subscripts.roundOf(inner));
    const start = solved?.sign === 1n ? constantOf(solved.rest) : null;
    return isMaximum && n && start !== null && start >= 0n ? this.#subscripts.of(n) : this.#subscripts.of(limit);
  }

  /** Whether only loops around an inner one, and symbols, are mentioned. */
  #isOutsideOf(inner: Inner, polynomial: Polynomial): boolean {
    const around = this.#nest.around(inner.header).filter((one) => one !== inner);
    const names = new Set([
      ITERATION,
      ...around.map((one) => this.#subscripts.roundOf(one)),
      ...this.#subscripts.symbols.keys(),
    ]);
    return [...variablesOf(polynomial)].every((name) => names.has(name));
  }

  #facts(): Polynomial[] {
    const { defined } = this.#given;
    const counts = [...this.#subscripts.symbols].filter(
      ([, { kind, value }]) => kind === 'length' || COUNTS.has(defined.get(value.id)?.op ?? 'Guard'),
    );
    return [...counts.map(([name]) => variable(name)), ...this.#startFacts()];
  }

  /** A counter that goes up began at least with what the loop is entered with. */
  #startFacts(): Polynomial[] {
    const { fn, loop } = this.#given;
    const counter = at(loop.header.params, loop.counter);
    const start = `v${counter.id}`;
    const isNatural = loop.blocks.every(
      (block) => !this.#dominators.isReachable(block) || this.#dominators.dominates(loop.header.id, block),
    );
    if (!loop.up || !isNatural || !this.#subscripts.symbols.has(start)) return [];
    const initial = new Set<Value>();
    for (const number of this.#dominators.order)
      if (!loop.blocks.includes(number))
        for (const edge of edgesOf(at(fn.blocks, number).end))
          if (edge.to === loop.header.id) initial.add(at(edge.args, loop.counter));
    const [only, other] = initial;
    const known = only && !other && !loop.inside.has(only.id) ? this.#subscripts.of(only) : null;
    return known ? [minus(variable(start), known)] : [];
  }
}

/** More ops than a block has. */
const PER_BLOCK = 1 << 20;
