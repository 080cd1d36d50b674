import assert from 'node:assert/strict';
import { compareSubjects } from './compare.ts';
import { parseRecord, RecordError } from './records.ts';
import { whyNotComparable } from './report.ts';
import type { Seen, Subject } from './subject.ts';
import { OUTSIDE } from './suite.ts';

function subject(id: string, channels: Record<string, Seen>): Subject {
  return { id, channels, counters: null };
}

describe('comparison of two runs, test by test', () => {
  const passed = { text: 'passed', kind: 'passed' };

  it('finds nothing between equal runs, whatever their order', () => {
    const [a, b] = [subject('a', { result: passed }), subject('b', { stdout: { text: 'x' } })];
    assert.deepEqual(compareSubjects([a, b], [b, a]), []);
  });

  it('names the first channel that differs: how it ended before what it printed', () => {
    const one = subject('a', { exit: { text: 'exit code 0', kind: 'code 0' }, stdout: { text: 'x' } });
    const other = subject('a', { exit: { text: 'ended by SIGSEGV', kind: 'signal SIGSEGV' }, stdout: { text: '' } });
    const [difference] = compareSubjects([one], [other]);
    assert.deepEqual(difference, {
      id: 'a',
      divergence: {
        channel: 'exit',
        kind: 'code 0 -> signal SIGSEGV',
        where: '',
        expected: 'exit code 0',
        actual: 'ended by SIGSEGV',
      },
    });
  });

  const LINES: Record<string, [expected: string, actual: string, where: string, lines: [string, string]]> = {
    'a line inside': ['a\nb\nc', 'a\nx\nc', 'line 2', ['b', 'x']],
    'a line too many': ['a', 'a\nb', 'line 2', ['', 'b']],
    'a line too few': ['a\nb', 'a', 'line 2', ['b', '']],
  };
  for (const [what, [expected, actual, where, lines]] of Object.entries(LINES)) {
    it(`shows ${what}`, () => {
      const [difference] = compareSubjects(
        [subject('a', { stdout: { text: expected } })],
        [subject('a', { stdout: { text: actual } })],
      );
      const { divergence } = difference ?? assert.fail('nothing differs');
      assert.deepEqual([divergence.kind, divergence.where], ['line', where]);
      assert.deepEqual([divergence.expected, divergence.actual], lines);
    });
  }

  it('shows what a result comes with, and compares without it', () => {
    const failed = { text: 'failed', kind: 'failed', detail: 'ValueError: no' };
    const [difference] = compareSubjects([subject('a', { result: passed })], [subject('a', { result: failed })]);
    assert.equal(difference?.divergence.actual, 'failed: ValueError: no');
    const other = { ...failed, detail: 'something else' };
    assert.deepEqual(compareSubjects([subject('a', { result: failed })], [subject('a', { result: other })]), []);
  });

  it('finds tests that only one of the runs had', () => {
    const a = subject('a', { result: passed });
    const kinds = (one: Subject[], other: Subject[]): string[] =>
      compareSubjects(one, other).map(({ id, divergence }) => `${id} ${divergence.kind}`);
    assert.deepEqual(kinds([a], []), ['a passed -> missing']);
    assert.deepEqual(kinds([], [a]), ['a missing -> passed']);
  });

  it('takes no run as an oracle in which the tests could not be run', () => {
    const run = {
      counters: { regions: 0, entries: 0, exits: {} },
      runner: 'unittest',
      seconds: 1,
      notices: [],
      output: 'why',
    };
    const reason = (subjects: Subject[]): string | null => whyNotComparable({ ...run, subjects });
    assert.equal(reason([subject('a', { result: passed })]), null);
    assert.match(reason([]) ?? '', /no tests were found; python said:\nwhy/);
    assert.match(
      reason([subject(OUTSIDE, { exit: { text: 'exit code 4', kind: 'code 4' } })]) ?? '',
      /did not get through/,
    );
  });
});

describe('the record of a test run', () => {
  const COUNTERS = '{"regions": 2, "entries": 30, "exits": {"Finished": 3}}';
  const WHOLE = [
    '{"begin": "a"}',
    `{"test": "a", "outcome": "passed", "errors": [], "counters": ${COUNTERS}}`,
    '{"test": "setUpClass (b)", "outcome": "error", "errors": [{"type": "builtins.ValueError", "text": "ValueError: no\\nnote", "frames": ["b.py:3:4-9 in setUpClass"]}], "counters": null}',
    '{"begin": "c"}',
  ];

  it('tells of each test, and of the one that did not end', () => {
    const record = parseRecord(`${WHOLE.join('\n')}\n{"test": "c", "outc`);
    assert.deepEqual(
      record.tests.map(({ id, channels }) => [
        id,
        channels.result?.text,
        channels.result?.detail,
        channels.exception?.text,
      ]),
      [
        ['a', 'passed', undefined, ''],
        ['setUpClass (b)', 'error', 'ValueError: no', 'b.py:3:4-9 in setUpClass\nValueError: no\nnote'],
      ],
    );
    assert.deepEqual([record.unfinished, record.runner], ['c', null]);
    assert.deepEqual(record.counters, { regions: 2, entries: 30, exits: { Finished: 3 } });
  });

  it('has the counters of the whole process when it came to its end', () => {
    const end = '{"end": "unittest", "counters": {"regions": 9, "entries": 99, "exits": {}}}';
    const { runner, unfinished, counters } = parseRecord(`${WHOLE.slice(0, 2).join('\n')}\n${end}\n`);
    assert.deepEqual([runner, unfinished, counters.entries], ['unittest', null, 99]);
  });

  it('refuses a line of something else', () => {
    assert.throws(() => parseRecord('{"tests": 1}\n'), RecordError);
  });
});
