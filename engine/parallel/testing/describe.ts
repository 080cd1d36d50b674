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

/**
 * A loop written down, a line for each part; the body on lines 11, 12, … of a program.
 *
 *     count N                            how many iterations; `?` not known; without this line n
 *     inner j: 0..N                      for j in range(0, N)
 *     container m: list N ?              lengths, outermost first; `made inside`: not known before the loop
 *     fact N >= n
 *     j: write m[i][j]                   around it are these inner loops; `read?` is conditional; `a[?]` is anywhere
 */
export function describedLoop(text: string): LoopDescription {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const after = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const containers = after('container').map(containerOf);
  const body = lines.filter((line) => !/^(count|inner|container|fact) /.test(line));
  const [count = 'n'] = after('count');
  return {
    index: 'i',
    count: count === '?' ? null : polynomial(count),
    inner: after('inner').map(innerLoop),
    containers,
    distinct: [],
    accesses: body.map((line, k) => accessOf(line, k, containers)),
    facts: after('fact').map((fact) => {
      const [left = '', right = ''] = fact.split('>=');
      return minus(polynomial(left), polynomial(right));
    }),
  };
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
  const [name = '', storage, lengths = '', inside] = matched(text, /^(\w+): (list|buffer|tuple) (.+?)( made inside)?$/);
  return {
    id,
    name,
    storage: storage as Container['storage'],
    lengths: lengths.split(' ').map((one) => (one === '?' ? null : polynomial(one))),
    rows: inside === '' ? 'guardable' : 'unknown',
    invariant: inside === '',
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
