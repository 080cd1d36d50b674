import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import addContext from 'mochawesome/addContext.js';
import { isExpected } from '../../mutants/mutant.ts';
import { MUTANTS } from '../../mutants/table.ts';
import type { Trial } from './hunt.ts';
import { formatKills, isEnough, keptReport, killsAsJson, LEAST_SCORE } from './kill-report.ts';
import { compareScores, medianToKill, readScores, SCORES_FILE, ScoresError, scoresOf, writeScores } from './scores.ts';

/** Within which a mutant must be killed. */
const MOST_PROGRAMS = 2000;

function trial(name: string, at: number | null): Trial {
  const divergence = { channel: 'result', kind: 'int value', where: '', expected: '1', actual: '2' } as const;
  const kill = at === null ? null : { at, divergence, source: 'RESULTS = [1]\n' };
  const nothing = { unexpected: { 'exit: signal SIGSEGV': 2 }, unconfirmed: 1, bugs: [] };
  return { name, policy: 'float', programs: at ?? 50, entered: 9, kill, ...nothing };
}

const result = (...trials: Trial[]) => ({ seed: 1, runs: 50, trials, mutants: 10, before: [] });
const tenTrials = (killed: number) => Array.from({ length: 10 }, (_, k) => trial(`mutant-${k}`, k < killed ? 4 : null));

describe('the report of a kill campaign', () => {
  it('asks for nine of ten', () => {
    assert.equal(isEnough(result(...tenTrials(9))), true);
    assert.equal(isEnough(result(...tenTrials(8))), false);
  });

  it('takes mutants that were not tried for survivors', () => {
    const short = result(...tenTrials(10).slice(0, 8));
    assert.equal(isEnough(short), false);
    assert.match(formatKills(short), /interrupted: 2 mutants/);
  });

  it('has a line for each mutant, and the programs', () => {
    const text = formatKills(result(trial('one', 7), trial('two', null)));
    assert.match(text, /^one {5}float {3}7 {10}result: int value {10,}exit: signal SIGSEGV 2, not seen again 1$/m);
    assert.match(text, /^two {5}float {3}survived {3}50 programs, 9 of them native/m);
    assert.match(text, /killed 1 of 10 mutants \(10.0 %; 90 % must be\), seed 1/);
    assert.match(text, /^one, result: int value:\n {2}\| RESULTS = \[1\]$/m);
  });

  it('says the same of what is kept', () => {
    const text = keptReport(scoresOf([trial('one', 7), trial('two', null)], { seed: 1, runs: 50 }));
    assert.match(text, /^one {5}float {3}7 {10}result: int value {2}of 50$/m);
    assert.match(text, /^two {5}float {3}survived {22}of 50$/m);
    assert.match(text, /^one, result: int value:\n {2}\| RESULTS = \[1\]$/m);
    assert.doesNotMatch(text, /two, /);
  });

  it('tells by exit code and JSON the same', () => {
    const json = JSON.parse(JSON.stringify(killsAsJson(result(...tenTrials(9)))));
    assert.deepEqual([json.schemaVersion, json.killed, json.enough, json.medianToKill], [1, 9, true, 4]);
  });
});

describe('the scores', () => {
  const scores = (...trials: Trial[]) => scoresOf(trials, { seed: 1, runs: 50 });

  it('say how many programs it takes', () => {
    assert.equal(medianToKill(scores(trial('a', 1), trial('b', 9), trial('c', 3), trial('d', null))), 3);
    assert.equal(medianToKill(scores(trial('a', 1), trial('b', 4))), 2.5);
    assert.equal(medianToKill(scores(trial('a', null))), null);
  });

  it('say what has become of it since', () => {
    const before = scores(trial('a', 2), trial('b', 2), trial('c', null)).map((s) => ({ ...s, date: '2026-01-01' }));
    assert.deepEqual(
      compareScores(before, scores(trial('a', 5), trial('b', null), trial('c', 7), trial('new', null))),
      [
        'median programs to kill: 6, on 2026-01-01 it was 2',
        'b survives, and did not before',
        'c is killed, and was not before',
      ],
    );
  });

  it('are what was written, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracejit-scores-'));
    try {
      const path = join(folder, 'scores.json');
      assert.deepEqual(readScores(path), []);
      writeScores(path, scores(trial('b', 2), trial('a', 2)));
      writeScores(path, scores(trial('b', 7)));
      assert.deepEqual(readScores(path), scores(trial('a', 2), trial('b', 7)));
      writeFileSync(path, '{"version": 7, "scores": []}');
      assert.throws(() => readScores(path), ScoresError);
      writeFileSync(path, '{');
      assert.throws(() => readScores(path), /cannot be read as JSON/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('of this checkout are of all mutants, nine of ten killed, and as expected', function () {
    const kept = readScores(SCORES_FILE);
    addContext(this, { title: 'the last campaign over all mutants', value: keptReport(kept) });
    assert.deepEqual(kept.map(({ name }) => name).toSorted(), MUTANTS.map(({ name }) => name).toSorted());
    const killed = kept.filter(({ killedAt }) => killedAt !== null && killedAt <= MOST_PROGRAMS);
    assert.ok(killed.length >= LEAST_SCORE * MUTANTS.length, `${killed.length} of ${MUTANTS.length}`);
    for (const { name, channel, kind, program } of killed) {
      const expected = MUTANTS.find((mutant) => mutant.name === name)?.expected;
      assert.ok(expected && channel && kind && isExpected(expected, { channel, kind }), `${name}: ${channel}: ${kind}`);
      assert.ok(program && program.length > 0, `${name}: no program is kept`);
    }
  });
});
