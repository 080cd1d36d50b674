import assert from 'node:assert/strict';
import { outcomeOf } from './door.ts';
import { judgeThreads, type RoundTimes } from './judge.ts';
import { PARALLEL_SCHEMA, PARALLEL_VERSION, type ParallelDocument, type ParallelVerdict } from './result.ts';
import { threadCounts } from './run.ts';
import { formatParallel } from './table.ts';

const WOBBLE = [1, 1.02, 0.98, 1.01, 0.99, 1.03, 0.97, 1];
const around = (ms: number) => WOBBLE.map((factor) => ms * factor);

/** Eight rounds in which everything goes slower and faster together, but `controlMany`, which is given. */
function rounds(parallel: number, controlMany: readonly number[] = around(50)): RoundTimes {
  return { serial: around(100), parallel: around(parallel), controlOne: around(100), controlMany };
}

/** A control that gains nothing in so many of the eight rounds. */
const busy = (count: number) => around(50).map((ms, round) => (round < count ? ms * 1.3 : ms));

const SUBJECT = { threads: 2, ranParallel: true, wrong: false };

describe('the judge of speed-ups', () => {
  const cases: Record<string, [ReturnType<typeof judgeThreads>, ParallelVerdict]> = {
    'as fast as C': [judgeThreads(rounds(50), SUBJECT), 'MET'],
    'a little less': [judgeThreads(rounds(55), SUBJECT), 'MET'],
    'much less': [judgeThreads(rounds(58), SUBJECT), 'MISSED'],
    'two busy rounds': [judgeThreads(rounds(50, busy(2)), SUBJECT), 'MET'],
    'three busy rounds': [judgeThreads(rounds(50, busy(3)), SUBJECT), 'INCONCLUSIVE'],
    'all rounds busy': [judgeThreads(rounds(50, busy(8)), SUBJECT), 'INCONCLUSIVE'],
    'fast, but not in parallel': [judgeThreads(rounds(50), { ...SUBJECT, ranParallel: false }), 'SERIAL'],
    'fast, but another result': [judgeThreads(rounds(50), { ...SUBJECT, wrong: true }), 'WRONG'],
    'four threads at the speed of two': [judgeThreads(rounds(50), { ...SUBJECT, threads: 4 }), 'INCONCLUSIVE'],
    'at the limit of memory': [judgeThreads(rounds(88, around(80)), { ...SUBJECT, bytes: 1e9 }), 'MET'],
    'below the limit of memory': [judgeThreads(rounds(95, around(80)), { ...SUBJECT, bytes: 1e9 }), 'MISSED'],
  };
  for (const [what, [row, verdict]] of Object.entries(cases)) {
    it(`${what}: ${verdict}`, () => assert.equal(row.verdict, verdict, JSON.stringify(row)));
  }

  it('counts what it drops, and estimates from the rest', () => {
    const { roundsKept, roundsDropped, ratioToSerial, controlRatio, share } = judgeThreads(
      rounds(50, busy(2)),
      SUBJECT,
    );
    assert.deepEqual([roundsKept, roundsDropped], [6, 2]);
    assert.deepEqual([ratioToSerial.median, controlRatio.median, share.median], [2, 2, 1]);
    assert.deepEqual([controlRatio.low, controlRatio.high], [2, 2]);
  });

  it('has no interval where fewer than six rounds are left', () => {
    const { ratioToSerial } = judgeThreads(rounds(50, busy(3)), SUBJECT);
    assert.deepEqual(ratioToSerial, { median: 2, low: null, high: null });
  });

  it('measures two threads everywhere, and more where there are cores', () => {
    assert.deepEqual([1, 2, 3, 4, 8, 12].map(threadCounts), [[2], [2], [2], [2, 4], [2, 4, 8], [2, 4, 8]]);
  });
});

describe('a result of bench --parallel', () => {
  const documentWith = (...rows: readonly ReturnType<typeof judgeThreads>[]): ParallelDocument => ({
    schema: PARALLEL_SCHEMA,
    version: PARALLEL_VERSION,
    at: '2026-11-25T02:00:00.000Z',
    quick: true,
    environment: {
      cpu: 'paper',
      cores: 2,
      memoryGb: 8,
      kernel: '6',
      python: '3.13.0',
      node: 'v20',
      tracejit: '0',
      commit: '',
    },
    loops: [{ kernel: 'dot', file: '/x/kernel.py', line: 7, verdict: 'Serial', reason: 'Carried', detail: 'total' }],
    kernels: rows.map((row, k) => ({ name: `k${k}`, threads: [row] })),
  });
  const met = judgeThreads(rounds(50), SUBJECT);
  const missed = judgeThreads(rounds(80), SUBJECT);
  const unsure = judgeThreads(rounds(50, busy(8)), SUBJECT);

  it('is met, missed or unmeasured by its worst kernel', () => {
    assert.equal(outcomeOf(documentWith(met, met)), 'met');
    assert.equal(outcomeOf(documentWith(met, unsure)), 'unmeasured');
    assert.equal(outcomeOf(documentWith(unsure, missed, met)), 'missed');
  });

  it('is shown with its intervals, what was dropped, the loops, and what the verdicts mean', () => {
    const text = formatParallel(documentWith(met, unsure));
    assert.match(text, /k0 +2 +2\.00 \[2\.00, 2\.00\] +2\.00 \[2\.00, 2\.00\] +1\.00 \[1\.00, 1\.00\] +8 of 8 +MET/);
    assert.match(text, /k1 .* 0 of 8 +INCONCLUSIVE/);
    assert.match(text, /dot line 7: serial, Carried: total/);
    assert.match(text, /^MET: at least 0\.9 .*\nINCONCLUSIVE: most rounds/m);
    assert.doesNotMatch(text, /MISSED/);
  });
});
