/** Random programs are Python, end, say what they are, and shrink to a few lines. Whether they run natively is the campaign's to count. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { at } from '../../../engine/base/invariant.ts';
import { hostPython, suiteFile } from '../../machine.ts';
import { GRAMMAR } from './grammar.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from './policies.ts';
import { type GeneratedProgram, programs, programsOf } from './program.ts';

/** testing/run_programs.py says what each means. */
interface Report {
  readonly outcome: 'finished' | 'raised' | 'invalid' | 'limit';
  readonly error: string | null;
  readonly caught: readonly string[];
  readonly again: boolean | null;
}

interface Run {
  readonly program: GeneratedProgram;
  readonly report: Report;
}

function run(drawn: readonly GeneratedProgram[]): Run[] {
  const script = suiteFile('arbitraries', 'program', 'testing', 'run_programs.py');
  const child = spawnSync(hostPython().path, [script], {
    encoding: 'utf8',
    input: JSON.stringify(drawn.map(({ source }) => source)),
    env: { ...process.env, PYTHONHASHSEED: '0' },
    maxBuffer: 64 << 20,
  });
  assert.equal(child.status, 0, child.stderr);
  const reports = JSON.parse(child.stdout) as Report[];
  return drawn.map((program, index) => ({ program, report: at(reports, index) }));
}

function ofEachPolicy(numRuns: number): GeneratedProgram[] {
  return POLICY_NAMES.flatMap((policy) => fc.sample(programsOf(policy), { numRuns, seed: 1 }));
}

/** The first few of what should not be there, to be read. */
function assertNone(found: readonly Run[], what: string): void {
  const texts = found.slice(0, 3).map(({ program, report }) => `${JSON.stringify(report)}\n${program.source}`);
  assert.equal(found.length, 0, `${found.length} programs ${what}:\n${texts.join('\n')}`);
}

/** What a program cannot mean to raise, unless a name of it is deleted. */
const UNPLANNED = ['NameError', 'UnboundLocalError', 'MemoryError', 'RecursionError', 'SystemError'];

function unplanned({ program, report }: Run): boolean {
  const raised = [...report.caught, ...(report.error === null ? [] : [report.error])];
  const deletes = program.kinds.some((kind) => kind.startsWith('delete '));
  return raised.some((name) => UNPLANNED.includes(name) && !(deletes && /^(Name|UnboundLocal)Error$/.test(name)));
}

describe('random programs', function () {
  this.timeout(60_000);
  let runs: readonly Run[] = [];

  before(() => {
    runs = run(ofEachPolicy(100));
  });

  it('compile, and end', () => {
    assertNone(
      runs.filter(({ report }) => ['invalid', 'limit'].includes(report.outcome)),
      'do not compile or do not end',
    );
  });

  it('raise what was planned only', () => {
    assertNone(runs.filter(unplanned), 'raise what nobody planned');
  });

  it('mostly end without an exception, some with one', () => {
    const raised = runs.filter(({ report }) => report.outcome === 'raised').length / runs.length;
    assert.ok(raised > 0.005 && raised < 0.1, `${raised * 100} %`);
  });

  it('do the same when main is called again', () => {
    assertNone(
      runs.filter(({ report }) => report.again === false),
      'leave other results the second time',
    );
    const again = runs.filter(({ report }) => report.again).length / runs.length;
    assert.ok(again > 0.7, `main was called again in ${again * 100} %`);
  });

  it('use every row of the grammar', () => {
    const used = new Set(ofEachPolicy(800).flatMap(({ kinds }) => kinds));
    const unused = GRAMMAR.map(({ kind }) => kind).filter((kind) => !used.has(kind));
    assert.deepEqual(unused, []);
  });

  /** What a policy is for, and in how many of 100 of its programs it stands. */
  const marks: readonly (readonly [PolicyName, RegExp, number])[] = [
    ['containers', /array\(|bytearray\(/, 30],
    ['containers', /memoryview\(/, 1],
    ['effects', /def __radd__/, 30],
    ['effects', /def __del__/, 30],
    ['generators', /\byield\b/, 40],
    ['generators', /yield from/, 10],
    ['generators', /\.(send|throw|close)\(/, 8],
    ['closures', /nonlocal/, 25],
    ['closures', /(set_step|set_turn|shadow_abs|swap_sqrt)\((?!1\)|turn_up\)|False\))/, 40],
    ['closures', /__(defaults|code)__ = (?!\(1|[A-Z])/, 15],
    ['calls', /def h5|fib|descend/, 40],
    ['calls', /checked/, 15],
    ['calls', /middle|h0\(h0/, 40],
  ];
  for (const [policy, pattern, percent] of marks) {
    it(`have ${pattern} under ${policy}`, () => {
      const drawn = fc.sample(programsOf(policy), { numRuns: 300, seed: 1 });
      const share = drawn.filter(({ source }) => pattern.test(source)).length / drawn.length;
      assert.ok(share * 100 >= percent, `in ${share * 100} % only`);
    });
  }

  it('are the same for a seed', () => {
    const twice = [1, 2].map(() => fc.sample(programs(), { numRuns: 20, seed: 5 }).map(({ source }) => source));
    assert.deepEqual(twice[0], twice[1]);
    const other = fc.sample(programs(), { numRuns: 20, seed: 6 }).map(({ source }) => source);
    assert.notDeepEqual(other, twice[0]);
  });

  it('are of each policy as often as the table says', () => {
    const drawn = fc.sample(programs(), { numRuns: 1000, seed: 1 });
    const sum = POLICY_NAMES.reduce((total, policy) => total + POLICIES[policy].weight, 0);
    for (const policy of POLICY_NAMES) {
      const share = drawn.filter((program) => program.policy === policy).length / drawn.length;
      assert.ok(Math.abs(share - POLICIES[policy].weight / sum) < 0.04, `${policy}: ${share}`);
    }
  });

  it('run long loops in one of twelve, and never more than 20,000 passes in all', () => {
    const passes = ofEachPolicy(150).map((program) => program.passes);
    const long = passes.filter((count) => count >= 1100).length / passes.length;
    assert.ok(long > 0.04 && long < 0.16, `${long * 100} %`);
    assert.ok(passes.every((count) => count >= 1 && count <= 3000));
    const over64 = passes.filter((count) => count > 66).length / passes.length;
    assert.ok(over64 > 0.85, `${over64 * 100} % are recorded within one call`);
  });

  it('ask nothing that differs from run to run', () => {
    const forbidden = /\b(time|random|id|hash|gc|threading|settrace|open|input|object at)\b|^import (?!math|weakref)/m;
    for (const { source } of ofEachPolicy(100)) assert.doesNotMatch(source, forbidden);
  });
});

describe('shrinking', function () {
  this.timeout(60_000);

  /** Lines: half of the programs, all of them. */
  const features: readonly (readonly [string, RegExp, number, number])[] = [
    ['a floor division', /\/\//, 11, 20],
    ['a raise', /raise (IndexError|Odd|ValueError\('odd')/, 15, 20],
    ['two names for one list', /ys = xs/, 14, 20],
    ['a helper', /def h1/, 13, 23],
  ];
  for (const [what, pattern, half, all] of features) {
    it(`leaves little around ${what}, and a program`, () => {
      const left = [1, 2, 3, 4, 5, 6, 7].map((seed) => {
        const property = fc.property(programs(), ({ source }) => !pattern.test(source));
        const [program] = fc.check(property, { seed, numRuns: 1000 }).counterexample ?? [];
        assert.ok(program, `no program with ${what} in 1000`);
        return program;
      });
      assertNone(
        run(left).filter(({ report }) => ['invalid', 'limit'].includes(report.outcome)),
        'are spoilt by shrinking',
      );
      const lines = left.map(({ source }) => source.trimEnd().split('\n').length).sort((a, b) => a - b);
      assert.ok(at(lines, 3) <= half && at(lines, 6) <= all, `${lines} lines`);
      assert.ok(
        left.every(({ passes }) => passes > 66),
        'hot loops stay hot',
      );
    });
  }
});
