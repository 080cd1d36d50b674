/** Containers and subscripts as people would write them, for sentences. */
import { at } from '../base/invariant.ts';
import type { Op, Region, Value } from '../ir/region.ts';
import { localOf } from './locals.ts';
import type { AccessKind } from './loop.ts';
import type { CountedLoop } from './loop-shape.ts';
import type { Inner } from './nest.ts';
import {
  minus,
  type Polynomial,
  plus,
  printed,
  renamed,
  scaled,
  substituted,
  type Variable,
  variable,
  variablesOf,
} from './polynomial.ts';
import { ITERATION, type Subscripts, solvedFor } from './subscripts.ts';

export class SourceText {
  readonly #region: Region;
  readonly #loop: CountedLoop;
  readonly #defined: ReadonlyMap<number, Op>;
  readonly #subscripts: Subscripts;

  constructor(region: Region, loop: CountedLoop, defined: ReadonlyMap<number, Op>, subscripts: Subscripts) {
    this.#region = region;
    this.#loop = loop;
    this.#defined = defined;
    this.#subscripts = subscripts;
  }

  container(value: Value): string {
    return localOf(this.#region, value, this.#defined) ?? (value.rep === 'Obj' ? 'a list' : 'a buffer');
  }

  access(container: Value, kind: AccessKind, subscript: Polynomial | null, around: readonly Inner[]): string {
    const name = this.container(container);
    if (kind === 'append') return `${name}.append()`;
    if (kind === 'length') return `len(${name})`;
    return `${name}[${this.#subscript(subscript, around)}]`;
  }

  /** In terms of the loop's own variable, called i, and those of loops around. */
  #subscript(subscript: Polynomial | null, around: readonly Inner[]): string {
    let text = subscript && this.#byCounter(subscript);
    for (const inner of around) text = text && this.#byInner(text, inner);
    if (!text) return '…';
    const names = new Map<Variable, Variable>();
    for (const name of variablesOf(text)) names.set(name, this.#nameOf(name));
    if ([...names.values()].includes('')) return '…';
    return printed(renamed(text, (name) => names.get(name) ?? name)).replaceAll(' ', '');
  }

  /** A counter that goes up and is in a local stands for the number of the iteration. */
  #byCounter(subscript: Polynomial): Polynomial {
    const counter = at(this.#loop.header.params, this.#loop.counter);
    const isLocal = this.#loop.up && localOf(this.#region, counter, this.#defined) !== null;
    if (!isLocal) return subscript;
    return substituted(subscript, ITERATION, minus(variable(ITERATION), variable(`v${counter.id}`)));
  }

  /** The local that goes up by one in each round stands for the number of the round. */
  #byInner(subscript: Polynomial, inner: Inner): Polynomial {
    const round = this.#subscripts.roundOf(inner);
    for (const param of at(this.#region.functions, 0).blocks[inner.header]?.params ?? []) {
      const value = param.rep === 'I64' ? this.#subscripts.of(param) : null;
      const solved = value && solvedFor(value, round);
      const local = solved && localOf(this.#region, param, this.#defined);
      if (!solved || !local) continue;
      const offset = this.#byCounter(solved.rest);
      return substituted(subscript, round, scaled(plus(variable(local), scaled(offset, -1n)), solved.sign));
    }
    return subscript;
  }

  /** ''; it has none. */
  #nameOf(name: Variable): string {
    if (name === ITERATION || name.startsWith('{')) return name;
    const symbol = this.#subscripts.symbols.get(name);
    if (!symbol) return '';
    const local = localOf(this.#region, symbol.value, this.#defined);
    return local === null ? '' : symbol.kind === 'length' ? `len(${local})` : local;
  }
}
