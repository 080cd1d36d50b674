/** Random functions with a loop, as the property of parallel loops draws them. */
import fc from 'fast-check';
import { STATEMENT_NAMES, STATEMENTS, type StatementName } from './statements.ts';
import { condition, expression, KINDS, type Kind, type Words, words } from './words.ts';

/** Lines before the body, the body's own first lines, and by how much it is indented. */
interface Form {
  readonly head: readonly string[];
  readonly first: readonly string[];
  readonly indent: number;
}

const plain = (...head: readonly string[]): Form => ({ head, first: [], indent: 1 });

/** Each way of going through n items. `i` is the item's index in all of them. */
const FORMS = [
  plain('for i in range(n):'),
  plain('for i in range(n):'),
  plain('for i in range(len(a)):'),
  plain('for i in range(1, n - 1):'),
  plain('for i in range(n - 1, -1, -1):'),
  plain('for i in range(0, n, 2):'),
  plain('for i, x in enumerate(a):'),
  { head: ['for x in a:'], first: ['i += 1'], indent: 1 },
  { head: ['for x, y in zip(a, b):'], first: ['i += 1'], indent: 1 },
  { head: ['while i < n - 1:'], first: ['i += 1'], indent: 1 },
  { head: ['for turn in range(3):', '    for i in range(n):'], first: [], indent: 2 },
] as const satisfies readonly Form[];

const statement = fc.record({
  name: fc.constantFrom(...STATEMENT_NAMES),
  e: words,
  d: words,
  c: words,
  k: fc.integer({ min: 1, max: 4 }),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

export const loops = fc.record({
  kind: fc.constantFrom(...KINDS),
  form: fc.nat(FORMS.length - 1),
  /** `@jit(parallel=True)` in place of a program that runs with `--parallel`. */
  asked: fc.boolean(),
  body: fc.array(statement, { minLength: 1, maxLength: 3 }),
});
export type Loop = typeof loops extends fc.Arbitrary<infer T> ? T : never;

const ELEMENT: Readonly<Record<Kind, string>> = { int: 'int', float: 'float', mixed: 'object' };

/** Parameters of every function `f`, in order. */
export const PARAMETERS = ['a', 'b', 'out', 'rows', 'n', 'stop', 'z'] as const;

const RESULTS = ['s', 'p', 'm', 'at', 'c', 'found', 'last', 't', 'i'] as const;

/** A module with the function `f`, marked by `@jit`. */
export function sourceOf({ kind, form, asked, body }: Loop): string {
  const { head, first, indent } = FORMS[form] ?? FORMS[0];
  const names = ['a[i]', 'b[i]', 'i', 'n', 'a[i]', ...(/\bx\b/.test(head.join()) ? ['x'] : [])];
  const lines = [...first, ...body.flatMap((it) => printed(it, kind, names))].map((line) => bounded(line, head.join()));
  const list = `list[${ELEMENT[kind]}]`;
  const types = [list, list, list, `list[${list}]`, 'int', 'int', ELEMENT[kind]];
  return [
    `@jit${asked ? '(parallel=True)' : ''}`,
    `def f(${PARAMETERS.map((name, k) => `${name}: ${types[k]}`).join(', ')}):`,
    `    s = t = last = z`,
    `    p = m = ${kind === 'int' ? '1' : 'z + 1.0'}`,
    `    at = c = 0`,
    `    i = -1`,
    `    found = False`,
    ...head.map((line) => `    ${line}`),
    ...lines.map((line) => `${'    '.repeat(indent + 1)}${line}`),
    `    return ${RESULTS.join(', ')}`,
    '',
  ].join('\n');
}

/** Whoever goes through a list that it makes longer, by whatever name, shall end all the same. */
function bounded(line: string, head: string): string {
  const list = /^ *(\w+)\.append/.exec(line)?.[1];
  return list === undefined || head.includes('range') ? line : line.replace(list, `if len(${list}) < 400: ${list}`);
}

function printed({ name, e, d, c, k }: Statement, kind: Kind, names: readonly string[]): readonly string[] {
  const row: { lines: (typeof STATEMENTS)[StatementName]['lines']; only?: Kind } = STATEMENTS[name];
  const { lines } = row.only === undefined || row.only === kind ? row : STATEMENTS.map;
  return lines({
    e: expression(e as Words, kind, names),
    d: expression(d as Words, kind, names),
    c: condition(c as Words, kind, names),
    k,
  });
}
