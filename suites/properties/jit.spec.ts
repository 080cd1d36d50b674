import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { hostPython, projectFile, suiteFile } from '../machine.ts';

/** jit(f) and f agree on result, exception and mutation, for random functions, signatures and arguments. */

const RUNS = 150;
const SEED = 5;

const LITERALS = [
  ...['0', '1', '-1', '2', '7', '255', '2**31', '-2**31', '2**62', '2**63 - 1', '-2**63', '2**63', '2**64 + 1'],
  ...['0.0', '-0.0', '0.5', '-1.5', '1e308', 'float("inf")', 'float("nan")', 'True', 'False', 'None'],
];
const OTHERS = ['"ab"', '[1, 2]', '[0.5, 2.5, -0.0]', '[]', '[True, 2]', '(1, 2.5)', '2**100', '1j', 'b"x"', '{}'];
const BY_KIND = {
  int: ['0', '1', '-1', '3', '17', '1000', '2**31', '2**62', '2**63 - 1', '-2**63', '2**63'],
  float: ['0.0', '-0.0', '0.5', '3.25', '-2.0', '1e308', 'float("nan")', 'float("inf")'],
  bool: ['True', 'False'],
  list: ['[1, 2, 3]', '[5]', '[0, -1, 2**62]', '[0.5, 1.5]', '[1, 0.5]'],
  object: [...LITERALS, ...OTHERS],
} as const;
type Kind = keyof typeof BY_KIND;
const KINDS = Object.keys(BY_KIND) as Kind[];

const BINARY = ['+', '-', '*', '//', '%', '/', '&', '|', '^', '<', '<=', '==', '!=', 'and', 'or', 'is'];
const WRAPPED = [
  '-{}',
  'abs({})',
  'not {}',
  'helper({})',
  '{} >> 1',
  '{} << 3',
  'len({})',
  '{}[0]',
  '{}[-1]',
  'float({})',
];

/** A stack machine's words: what an expression is printed from, so that any shorter list is one too. */
const words = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ name: fc.nat(7) }) },
    { weight: 2, arbitrary: fc.record({ literal: fc.constantFrom(...LITERALS) }) },
    { weight: 4, arbitrary: fc.record({ binary: fc.constantFrom(...BINARY) }) },
    { weight: 1, arbitrary: fc.record({ wrapped: fc.constantFrom(...WRAPPED) }) },
  ),
  { minLength: 1, maxLength: 7 },
);
type Words = typeof words extends fc.Arbitrary<infer T> ? T : never;

function expression(list: Words, names: readonly string[]): string {
  const stack: string[] = [];
  for (const word of list) {
    if ('name' in word) stack.push(names[word.name % names.length] ?? '0');
    else if ('literal' in word) stack.push(`(${word.literal})`);
    else if ('binary' in word) {
      const right = stack.pop() ?? '1';
      stack.push(`(${stack.pop() ?? 'x'} ${word.binary} ${right})`);
    } else stack.push(`(${word.wrapped.replace('{}', stack.pop() ?? 'x')})`);
  }
  return stack.pop() ?? 'x';
}

const statement = fc.record({
  form: fc.constantFrom('assign', 'assign', 'return', 'loop', 'loop', 'log', 'store', 'raise', 'append'),
  first: words,
  second: words,
  count: fc.nat(9),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

function printed({ form, first, second, count }: Statement, names: readonly string[]): string[] {
  const a = expression(first, names);
  const b = expression(second, [...names, 'i']);
  switch (form) {
    case 'return':
      return [`if ${a}:`, `    return ${expression(second, names)}`];
    case 'loop':
      return [`for i in range(${count}):`, `    if ${b}:`, `        x = ${expression(first, [...names, 'i'])}`];
    case 'log':
      return [`log.append(${a})`];
    case 'store':
      return [`${names[0]}[${count % 3}] = ${a}`];
    case 'raise':
      return [`if ${a}:`, `    raise ValueError(${expression(second, names)})`];
    case 'append':
      return [`y = [x]`, `for i in range(${count}):`, `    y.append(${b})`, `x = y[-1]`];
    default:
      return [`x = ${a}`];
  }
}

const parameter = fc.record({
  kind: fc.constantFrom(...KINDS),
  annotated: fc.nat(9),
  fallback: fc.option(fc.constantFrom(...LITERALS), { nil: null, freq: 3 }),
});

const cases = fc.record({
  parameters: fc.array(parameter, { maxLength: 5 }),
  typed: fc.integer({ min: 0, max: 3 }).map((k) => k > 0),
  positionalOnly: fc.nat(3),
  keywordOnly: fc.nat(6),
  rest: fc.nat(7),
  closure: fc.boolean(),
  body: fc.array(statement, { minLength: 1, maxLength: 4 }),
  result: words,
  calls: fc.array(
    fc.record({
      picks: fc.array(fc.nat(99), { minLength: 5, maxLength: 5 }),
      odd: fc.nat(19),
      style: fc.nat(9),
    }),
    { minLength: 2, maxLength: 6 },
  ),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** `p0: int, /, p1=0.5, *, p2`: with a default once one before has one, as Python wants it. */
function signature({ parameters, typed, positionalOnly, keywordOnly, rest }: Case): string {
  const parts: string[] = [];
  let defaults = false;
  parameters.forEach(({ kind, annotated, fallback }, k) => {
    if (k === keywordOnly && k > 0) parts.push('*');
    if (k === positionalOnly && k > 0 && k < keywordOnly) parts.push('/');
    defaults ||= fallback !== null;
    parts.push(`p${k}${typed && annotated > 0 ? `: ${kind}` : ''}${defaults ? ` = ${fallback ?? '0'}` : ''}`);
  });
  if (rest === 0 && keywordOnly >= parameters.length) parts.push('*rest');
  return parts.join(', ');
}

function source(it: Case): string {
  const names = [...it.parameters.map((_, k) => `p${k}`), 'x', ...(it.closure ? ['outer'] : [])];
  const lines = ['x = 1', ...it.body.flatMap((s) => printed(s, names)), `return ${expression(it.result, names)}`];
  const body = (indent: string): string[] => [
    `${indent}def f(${signature(it)}):`,
    ...lines.map((line) => `${indent}    ${line}`),
  ];
  const definition = it.closure ? ['def make(outer):', ...body('    '), '    return f', 'f = make(3)'] : body('');
  return ['def helper(v):', '    return v + 1', ...definition].join('\n');
}

function argumentsOf(it: Case): string[] {
  return it.calls.map(({ picks, odd, style }) => {
    const values = it.parameters.map(({ kind }, k) => {
      const among: readonly string[] = odd === k ? BY_KIND.object : BY_KIND[kind];
      const value = among[(picks[k] ?? 0) % among.length] ?? '0';
      return k >= it.keywordOnly && k > 0 ? `p${k}=${value}` : value;
    });
    if (style === 0 && values.length > 0) values[values.length - 1] = `p${values.length - 1}=${picks[0]}`;
    if (style === 1) values.pop();
    if (style === 2) values.unshift('1');
    return values.join(', ');
  });
}

interface Answer {
  readonly entries: number;
  readonly difference: { turn: number; arguments: string; expected: unknown; found: unknown } | null;
}

/** One python for all cases. */
class Driver {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor() {
    this.#child = spawn(hostPython().path, [suiteFile('properties', 'jit_agrees.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PYTHONPATH: projectFile('native', 'python'),
        TRACEJIT_SYNC: '1',
        TRACEJIT_QUICK: '1',
        TRACEJIT_EXIT_THRESHOLD: '2',
      },
    });
    this.#reader = createInterface(this.#child.stdout);
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async ask(text: string, calls: readonly string[]): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify({ source: text, calls })}\n`);
    const { value, done } = await this.#lines.next();
    assert.ok(
      !done,
      `python died (${this.#child.signalCode ?? this.#child.exitCode}) on\n${text}\n${calls.join('\n')}`,
    );
    return JSON.parse(value) as Answer;
  }

  end(): void {
    this.#child.stdin.end();
    this.#reader.close();
  }
}

describe('@jit', function () {
  this.timeout(120_000);
  const driver = new Driver();
  after(() => driver.end());

  it(`agrees with the plain function: ${RUNS} random functions`, async () => {
    let native = 0;
    const agrees = fc.asyncProperty(cases, async (it) => {
      const [text, calls] = [source(it), argumentsOf(it)];
      const { entries, difference } = await driver.ask(text, calls);
      native += Math.min(entries, 1);
      assert.equal(difference, null, `${text}\n${JSON.stringify(difference, null, 1)}`);
    });
    await fc.assert(agrees, {
      numRuns: Number(process.env['JIT_RUNS'] ?? RUNS),
      seed: Number(process.env['JIT_SEED'] ?? SEED),
    });
    assert.ok(native > RUNS / 2, `only ${native} of ${RUNS} functions ran natively`);
  });
});
