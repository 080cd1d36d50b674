import assert from 'node:assert/strict';
import { aDocument } from '../../suites/bench/testing/documents.ts';
import { aResult, aRow } from '../../suites/gate/testing/results.ts';
import { COMPARISON, GATE } from '../testing/inputs.ts';
import { readTags } from '../testing/tags.ts';
import type { TestCase, TestRun } from '../tests/test-case.ts';
import { ctrfJson } from './ctrf.ts';
import { junitXml } from './junit.ts';
import { COMMENT_BYTES, COMMENT_MARKER, cutToBytes, stepSummary, stickyComment, verdict } from './summary.ts';

const PASSED: TestCase = {
  suite: ['numbers', 'ints'],
  name: 'add',
  file: 'a.spec.ts',
  state: 'passed',
  ms: 1500,
  message: '',
  details: '',
};
const FAILED: TestCase = {
  ...PASSED,
  name: 'says "a < b" & more',
  state: 'failed',
  ms: 20,
  message: 'expected <1>\u0000, got 2\nsecond line',
  details: 'at x\n```\n]]> \ud800',
};
const RUN: TestRun = {
  tool: 'mocha',
  cases: [PASSED, FAILED, { ...PASSED, name: 'late', state: 'skipped', ms: 0 }],
  trouble: '',
};
const CLEAN: TestRun = { ...RUN, cases: [PASSED] };

describe('tests as JUnit XML', () => {
  it('are well formed whatever they say, and counted', () => {
    const text = junitXml([RUN]);
    const { tags, problem } = readTags(text);
    assert.equal(problem, null);
    const [suites] = tags.filter(({ name }) => name === 'testsuites');
    assert.deepEqual(suites?.attributes, {
      name: 'tracejit',
      tests: '3',
      failures: '1',
      errors: '0',
      skipped: '1',
      time: '1.520',
    });
    assert.equal(tags.filter(({ name }) => name === 'testcase').length, 3);
    assert.match(text, /classname="numbers › ints" name="says &quot;a &lt; b&quot; &amp; more" file="a\.spec\.ts"/);
    assert.ok(!text.includes('\u0000') && !/\ud800/.test(text));
  });

  it('of a run that proves nothing have an error', () => {
    const text = junitXml([{ ...CLEAN, trouble: 'nothing ran natively' }]);
    assert.match(text, /errors="1".*<error message="nothing ran natively"\/>/);
    assert.equal(readTags(text).problem, null);
  });
});

describe('tests as CTRF', () => {
  it('have the fields that its schema wants', () => {
    const { reportFormat, results } = JSON.parse(ctrfJson([RUN], 1_000_000)) as {
      reportFormat: string;
      results: { tool: object; summary: object; tests: readonly Record<string, unknown>[] };
    };
    assert.equal(reportFormat, 'CTRF');
    assert.deepEqual(results.tool, { name: 'mocha' });
    assert.deepEqual(results.summary, {
      tests: 3,
      passed: 1,
      failed: 1,
      skipped: 1,
      pending: 0,
      other: 0,
      start: 998_480,
      stop: 1_000_000,
    });
    assert.deepEqual(
      results.tests.map(({ status, name }) => [status, name]),
      [
        ['passed', 'numbers › ints › add'],
        ['failed', 'numbers › ints › says "a < b" & more'],
        ['skipped', 'numbers › ints › late'],
      ],
    );
    assert.equal(results.tests[1]?.['trace'], FAILED.details);
  });
});

describe('the summary for a pull request', () => {
  const nothing = { runs: [], bench: null, gate: null };

  it('says in its first line whether all is good', () => {
    const first = (gathered: object) => stepSummary({ ...nothing, ...gathered }).split('\n')[0];
    assert.equal(first({ runs: [CLEAN] }), '## tracejit: good - 1 passed, 0 failed');
    assert.equal(first({ runs: [RUN] }), '## tracejit: NOT GOOD - 1 passed, 1 failed, 1 did not run');
    assert.equal(first({ gate: GATE }), '## tracejit: NOT GOOD - gate: something got worse');
    assert.match(first({ runs: [{ ...CLEAN, trouble: 'x' }] }) ?? '', /NOT GOOD .*1 run proves nothing/);
    assert.equal(verdict({ ...nothing, bench: aDocument({ fib: 1 }) }).good, true);
    const bench = aDocument({ fib: 1 });
    const wrong = { ...bench, steady: bench.steady.map((row) => ({ ...row, wrong: ['c'] })) };
    assert.equal(verdict({ ...nothing, bench: wrong }).good, false);
    assert.equal(verdict({ ...nothing, gate: aResult([aRow('fib', 'SAME')]) }).good, true);
    assert.match(
      first({ gate: aResult([aRow('fib', 'SAME'), aRow('sieve', 'ERROR')]) }) ?? '',
      /NOT GOOD - gate: not all/,
    );
  });

  it('has a comparison of two results, and is not good where the second is slower', () => {
    const text = stepSummary({ ...nothing, comparison: COMPARISON });
    assert.match(text, /^## tracejit: NOT GOOD - compare: 1 got slower\n/);
    assert.match(text, /^`he'ad\.json` over `base\.json`, each over/m);
    assert.match(text, /^\| my\.py, whole process \| \+10\.5 % \| .* \| +SLOWER \|$/m);
    const same = { ...COMPARISON, kernels: COMPARISON.kernels.map((row) => ({ ...row, verdict: 'SAME' as const })) };
    assert.match(stepSummary({ ...nothing, comparison: same }), /^## tracejit: good - compare: nothing got slower/);
  });

  it('has what a gate says of costs', () => {
    assert.match(stepSummary({ ...nothing, gate: GATE }), /^\| fib, memory +\| +\+4\.1 % .*LARGER \|$/m);
  });

  it('has failures, gate and benchmark, and no fence that its content could close', () => {
    const text = stepSummary({ runs: [RUN], bench: aDocument({ fib: 1 }), gate: GATE });
    assert.match(text, /<summary>FAILED numbers › ints › says "a &lt; b" &amp; more: expected &lt;1&gt;/);
    assert.match(text, /^````\nat x\n```\n/m);
    assert.match(text, /^\| fib +\| +\+6\.2 % \| +\+4\.1 % to \+8\.3 % \| +SLOWER \|$/m);
    assert.match(text, /<details><summary>Benchmark<\/summary>/);
  });

  it('is cut between blocks where there is no room, and says so', () => {
    assert.equal(cutToBytes(['a', 'é'], 100), 'a\n\né\n\n');
    const cut = cutToBytes(['a'.repeat(50), 'é'.repeat(60), 'c'], 180);
    assert.match(cut, /^a{50}\n\n_The rest was left out/);
    assert.ok(Buffer.byteLength(cut) <= 180);
    const many = { ...RUN, cases: Array.from({ length: 400 }, () => ({ ...FAILED, details: 'ä'.repeat(3000) })) };
    const comment = stickyComment({ ...nothing, runs: [many] });
    assert.ok(Buffer.byteLength(comment) <= COMMENT_BYTES && Buffer.byteLength(comment) > 50_000);
    assert.ok(comment.startsWith(`${COMMENT_MARKER}\n\n## tracejit: NOT GOOD`));
    assert.equal(comment.match(/<details>/g)?.length, comment.match(/<\/details>/g)?.length);
  });
});
