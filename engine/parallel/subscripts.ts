/**
 * Ints of a loop as polynomials over the iteration's number, the rounds of loops inside, and symbols: what is known before the
 * loop. Whatever would leave 64 bits on the way exits, so that of an iteration that goes on the polynomial is true.
 */
import { invariant } from '../base/invariant.ts';
import type { Op, Value } from '../ir/region.ts';
import type { CountedLoop } from './loop-shape.ts';
import type { Inner, Nest } from './nest.ts';
import {
  constant,
  equal,
  linearIn,
  minus,
  type Polynomial,
  plus,
  product,
  scaled,
  times,
  type Variable,
  variable,
  variablesOf,
} from './polynomial.ts';
import type { LoopStates } from './states.ts';

export const ITERATION: Variable = 'i';

/** Where a symbol's number comes from: a value, of the header's parameters as the loop begins; or the length of a list. */
export interface SymbolSource {
  readonly kind: 'value' | 'length';
  readonly value: Value;
}

/** Ways to a value that are looked at. */
const EFFORT = 400;

export class Subscripts {
  readonly symbols = new Map<Variable, SymbolSource>();
  readonly #loop: CountedLoop;
  readonly #states: LoopStates;
  readonly #nest: Nest;
  readonly #defined: ReadonlyMap<number, Op>;
  readonly #lengthOf: (list: Value) => Polynomial | null;
  readonly #known = new Map<number, Polynomial | null>();
  /** Parameters of loops inside that are being looked at, as variables. */
  readonly #open = new Map<number, Variable>();
  #effort = 0;

  /** `lengthOf`: the length of a list all through the loop; null: not known. */
  constructor(
    loop: CountedLoop,
    states: LoopStates,
    nest: Nest,
    defined: ReadonlyMap<number, Op>,
    lengthOf: (list: Value) => boolean,
  ) {
    this.#loop = loop;
    this.#states = states;
    this.#nest = nest;
    this.#defined = defined;
    this.#lengthOf = (list) => (lengthOf(list) ? this.#symbol('length', list) : null);
  }

  /** The value in an iteration; null: not followed. */
  of(value: Value): Polynomial | null {
    const known = this.#known.get(value.id);
    if (known !== undefined) return known;
    const open = this.#open.get(value.id);
    if (open) return variable(open);
    this.#effort += 1;
    if (this.#effort > EFFORT || value.rep !== 'I64') return null;
    const found = this.#loop.inside.has(value.id) ? this.#inside(value) : this.#outside(value);
    if (this.#open.size === 0) {
      this.#known.set(value.id, found);
      this.#effort = 0;
    }
    return found;
  }

  /** As an index was written: before one from the end was counted, and compared with the length. */
  indexOf(index: Value): Polynomial | null {
    const op = this.#defined.get(index.id);
    const raw = op?.op === 'IndexWrap' || op?.op === 'IndexBelow' ? op.args[0] : index;
    return raw ? this.of(raw) : null;
  }

  /** The variable of a loop inside: the number of its round, from 0. */
  roundOf(inner: Inner): Variable {
    return `round${inner.header}`;
  }

  #symbol(kind: SymbolSource['kind'], value: Value): Polynomial {
    const name = `${kind === 'length' ? 'len' : 'v'}${value.id}`;
    this.symbols.set(name, { kind, value });
    return variable(name);
  }

  #outside(value: Value): Polynomial {
    const op = this.#defined.get(value.id);
    if (op?.op === 'ConstI64' && op.imm?.kind === 'int') return constant(op.imm.value);
    const isKnown = op?.args.every((arg) => !this.#loop.inside.has(arg.id)) === true;
    return (op && isKnown ? this.#computed(op) : null) ?? this.#symbol('value', value);
  }

  #inside(value: Value): Polynomial | null {
    const { header, uses } = this.#loop;
    if (header.params.includes(value)) return this.#state(value);
    const op = this.#defined.get(value.id);
    if (op?.op === 'ListLen' && op.args[0]) return this.#lengthOf(op.args[0]);
    if (op?.op === 'IndexBelow' && op.args[0]) return this.of(op.args[0]);
    if (op) return this.#computed(op);
    const home = uses.homeOf(value);
    const inner = home && this.#nest.at(home.id);
    return inner ? this.#round(value, inner) : this.#same(uses.passedFor(value).map((way) => way.value));
  }

  #computed(op: Op): Polynomial | null {
    const [a, b] = op.args;
    switch (op.op) {
      case 'I64Add':
      case 'I64AddOvf':
        return this.#both(a, b, plus);
      case 'I64Sub':
      case 'I64SubOvf':
        return this.#both(a, b, minus);
      case 'I64Mul':
      case 'I64MulOvf':
        return this.#both(a, b, times);
      case 'I64NegOvf': {
        const negated = a ? this.of(a) : null;
        return negated && scaled(negated, -1n);
      }
      case 'I64ShlOvf': {
        const by = this.#defined.get(b?.id ?? -1)?.imm;
        const shifted = a && by?.kind === 'int' && by.value >= 0n && by.value < 63n ? this.of(a) : null;
        return shifted && by?.kind === 'int' ? scaled(shifted, 1n << by.value) : null;
      }
      default:
        return null;
    }
  }

  #both(
    a: Value | undefined,
    b: Value | undefined,
    join: (x: Polynomial, y: Polynomial) => Polynomial,
  ): Polynomial | null {
    const x = a ? this.of(a) : null;
    const y = x && b ? this.of(b) : null;
    const joined = x && y ? join(x, y) : null;
    return joined && joined.terms.length <= LARGEST ? joined : null;
  }

  /** A parameter of the parallel loop's header. */
  #state(param: Value): Polynomial | null {
    const state = this.#states.states.find((each) => each.param === param);
    if (state?.rule.combine === 'Fixed') return this.#symbol('value', param);
    if (state?.start.kind !== 'counted') return null;
    const { step, down } = state.start;
    const way = times(this.#outside(step), variable(ITERATION));
    return plus(this.#symbol('value', param), down ? scaled(way, -1n) : way);
  }

  /** What all of some values are. */
  #same(values: readonly Value[]): Polynomial | null {
    const [first, ...rest] = new Set(values);
    const found = first ? this.of(first) : null;
    const isSame = (value: Value): boolean => {
      const other = this.of(value);
      return found !== null && other !== null && equal(found, other);
    };
    return rest.every(isSame) ? found : null;
  }

  /** A parameter of the header of a loop inside: what it was before, and the same step more in each round. */
  #round(param: Value, inner: Inner): Polynomial | null {
    const ways = this.#loop.uses.passedFor(param);
    const isBack = (from: number): boolean => inner.blocks.has(from);
    const before = this.#same(ways.filter(({ from }) => !isBack(from.id)).map(({ value }) => value));
    if (before === null) return null;
    const name = `open${param.id}`;
    this.#open.set(param.id, name);
    const next = this.#same(ways.filter(({ from }) => isBack(from.id)).map(({ value }) => value));
    this.#open.delete(param.id);
    const step = next && minus(next, variable(name));
    if (!step || !this.#isSteady(step, inner)) return null;
    return plus(before, times(step, variable(this.roundOf(inner))));
  }

  /** Whether it is the same in all rounds. */
  #isSteady(step: Polynomial, inner: Inner): boolean {
    const within = [...inner.blocks].flatMap((block) => this.#nest.at(block) ?? []);
    const changing = new Set<Variable>([...within.map((one) => this.roundOf(one)), ...this.#open.values()]);
    return ![...variablesOf(step)].some((name) => changing.has(name) || name.startsWith('open'));
  }
}

/** Terms of a polynomial that is followed. */
const LARGEST = 12;

/** `a` where `name` is put in its only place: solved for a variable with coefficient 1 or -1; null where there is none. */
export function solvedFor(a: Polynomial, name: Variable): { sign: 1n | -1n; rest: Polynomial } | null {
  const linear = linearIn(a, name);
  if (!linear) return null;
  for (const sign of [1n, -1n] as const)
    if (equal(linear.coefficient, product(sign, []))) return { sign, rest: linear.rest };
  return null;
}

export function symbolOf(symbols: ReadonlyMap<Variable, SymbolSource>, name: Variable): SymbolSource {
  const found = symbols.get(name);
  invariant(found, `${name} is no symbol of the loop`);
  return found;
}
