import assert from 'node:assert/strict';
import { firstDivergence } from './compare.ts';
import { INTERPRETER } from './configurations.ts';
import { CHANNELS, type Divergence, fingerprint } from './divergence.ts';
import { ForkServer } from './fork-server.ts';
import type { Observation } from './observation.ts';

/** Channel, kind, place; a program with `$` where it differs; what stands there. */
type Case = readonly [what: string, where: string, program: string, expected: string, actual: string];

const SAME: Observation = {
  stdout: '',
  stderr: '',
  exit: { kind: 'code', code: 0 },
  result: [],
  exception: [],
  state: [],
  effects: [],
  lifetime: [],
  counters: null,
};

const fingerprintOf = (divergence: Divergence | undefined) => (divergence ? fingerprint(divergence) : 'none');

const CATCH = `
ERRORS = []
try:
    f()
except Exception as e:
    ERRORS.append(e)
`;

const CASES: readonly Case[] = [
  ['exit: exit code', '', 'import sys\nsys.exit($)\n', '3', '4'],
  ['exit: signal SIGSEGV', '', 'import os\n$\n', '', 'os.kill(os.getpid(), 11)'],
  ['exit: no signal SIGABRT', '', 'import os\n$\n', 'os.abort()', ''],
  ['exit: limit memory', '', 'x = "a" * (1 << $)\ndel x\n', '3', '32'],
  ['result: int -> bool', 'RESULTS[0]', 'RESULTS = [$]\n', '1', 'True'],
  ['result: float value', 'RESULTS[0]', 'RESULTS = [$]\n', '0.0', '-0.0'],
  ['result: int value', 'RESULTS[0]', 'RESULTS = [$]\n', '1 << 64', '(1 << 64) - 1'],
  ['result: float -> int', 'RESULTS[0]', 'RESULTS = [$]\n', '2.0', '2'],
  ['result: tuple -> list', 'RESULTS[0]', 'RESULTS = [$]\n', '(1, 2)', '[1, 2]'],
  ['result: list length', 'RESULTS', 'RESULTS = [1] * $\n', '2', '3'],
  ['result: aliasing', 'RESULTS[1]', 'a = []\nb = []\nRESULTS = [a, $]\n', 'a', 'b'],
  ['result: order', "RESULTS[0]['a']", 'RESULTS = [{$}]\n', '"a": 1, "b": 2', '"b": 2, "a": 1'],
  ['result: another name', "RESULTS[0]['a']", 'RESULTS = [{$: 1}]\n', '"a"', '"b"'],
  ['result: str value', 'RESULTS[0]', 'RESULTS = [$]\n', '"\\ud800"', '"?"'],
  ['result: beyond the cut', '(cut)', 'RESULTS = [0] * 20000\nRESULTS[19999] = $\n', '1', '2'],
  ['exception: exception type', 'uncaught', 'raise $\n', 'KeyError(1)', 'IndexError(1)'],
  ['exception: int value', 'uncaught.args[0]', 'raise ValueError($)\n', '1', '2'],
  ['exception: traceback line', 'ERRORS[0].(traceback)[0]', `def f():\n    x = 1$\n    x/0\n${CATCH}`, '', '\n'],
  ['exception: traceback columns', 'ERRORS[0].(traceback)[1]', `def f():\n    x = 1; $x/0\n${CATCH}`, '', ' '],
  ['exception: traceback function', 'ERRORS[0].(traceback)[1]', `def $(): 1/0\nf = $\n${CATCH}`, 'f', 'g'],
  ['exception: traceback depth', 'ERRORS[0].(traceback)[1]', `def f(n=$): f(n-1) if n else 1/0\n${CATCH}`, '9', '8'],
  ['exception: int value', 'ERRORS[0].(traceback)[1].(local x)', `def f():\n    x = $\n    1/0\n${CATCH}`, '1', '2'],
  [
    'exception: missing',
    'ERRORS[0].__notes__',
    `def f():\n    e = KeyError()\n    $\n    raise e\n${CATCH}`,
    'e.add_note("n")',
    'pass',
  ],
  [
    'exception: not expected',
    'ERRORS[0].__context__',
    `def f():\n    try: 1/0\n    except Exception as z:\n        e = KeyError()\n        $\n    raise e\n${CATCH}`,
    'pass',
    'e.__context__ = z',
  ],
  ['effects: str value', 'EFFECTS[0]', 'EFFECTS = ["a", "b"]$\n', '', '[::-1]'],
  ['state: not expected', 'y', 'x = 1\n$\n', '', 'y = 2'],
  ['state: missing', 'x', '$\nz = 1\n', 'x = 1', ''],
  ['state: int value', 'c.x', 'class C: pass\nc = C()\nc.x = $\n', '1', '2'],
  ['state: int value', 's.x', 'class S: __slots__ = "x"\ns = S()\ns.x = $\n', '1', '2'],
  ['state: class of an object', 'c', 'class C: pass\nclass D: pass\nc = $()\n', 'C', 'D'],
  ['state: int value', 'C.x', 'class C: x = $\n', '1', '2'],
  ['state: int value', 'g.(cell x).(contents)', 'def f(x):\n    return lambda: x\ng = f($)\n', '1', '2'],
  ['state: int value', 'f.(default 0)', 'def f(x=$): pass\n', '1', '2'],
  [
    'state: state of a generator',
    'g.(state)',
    'def f():\n    yield 1\n    yield 2\ng = f()\nnext(g)\n$\n',
    '',
    'next(g)',
  ],
  ['state: int value', 'g.(local x)', 'def f(x):\n    yield x\ng = f($)\nnext(g)\n', '1', '2'],
  ['state: int value', 'i.(state 1)', 'i = iter([1, 2, 3])\n$\n', 'next(i)', 'next(i); next(i)'],
  ['stdout: line', 'line 2', 'print("a")\nprint($)\n', '1', '1.0'],
  ['stdout: lines missing', 'line 2', 'print("a")\n$\n', 'print("b")', ''],
  ['stdout: more lines', 'line 2', 'print("a")\n$\n', '', 'print("b")'],
  [
    'lifetime: dead -> alive',
    'SENTINELS[0]',
    'import weakref\nclass C: pass\nclass K: kept = None\nk = [C()]\nSENTINELS = [weakref.ref(k[0])]\nimport json\n$\nk.clear()\n',
    '',
    'json.kept = k[0]',
  ],
  ['lifetime: reference count', 'k', 'import json\nk = []\n$\n', '', 'json.kept = k'],
  ['lifetime: lost blocks', 'main()', 'import json\njson.kept = []\ndef main(): json.kept $ [{}]\n', '=', '+='],
];

describe('comparing observations (starts python)', () => {
  let server: ForkServer;
  const seen = new Map<string, Promise<Observation>>();
  before(async () => {
    server = await ForkServer.start(INTERPRETER);
  });
  after(() => server.close());

  function observe(source: string): Promise<Observation> {
    const known = seen.get(source) ?? server.observe({ name: 'case.py', source, repeat: 6 });
    seen.set(source, known);
    return known;
  }

  for (const [what, where, program, one, other] of CASES) {
    it(`${what} at ${where || 'the end'}: ${one || 'nothing'} and ${other || 'nothing'}`, async () => {
      const [expected, actual] = [
        await observe(program.replaceAll('$', one)),
        await observe(program.replaceAll('$', other)),
      ];
      const found = firstDivergence(expected, actual);
      assert.ok(found);
      assert.deepEqual([fingerprint(found), found.where], [what, where]);
      assert.notEqual(found.expected, found.actual);
      assert.equal(firstDivergence(expected, expected), undefined);
    });
  }

  it('finds something in each channel', () => {
    const channels = new Set(CASES.map(([what]) => what.split(':')[0]));
    assert.deepEqual([...channels, 'compiler'], CHANNELS);
  });

  it('tells what a value became, not that it was printed', () => {
    const one = { ...SAME, stdout: '1', result: [['RESULTS[0]', 'int 1']] } as const;
    const other = { ...SAME, stdout: '1.0', result: [['RESULTS[0]', 'float 0x1p+0']] } as const;
    assert.equal(fingerprintOf(firstDivergence(one, other)), 'result: int -> float');
    assert.equal(fingerprintOf(firstDivergence(SAME, { ...SAME, stdout: '1' })), 'stdout: line');
  });

  it('takes a fault of the compiler for one, when nothing else differs', () => {
    const counters = {
      regions: 0,
      entries: 0,
      invalidations: 0,
      exits: {},
      bails: { InternalError: 1, AlwaysExits: 2 },
    };
    assert.equal(fingerprintOf(firstDivergence(SAME, { ...SAME, counters })), 'compiler: InternalError');
    assert.equal(firstDivergence(SAME, { ...SAME, counters: { ...counters, bails: { AlwaysExits: 2 } } }), undefined);
    assert.match(fingerprintOf(firstDivergence(SAME, { ...SAME, counters, stdout: 'x' })), /^stdout/);
  });
});
