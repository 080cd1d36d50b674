/** Expressions of random loops, printed from a stack machine's words, so that any shorter list of words is one too. */
import fc from 'fast-check';

/** What the numbers of a loop are: all ints, all floats, or either. */
export const KINDS = ['int', 'float', 'mixed'] as const;
export type Kind = (typeof KINDS)[number];

const LITERALS: Readonly<Record<Kind, readonly string[]>> = {
  int: ['0', '1', '-1', '2', '7', '1000', '(1 << 31)', '(1 << 61)'],
  float: ['0.0', '-0.0', '0.5', '-1.5', '3.25', '1e300'],
  mixed: ['0', '1', '-1', '2', '0.5', '-0.0', '7'],
};

/** `/` and `//` may fail, at whichever iteration it is. */
const OPERATORS: Readonly<Record<Kind, readonly string[]>> = {
  int: ['+', '-', '*', '+', '-', '&', '|', '^', '//', '%'],
  float: ['+', '-', '*', '+', '-', '/'],
  mixed: ['+', '-', '*', '+', '-', '/', '//'],
};

const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='];
const WRAPPED = ['-{}', 'abs({})', 'min({}, 3)', 'max(-2, {})'];

export const words = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ name: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ literal: fc.nat(9) }) },
    { weight: 4, arbitrary: fc.record({ binary: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ wrapped: fc.nat(9) }) },
  ),
  { minLength: 1, maxLength: 5 },
);
export type Words = typeof words extends fc.Arbitrary<infer T> ? T : never;

const pick = (list: readonly string[], k: number) => list[k % list.length] ?? '0';

/** `names` are the operands to choose from, not empty. */
export function expression(list: Words, kind: Kind, names: readonly string[]): string {
  const stack: string[] = [];
  const pop = () => stack.pop() ?? pick(names, 0);
  for (const word of list) {
    if ('name' in word) stack.push(pick(names, word.name));
    else if ('literal' in word) stack.push(pick(LITERALS[kind], word.literal));
    else if ('binary' in word) {
      const right = pop();
      stack.push(`(${pop()} ${pick(OPERATORS[kind], word.binary)} ${right})`);
    } else stack.push(pick(WRAPPED, word.wrapped).replace('{}', pop()));
  }
  return pop();
}

/** A comparison of two expressions. */
export function condition(list: Words, kind: Kind, names: readonly string[]): string {
  const half = Math.ceil(list.length / 2);
  const sign = pick(COMPARISONS, list.length + (list[0] && 'name' in list[0] ? list[0].name : 1));
  const right = list.length > 1 ? expression(list.slice(half), kind, names) : pick(LITERALS[kind], 3);
  return `${expression(list.slice(0, half), kind, names)} ${sign} ${right}`;
}
