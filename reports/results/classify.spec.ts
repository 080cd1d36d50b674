import assert from 'node:assert/strict';
import { aDocument } from '../../suites/bench/testing/documents.ts';
import { COMPARISON, GATE, PARALLEL } from '../testing/inputs.ts';
import { countStates } from '../tests/test-case.ts';
import { classify } from './classify.ts';
import { RefusedFile } from './refused.ts';

const file = (content: unknown, path = 'x.json') => ({ path, text: JSON.stringify(content) });

const test = (title: string, state: 'passed' | 'failed' | 'pending') => ({
  title,
  duration: 3,
  pass: state === 'passed',
  fail: state === 'failed',
  err: state === 'failed' ? { message: 'no', estack: 'Error: no\n at x', diff: '-1\n+2' } : {},
});
const suite = (title: string, parts: object) => ({
  title,
  file: '',
  tests: [],
  beforeHooks: [],
  afterHooks: [],
  suites: [],
  ...parts,
});
const MOCHAWESOME = {
  stats: { testsRegistered: 4 },
  results: [
    suite('', {
      file: 'a.spec.js',
      suites: [
        suite('outer', {
          tests: [test('one', 'passed')],
          suites: [suite('inner', { tests: [test('two', 'failed'), test('three', 'pending')] })],
          beforeHooks: [test('"before all" hook', 'failed'), test('fine hook', 'passed')],
        }),
      ],
    }),
  ],
};

const DIVERGENCE = { channel: 'result', kind: 'int -> float', where: 'return', expected: 'int:1', actual: 'float:1.0' };
const TESTED = {
  version: 1,
  verdict: 'different',
  reason: '',
  runner: 'unittest',
  interpreter: { tests: 3, outcomes: {}, seconds: 1 },
  flaky: [],
  configurations: [
    {
      name: 'threshold-2',
      compared: 3,
      native: 2,
      seconds: 1,
      differences: [{ id: 't.test_x', divergence: DIVERGENCE }],
      counters: {},
      notices: [],
      output: 'said',
    },
  ],
};
const FUZZED = {
  schemaVersion: 1,
  outcome: 'clean',
  complaints: ['fewer than 80 % enter native code'],
  seconds: 10,
  tally: { programs: 10, policies: { float: { programs: 10, entered: 2 } } },
  findings: [],
  unsteady: [],
};
const LINE = { version: 1, kernel: 'fib', overControl: -2, commit: 'a', at: '', verdict: 'SAME', environment: {} };

describe('files given to a report', () => {
  it('of mochawesome become tests, failed hooks among them', () => {
    const [run] = classify([file(MOCHAWESOME)]).runs;
    assert.deepEqual(
      run?.cases.map(({ suite: titles, name, state, file: place }) => [titles.join(' › '), name, state, place]),
      [
        ['outer', 'one', 'passed', 'a.spec.js'],
        ['outer', '"before all" hook', 'failed', 'a.spec.js'],
        ['outer › inner', 'two', 'failed', 'a.spec.js'],
        ['outer › inner', 'three', 'skipped', 'a.spec.js'],
      ],
    );
    assert.equal(run?.cases[2]?.details, 'Error: no\n at x\n\n-1\n+2');
    assert.equal(classify([file({ stats: {}, results: [] })]).runs[0]?.trouble, 'no test ran');
  });

  it('of tracejit test and fuzz become tests, a difference a failed one', () => {
    const [tested, fuzzed] = classify([file(TESTED), file(FUZZED)]).runs;
    assert.deepEqual(countStates(tested?.cases ?? []), { passed: 1, failed: 1, skipped: 0 });
    assert.match(tested?.cases[0]?.name ?? '', /^2 of 3 as python runs them, 2 entered native code$/);
    assert.equal(tested?.cases[1]?.message, 'result: int -> float');
    assert.match(tested?.cases[1]?.details ?? '', /int:1[\s\S]*float:1\.0[\s\S]*said/);
    assert.deepEqual(countStates(fuzzed?.cases ?? []), { passed: 1, failed: 0, skipped: 0 });
    assert.equal(fuzzed?.trouble, 'fewer than 80 % enter native code');
  });

  it('of bench shards become one result; a gate, a history and explanations are found', () => {
    const explained = {
      version: 1,
      exitCode: 0,
      bails: { Aborted: 2 },
      places: [{ file: 'm.py', code: 'f', exits: [] }],
    };
    const results = classify([
      file(aDocument({ fib: 1 })),
      file(aDocument({ sieve: 2 })),
      file(GATE),
      { path: 'h.jsonl', text: `${JSON.stringify(LINE)}\n\n${JSON.stringify(LINE)}\n` },
      file(explained),
      file(PARALLEL),
      file(COMPARISON),
    ]);
    assert.deepEqual(
      results.bench?.steady.map(({ kernel }) => kernel),
      ['fib', 'sieve'],
    );
    assert.equal(results.gate?.kernels.length, 3);
    assert.equal(results.parallel?.loops.length, 2);
    assert.equal(results.comparison?.kernels.length, 1);
    assert.equal(results.history.length, 2);
    assert.deepEqual(results.explained, [{ program: 'm.py', places: [], bails: { Aborted: 2 } }]);
  });

  it('that are something else, damaged, of another version or too many are refused by name', () => {
    const refused = (why: RegExp, ...files: { path: string; text: string }[]) =>
      assert.throws(
        () => classify(files),
        (error) => error instanceof RefusedFile && why.test(error.message),
      );
    refused(/^x\.json is none of the files/, file({ name: 'package' }));
    refused(/^x\.json is none of the files/, file(null));
    refused(/^cut\.json is no JSON/, { path: 'cut.json', text: '{"a":' });
    refused(/^x\.json is no result .*version 2/, file({ ...aDocument({ fib: 1 }), version: 2 }));
    refused(/fib \(steady\) stands in two/, file(aDocument({ fib: 1 })), file(aDocument({ fib: 1 })));
    refused(/^x\.json is no whole result of tracejit-gate/, file({ ...GATE, version: 2 }));
    const gate = file(GATE);
    refused(/several results/, gate, gate);
    refused(/^x\.json is no whole result of tracejit-compare/, file({ ...COMPARISON, kernels: [{}] }));
    refused(/one measurement of parallel loops/, file(PARALLEL), file(PARALLEL));
    refused(/^x\.json is no whole result of tracejit-parallel/, file({ ...PARALLEL, version: 2 }));
    refused(/^x\.json is no whole result of tracejit-parallel/, file({ ...PARALLEL, loops: [{ line: 0 }] }));
    refused(/^h\.jsonl:2 is no line/, { path: 'h.jsonl', text: `${JSON.stringify(LINE)}\n{"version":1}\n` });
    refused(/^h\.jsonl:1 is no line/, { path: 'h.jsonl', text: JSON.stringify({ ...LINE, version: 2 }) });
  });
});
