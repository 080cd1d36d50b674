import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hostPython, suiteFile, tracejitCommand } from '../machine.ts';
import type { TestReport } from './report.ts';

/** A user's project: a library beside the tests, found by PYTHONPATH only. */
const PROJECT = {
  'library/calc.py': `
def total(n):
    t = 0
    for i in range(n):
        t += i * 3 % 7
    return t
`,
  'shop/__init__.py': '',
  'shop/tests/__init__.py': '',
  'shop/tests/test_calc.py': `
import os, sys, unittest
from calc import total

class TestCalc(unittest.TestCase):
    def test_hot(self):
        self.assertEqual(total(4000), 12000)

    def test_cold(self):
        self.assertEqual(total(0), 0)

    def test_fails_always(self):
        self.assertEqual(object(), total(3), "an address is no difference")

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.assertEqual(total(1), 7)

    def test_flaky(self):
        self.assertEqual(os.getpid(), 0)
`,
  'shop/tests/sees_test.py': `
import os, signal, sys, unittest

def inner():
    if "_tracejit" in sys.modules:
        raise LookupError("seen")

class TestSees(unittest.TestCase):
    def test_a_sees(self):
        inner()

    def test_b_dies(self):
        if "_tracejit" in sys.modules:
            os.kill(os.getpid(), signal.SIGSEGV)

    def test_c_goes_on(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertLess(i, 2 if "_tracejit" in sys.modules else 3)
`,
  'hot.py': `
import sys
def count(n):
    t = 0
    for i in range(n):
        t += i
    return t
print(count(5000), sys.argv[1:])
sys.exit(len(sys.argv))
`,
  'seen.py': `
import sys
for i in range(5000):
    pass
print("first")
print("_tracejit" in sys.modules)
`,
  'vars.py': `
import sys, time
begun = time.perf_counter_ns()
steady = [k * 0.5 for k in range(3)]
kept = 7
def f(n):
    t = 0
    for i in range(n):
        t += i
    return t
sum_of = f(5000)
if "_tracejit" in sys.modules:
    steady.append(True)
    del kept
`,
  'dies.py': `
import os, sys
x = 1
for i in range(5000):
    x += i
if "_tracejit" in sys.modules:
    os._exit(0)
`,
  'cold.py': 'print("nothing to be compiled")\n',
  'clock.py': 'import time\nprint(time.perf_counter_ns())\n',
  'endless.py': 'while True: pass\n',
  'broken.py': 'import unittest\nclass TestNothing(unittest.TestCase):\n    pass\n',
};

describe('tracejit test (starts python)', function () {
  this.timeout(60_000);
  let project: string;
  before(() => {
    project = mkdtempSync(join(tmpdir(), 'tracejit-test-spec-'));
    for (const [name, text] of Object.entries(PROJECT)) {
      mkdirSync(dirname(join(project, name)), { recursive: true });
      writeFileSync(join(project, name), text);
    }
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  function test(...words: string[]): { code: number | null; out: string; err: string } {
    const env = { ...process.env, PYTHONPATH: join(project, 'library') };
    const { status, stdout, stderr } = spawnSync(tracejitCommand(), ['test', ...words], {
      cwd: project,
      encoding: 'utf8',
      env,
      timeout: 50_000,
    });
    return { code: status, out: stdout, err: stderr };
  }

  function report(...words: string[]): TestReport {
    return JSON.parse(test('--json', ...words).out) as TestReport;
  }

  it('runs a script with its arguments, and says at each threshold that nothing differs and what ran natively', () => {
    const { code, out } = test('hot.py', '--', '--size', '3');
    assert.match(out, /^interpreter: exit code 3; [\d.]+ s$/m);
    for (const name of ['threshold-2', 'threshold-7', 'threshold-default'])
      assert.match(out, new RegExp(`^${name}: the same, ran natively; regions [1-9]\\d*, entries [1-9]`, 'm'));
    assert.equal(code, 0);
  });

  it('shows the first line in which a script differs, and the command to see it again', () => {
    const { code, out } = test('seen.py', '--configuration', 'threshold-7');
    assert.match(
      out,
      /differs \(threshold-7\): seen\.py\n {2}stdout, line 2: line\n {2}python: {3}False\n {2}tracejit: True\n {2}again: {4}tracejit test --configuration threshold-7 seen\.py$/m,
    );
    assert.equal(code, 1);
  });

  it('compares the variables of a script at its end, but not those that are never the same', () => {
    const { verdict, flaky, configurations, interpreter } = report('vars.py', '--configuration', 'threshold-7');
    assert.deepEqual([verdict, interpreter.tests, configurations[0]?.native], ['different', 1, 1]);
    assert.deepEqual(
      flaky.map(({ id }) => id),
      ['vars.py: variable begun'],
    );
    assert.deepEqual(
      configurations[0]?.differences.map(({ id, divergence: { channel, expected, actual } }) => [
        id,
        channel,
        expected,
        actual,
      ]),
      [
        ['vars.py: variable steady', 'state', 'steady: list of 3', 'steady: list of 4'],
        ['vars.py: variable kept', 'state', 'kept: int 7', ''],
      ],
    );
    const again = / {2}again: {4}tracejit test --configuration threshold-7 vars\.py$/m;
    assert.match(test('vars.py', '--configuration', 'threshold-7').out, again);
  });

  it('shows once that a script ended before its end', () => {
    const { configurations } = report('dies.py', '--configuration', 'threshold-7');
    assert.deepEqual(
      configurations[0]?.differences.map(({ id, divergence }) => [id, divergence.expected, divergence.actual]),
      [['dies.py', 'came to its end', 'left no variables']],
    );
  });

  it('runs a script as python does', () => {
    const facts = 'import sys\nprint(sys.argv, sys.path, __file__, __name__, __spec__, sorted(globals()))\n[].x\n';
    writeFileSync(join(project, 'facts.py'), facts);
    const words = ['facts.py', 'a', '--b'];
    const options = { cwd: project, encoding: 'utf8', env: { ...process.env, PYTHONPATH: '' } } as const;
    const plain = spawnSync(hostPython().path, words, options);
    const runner = join(suiteFile('pytests', 'runner'), 'tracejit_script.py');
    const observed = spawnSync(hostPython().path, [runner, join(project, 'facts.json'), ...words], options);
    assert.equal(observed.stdout, plain.stdout);
    assert.equal(observed.stderr, plain.stderr);
    assert.equal(observed.status, plain.status);
    assert.match(plain.stderr, /AttributeError/);
  });

  it('finds the tests of a folder from elsewhere, compares each, and names what is not steady', () => {
    const { verdict, runner, interpreter, flaky, configurations } = report(
      'shop/tests/test_calc.py',
      '--runner',
      'unittest',
      '--configuration',
      'threshold-2',
    );
    assert.deepEqual([verdict, runner, interpreter.tests], ['same', 'unittest', 6]);
    assert.deepEqual(interpreter.outcomes, { passed: 2, failed: 2, skipped: 1, 'expected failure': 1 });
    assert.deepEqual(
      flaky.map(({ id }) => id),
      ['shop.tests.test_calc.TestCalc.test_flaky'],
    );
    const [only] = configurations;
    assert.deepEqual([only?.compared, only?.differences], [5, []]);
    assert.ok((only?.native ?? 0) >= 1 && (only?.native ?? 9) < 5, `${only?.native} of 5 ran natively`);
  });

  it('compares outcomes, exceptions and deaths of tests, and goes on after a death', () => {
    const { code, out } = test('shop', '--runner', 'unittest', '--configuration', 'threshold-2');
    const id = 'shop.tests.sees_test.TestSees';
    assert.match(out, /^interpreter: unittest, 9 tests: /m);
    assert.match(out, /^threshold-2: 8 tests, 3 differ, /m);
    for (const lines of [
      `${id}.test_a_sees\n  result: passed -> error\n  python:   passed\n  tracejit: error: LookupError: seen\n`,
      `${id}.test_b_dies\n  exit: signal SIGSEGV\n`,
      `${id}.test_c_goes_on\n  result: passed -> failed (i=2)\n`,
      `--only ${id}.test_b_dies shop\n`,
    ])
      assert.ok(out.includes(lines), `${lines} is not in\n${out}`);
    assert.equal(code, 1);
  });

  it('runs one test again by its id, and a module by its dotted name', () => {
    const id = 'shop.tests.sees_test.TestSees.test_a_sees';
    const one = report('--only', id, '--configuration', 'threshold-7', '--runner', 'unittest', 'shop');
    assert.deepEqual(
      one.configurations[0]?.differences.map((difference) => [difference.id, difference.divergence.kind]),
      [[id, 'passed -> error']],
    );
    assert.equal(one.interpreter.tests, 1);
    assert.equal(report('shop.tests.test_calc', '--configuration', 'threshold-2').interpreter.tests, 6);
  });

  const REFUSALS: Record<string, [words: string[], code: number, message: RegExp]> = {
    'nothing ran natively': [['cold.py'], 3, /nothing ran natively, so this says nothing about the JIT/],
    'python does not do the same twice': [['clock.py'], 3, /python itself does not do the same twice/],
    'python does not end': [['endless.py', '--timeout', '1'], 3, /endless\.py: python itself ended at the limit: wall/],
    'there are no tests': [
      ['broken.py', '--runner', 'unittest'],
      3,
      /no tests were found; python said:\n.*Ran 0 tests/s,
    ],
    'there is no such file': [['nowhere.py'], 2, /nowhere\.py: no such file or folder/],
    'there is no such configuration': [['hot.py', '--configuration', 'x'], 2, /x is none of quick, threshold-2, /],
    'scripts are mixed': [['hot.py', 'cold.py'], 2, /scripts are tested one at a time/],
  };
  for (const [what, [words, code, message]] of Object.entries(REFUSALS)) {
    it(`says that ${what}, exit code ${code}`, () => {
      const { code: actual, out, err } = test(...words);
      assert.match(out + err, message);
      assert.equal(actual, code);
    });
  }

  it("runs in the python of the user's own environment", () => {
    const venv = join(project, 'venv');
    spawnSync(hostPython().path, ['-m', 'venv', '--without-pip', venv]);
    const where = 'import sys\nfor i in range(5000): pass\nsys.exit(0 if sys.prefix == sys.base_prefix else 7)\n';
    writeFileSync(join(project, 'where.py'), where);
    const python = ['--configuration', 'threshold-2', '--python'];
    const { interpreter, configurations } = report('where.py', ...python, join(venv, 'bin', 'python'));
    assert.deepEqual(interpreter.outcomes, { 'exit code 7': 1 });
    assert.deepEqual([configurations[0]?.differences, configurations[0]?.native], [[], 1]);
    const { code, err } = test('where.py', ...python, 'no-such-python');
    assert.match(err, /TRACEJIT_PYTHON=no-such-python is not a program/);
    assert.equal(code, 3);
  });
});
