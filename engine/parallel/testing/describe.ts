/** Loops written down for specs. */
import { invariant } from '../../base/invariant.ts';
import type { Access, AccessKind, Container, InnerLoop, LoopDescription } from '../loop.ts';
import { constant, minus, type Polynomial, plus, scaled, times, variable, ZERO } from '../polynomial.ts';

/** Reads `2*i*N + j - 1`: what `printed` prints. */
export function polynomial(text: string): Polynomial {
  const terms = text.replaceAll(' ', '').match(/[+-]?[^+-]+/g) ?? [];
  return plus(
    ZERO,
    ...terms.map((term) => {
      const factors = term.replace(/^[+-]/, '').split('*').map(factor);
      return scaled(factors.reduce(times), term.startsWith('-') ? -1n : 1n);
    }),
  );
}

function factor(text: string): Polynomial {
  return /^\d+$/.test(text) ? constant(BigInt(text)) : variable(text);
}

/** `loops` `while`s and `for`s around, then accesses such as `write a[i][j]`, `read? a[i]` (conditional), `append a`. */
export interface Example {
  readonly count?: string | null;
  /** `j: 0..N` is for j in range(0, N); `?` is an end that is not known. */
  readonly inner?: readonly string[];
  /** `a: list L`, `m: list N M`, `b: buffer ?`; lengths, outermost first. */
  readonly containers: readonly string[];
  /** Each with the inner loops around it: `j,k: read a[j]`. */
  readonly body: readonly string[];
  /** `N >= n`. */
  readonly facts?: readonly string[];
  readonly change?: (loop: LoopDescription) => LoopDescription;
}

/** The description of an example; accesses are on lines 11, 12, … */
export function describedLoop({ count = 'n', inner = [], containers, body, facts = [], change }: Example): LoopDescription {
  const described = containers.map(containerOf);
  const loop: LoopDescription = {
    index: 'i',
    count: count === null ? null : polynomial(count),
    inner: inner.map(innerLoop),
    containers: described,
    distinct: [],
    accesses: body.map((text, k) => accessOf(text, k, described)),
    facts: facts.map((fact) => {
      const [left = '', right = ''] = fact.split('>=');
      return minus(polynomial(left), polynomial(right));
    }),
  };
  return change === undefined ? loop : change(loop);
}

function matched(text: string, shape: RegExp): readonly string[] {
  const found = shape.exec(text);
  invariant(found !== null, `not in the form ${shape}: ${text}`);
  return found.slice(1).map((part) => part ?? '');
}

function innerLoop(text: string): InnerLoop {
  const [name = '', low = '', end = ''] = matched(text, /^(\w+): (.+)\.\.(.+)$/);
  const known = (part: string) => (part === '?' ? null : polynomial(part));
  const after = known(end);
  return { variable: name, low: known(low), high: after && minus(after, constant(1n)) };
}

function containerOf(text: string, id: number): Container {
  const [name = '', storage, lengths = ''] = matched(text, /^(\w+): (list|buffer|tuple) (.+)$/);
  return {
    id,
    name,
    storage: storage as Container['storage'],
    lengths: lengths.split(' ').map((one) => (one === '?' ? null : polynomial(one))),
    rows: 'guardable',
    invariant: true,
  };
}

function accessOf(text: string, order: number, containers: readonly Container[]): Access {
  const [, loops = '', kind, maybe, name = ''] = matched(text, /^((.*): )?(read|write|append|length)(\?)? (.+)$/);
  const [container = '', ...subscripts] = name.replaceAll(']', '').split('[');
  const found = containers.find((one) => one.name === container);
  invariant(found !== undefined, `no container ${container}`);
  return {
    container: found.id,
    kind: kind as AccessKind,
    subscripts: subscripts.map((one) => (one === '?' ? null : polynomial(one))),
    loops: loops === '' ? [] : loops.split(','),
    order,
    conditional: maybe === '?',
    line: 11 + order,
    name: name.replaceAll(' ', ''),
  };
}
