import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../machine.ts';
import type { HistoryLine } from './history.ts';
import type { GateResult } from './result.ts';

function tracejit(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const main = projectFile('build', 'js', 'engine', 'cli', 'main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: projectFile(),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** This clone against itself: nothing has to be built. Too few rounds for a verdict: no time is asserted. */
const SHORT = ['--base', '.', '--head', '.', '--same', '--rounds', '2', 'sum-range'];
const ALL_OFF = ['--head-env', 'TRACEJIT_DISABLE=all'];

describe('the gate, live (starts everything)', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-live-spec-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('builds, counts, measures in two stages, judges, keeps the result; all passes off fail by their counters', () => {
    const history = join(folder, 'history.jsonl');
    const { code, out, err } = tracejit(['gate', ...SHORT, '--json', '--history', history, ...ALL_OFF]);
    assert.deepEqual([code, err], [1, '']);
    const [row] = (JSON.parse(out) as GateResult).kernels;
    assert.ok(row);
    assert.match(row.why, /4 rounds are too few/);
    assert.deepEqual(
      row.rounds.map(({ stage }) => stage),
      ['first', 'first', 'fresh', 'fresh', 'fresh', 'fresh'],
    );
    assert.ok(
      row.rounds.every(
        ({ base, head }) => Number(base.counters?.['entries']) > 0 && Number(head.counters?.['entries']) > 0,
      ),
    );
    assert.ok(row.rounds.every(({ controlBase }) => controlBase.counters === null));
    assert.deepEqual(row.counters.unsteady, []);
    assert.ok(row.counters.changes.some(({ name, worse }) => name === 'codeBytes' && worse));
    const lines = readFileSync(history, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryLine);
    assert.deepEqual(
      lines.map(({ kernel, counters }) => [kernel, (counters['irOps'] ?? 0) > 0]),
      [['sum-range', true]],
    );

    const kept = join(folder, 'kept.json');
    writeFileSync(kept, out);
    const compared = tracejit(['compare', kept, kept]);
    assert.equal(compared.code, 0, compared.err);
    assert.match(compared.out, /^sum-range +1\.000 .* SAME$/m);
    writeFileSync(kept, out.slice(0, 1000));
    const cut = tracejit(['compare', kept, kept]);
    assert.equal(cut.code, 2);
    assert.match(cut.err, /is no JSON, or is cut off/);
  });

  it('tells a head that crashes, a python that is missing and wrong words apart', () => {
    const crash = tracejit(['gate', ...SHORT, '--head-env', 'TRACEJIT_PYTHON=/bin/false']);
    assert.equal(crash.code, 3);
    assert.match(crash.out, /^tracejit gate: NOT MEASURED - 1 error/);
    assert.match(crash.out, /ERROR: head, sum-range: exit code 1/);
    const missing = tracejit(['gate', ...SHORT], { TRACEJIT_PYTHON: '/nonexistent/python' });
    assert.equal(missing.code, 3);
    assert.match(missing.err, /no usable CPython: .*nonexistent/);
    const wrong: readonly (readonly [RegExp, ...string[]])[] = [
      [/no kernel is called quicksort/, 'gate', '--base', '.', '--same', '--head', '.', 'quicksort'],
      [/are the same source/, 'gate', '--base', '.', '--head', '.'],
      [/"no-such-ref" is no commit/, 'gate', '--base', 'no-such-ref'],
      [/--rounds 1 is no whole number/, 'gate', '--base', '.', '--rounds', '1'],
      [/is no knob/, 'gate', '--base', '.', '--head-env', 'PATH=x'],
      [/is a file: a result can be compared/, 'compare', 'package.json', '.'],
      [/is no result of gate, compare or bench/, 'compare', 'package.json', 'package.json'],
      [/--history package.json|package.json:1 is no line/, 'gate', '--base', '.', '--history', 'package.json'],
    ];
    for (const [message, ...words] of wrong) {
      const { code, err, out } = tracejit(words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, message);
    }
  });
});
