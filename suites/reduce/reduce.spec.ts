import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hostPython } from '../machine.ts';
import { type Predicate, reduce } from './reduce.ts';
import { type Candidate, NotAProgram, Shrinker } from './shrinker.ts';

/** Every construct the shrinker knows something of, around one floor division in a hot loop. */
const PROGRAM = `
# a comment
import math
from os import path, sep

class Thing(object):
    """What is counted."""
    def __init__(self, a, b=2, *rest, **more):
        self.a = a
        self.b = b

    @property
    def half(self) -> float:
        return self.b / 2.0

    def total(self, n, extra=1.5):
        t = 0
        for i in range(n):
            t += self.a * i + self.b
            if i % 3 == 0 and t > 10:
                t -= i // -4
            else:
                t += 7
        return t + extra

def root(x: float, y, *, z=3):
    try:
        return math.sqrt(x * x + y * y) + z
    except ValueError as error:
        print("bad", error)
    finally:
        x = 0

def main(count=100):
    out: list = [0] * 4
    thing = Thing(2, b=5)
    i = 0
    while i < count and len(out) < 1000:
        out.append(root(i, i + 1, z=4))
        match i % 2:
            case 0 if i > 5:
                out[0] = "even"
            case _:
                out[1] = f"{i!r} of {count:>5}"
        i += 1
    while True:
        i -= 1
        if i < 0:
            break
    return [thing.total(50, 2.5), thing.half, [x for x in out if x]]

RESULTS = [main(), main(300)]
print(RESULTS)
`;

const contains =
  (text: string): Predicate =>
  async (source) =>
    source.includes(text);

/** What python prints, or null when it fails or takes longer than five seconds. */
function printed(source: string): string | null {
  const child = spawnSync(hostPython().path, ['-I', '-S', '-'], { input: source, encoding: 'utf8', timeout: 5000 });
  return child.status === 0 ? child.stdout : null;
}

/** All candidates when none, or every one with this text, is accepted. */
async function candidates(source: string, accept: (source: string) => boolean): Promise<Candidate[]> {
  const shrinker = new Shrinker(source, hostPython().path);
  try {
    const all = [];
    for (let next = await shrinker.next(); next !== null; next = await shrinker.next(accept(next.source)))
      all.push(next);
    return all;
  } finally {
    shrinker.close();
  }
}

describe('reduction to the smallest interesting program (starts python)', function () {
  this.timeout(60_000);

  it('finds one line of many, and takes the same steps each time', async () => {
    const first = await reduce(PROGRAM, contains('//'));
    assert.equal(first.source, 't -= i // 0\n');
    assert.deepEqual(first.lines, { before: 46, after: 1 });
    assert.deepEqual([first.outcome, first.end], ['reduced', 'smallest']);
    assert.ok(first.runs < 60, `${first.runs} runs`);
    assert.deepEqual((await reduce(PROGRAM, contains('//'))).steps, first.steps);
  });

  /** What must stay, and the smallest program with it. */
  const SMALLEST: Record<string, [needle: string | RegExp, smallest: string]> = {
    'a decorator and the function it needs': ['@property', '@property\ndef half():\n    pass\n'],
    'the parameter that is asked for, without those before it': ['extra', 'def total(extra):\n    pass\n'],
    'a handler, with a try': ['except', 'try:\n    pass\nexcept ValueError:\n    pass\n'],
    'one case of a match': ['case 0', 'match 0:\n    case 0:\n        pass\n'],
    'one operand of a call in a call': ['len', 'len()\n'],
    'a format specification': ['>5', "out[0] = f'{count:>5}'\n"],
  };
  for (const [what, [needle, smallest]] of Object.entries(SMALLEST)) {
    it(`keeps ${what}`, async () => {
      const matches = typeof needle === 'string' ? contains(needle) : async (source: string) => needle.test(source);
      assert.equal((await reduce(PROGRAM, matches)).source, smallest);
    });
  }

  it('finds what makes a program print nan, asking python each time', async () => {
    const source = `
def scale(values, factor=2.0, offset=0.0):
    result = []
    for value in values:
        result.append(value * factor + offset)
    return result

def mean(values):
    if not values:
        raise ValueError("nothing")
    return sum(values) / len(values)

numbers = [1.0, float("inf"), 3.5]
small = scale(numbers, offset=1.5)
large = scale(numbers, factor=-2.0)
both = [a + b for a, b in zip(small, large)]
print("small", small, "large", large)
print("mean", mean(both))
`;
    const { source: smallest, outcome } = await reduce(source, async (text) => printed(text)?.includes('nan') === true);
    assert.equal(outcome, 'reduced');
    assert.equal(
      smallest,
      `def scale(values, factor=0.0):
    result = []
    for value in values:
        result.append(value * factor)
    return result
numbers = [0.0, float('inf'), 0.0]
small = scale(numbers)
large = scale(numbers, factor=0.0)
both = [a for a, b in zip(small, large)]
print(both)
`,
    );
  });

  it('offers only programs that compile, and none twice', async () => {
    const offered = (await candidates(PROGRAM, () => false)).map(({ source }) => source);
    const check = 'import json, sys\nfor text in json.load(sys.stdin): compile(text, "candidate", "exec")';
    const child = spawnSync(hostPython().path, ['-I', '-c', check], {
      input: JSON.stringify(offered),
      encoding: 'utf8',
    });
    assert.equal(child.stderr, '');
    assert.equal(new Set(offered).size, offered.length);
    assert.ok(offered.length > 200, `${offered.length} candidates`);
  });

  it('leaves alone how often loops go round, wherever that is said', async () => {
    const bounded = `
def rounds(n, scale=9):
    total = 0
    for i in range(7, n + 1, 3):
        total += i * scale
    return total

def pairs(limit):
    xs = [11, 12, 13] * 8
    for x, y in zip(xs, [21, 22, 23, 24]):
        print(x + y * 31)
    k = 41
    while k < limit and x > 0:
        k += 5
    for j in range(count()):
        if j > 77:
            break

def count():
    return 250

size = 100
print(rounds(size, 51), pairs(limit=200))
`;
    // Only constants may change: one word of each statement, all of them, is asked for.
    const words =
      'def rounds(n|for i in|total +=|return total|def pairs(limit|xs = [|for x, y|print(x|k = |while|k +=|for j|break|def count|return 2|size =|rounds(size|pairs(limit=';
    const all = async (source: string) => words.split('|').every((text) => source.includes(text));
    const { source } = await reduce(bounded, all);
    for (const bound of [
      'range(7, n + 1, 3)',
      '* 8',
      'k = 41',
      'k += 5',
      'limit=200',
      'j > 77',
      'return 250',
      'size = 100',
    ])
      assert.ok(source.includes(bound), `${bound} is gone:\n${source}`);
    assert.match(source, /while k < limit:/, 'a condition less lets the loop run longer');
    assert.doesNotMatch(source, /\b(51|9|31|11|22)\b/, 'constants that count nothing are simplified');
    assert.match(source, /zip\(xs, \[\w+, \w+, \w+, \w+\]\)/, 'as many elements as before');
  });

  it('offers no program that loops for ever', async () => {
    const endless = `
class Queue:
    def __init__(self):
        self.left = 3
    def run(self):
        while self.left > 0:
            self.left -= 1
            print(self.left)
i, top = (0, 5)
while top < 9 and i < 4:
    print(i)
    if i == 2:
        i += 2
    else:
        i += 1
stack = [1, 2]
while stack:
    stack.pop()
while True:
    i -= 1
    if i < 0:
        break
Queue().run()
`;
    // What the loops begin with is kept, or they would only fail.
    const needles = [
      'class Queue',
      'def __init__',
      'def run',
      'self.left = 3',
      'while self',
      'i, top = (0, 5)',
      'while top',
      'i < 4',
      'stack = [',
      'while stack',
      'while True',
      'Queue().run()',
    ];
    const offered = (await candidates(endless, (source) => needles.every((text) => source.includes(text)))).map(
      ({ source }) => source,
    );
    const limited = `import json, sys, contextlib, io
whole = 0
for text in json.load(sys.stdin):
    rounds = 0
    def count(frame, event, arg):
        global rounds
        rounds += 1
        if rounds > 2000: sys.settrace(None); sys.exit(text)
        return count
    sys.settrace(count)
    try:
        with contextlib.redirect_stdout(io.StringIO()): exec(compile(text, "candidate", "exec"), {})
        whole += 1
    except (ArithmeticError, AttributeError, LookupError, NameError, TypeError, ValueError): pass
    sys.settrace(None)
print(whole)`;
    const child = spawnSync(hostPython().path, ['-I', '-c', limited], {
      input: JSON.stringify(offered),
      encoding: 'utf8',
    });
    assert.equal(child.stderr, '');
    assert.ok(Number(child.stdout) > 10, `${child.stdout} of ${offered.length} programs ran to their end`);
  });

  it('says of a program that is not interesting that it is not, after three questions', async () => {
    const { outcome, runs, source } = await reduce(PROGRAM, async () => false);
    assert.deepEqual([outcome, runs, source], ['absent', 3, PROGRAM]);
  });

  it('notices an answer that changes: at the start, and later, when it gives the last confirmed program', async () => {
    let asked = 0;
    const atFirst = await reduce(PROGRAM, async () => asked++ !== 1);
    assert.deepEqual([atFirst.outcome, atFirst.runs, atFirst.source], ['flaky', 3, PROGRAM]);
    const seen = new Map<string, number>();
    const once = await reduce(PROGRAM, async (source) => {
      const times = (seen.get(source) ?? 0) + 1;
      seen.set(source, times);
      return source.includes('//') && (source === PROGRAM || times === 1);
    });
    assert.deepEqual([once.outcome, once.source], ['flaky', PROGRAM]);
  });

  it('stops at its limits with the best so far', async () => {
    const runs = await reduce(PROGRAM, contains('//'), { maxRuns: 10 });
    assert.deepEqual([runs.outcome, runs.end, runs.runs], ['reduced', 'runs', 11]);
    assert.ok(runs.lines.after < runs.lines.before);
    let clock = 0;
    const late = await reduce(PROGRAM, contains('//'), { maxSeconds: 8, now: () => (clock += 1000) });
    assert.deepEqual([late.outcome, late.end], ['reduced', 'seconds']);
    assert.ok(late.runs < 20);
  });

  it('refuses what is no program, with the words of the parser', async () => {
    await assert.rejects(
      reduce('def f(:\n', contains('f')),
      (error) => error instanceof NotAProgram && /invalid syntax/.test(error.message),
    );
  });
});
