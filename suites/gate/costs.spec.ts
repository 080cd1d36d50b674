import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COST_THRESHOLDS } from '../../ci/thresholds.ts';
import { hostPython, tracejitCommand } from '../machine.ts';
import { CHANNELS, channelPairs } from './channels.ts';
import { compareKept } from './compare-kept.ts';
import { costLines } from './cost-report.ts';
import { lookAtAll, openJobs, rowsOf } from './judge-rounds.ts';
import { readKept } from './kept-result.ts';
import type { Job, Round } from './measure.ts';
import { formatGate } from './report.ts';
import { outcomeOf } from './result.ts';
import { aCost, aResult, aRow } from './testing/results.ts';
import { type Arm, type ColdStart, runTrial, type Trial } from './trial.ts';
import { coldWorkloads, findWorkloads, WORKLOADS } from './workloads.ts';

const PLAIN = { strict: false, acceptCounters: false };
const SETTING = { hashSeed: 1, pad: 0 };
const WORK = { kernel: 'sum-range', scale: 1, cold: true };

describe('a trial that begins with nothing (starts python and an engine)', function () {
  this.timeout(60_000);

  it('tells the first native entry, the work of process and engine, and the memory of both', () => {
    const env = { TRACEJIT_PYTHON: hostPython().path, TRACEJIT_SYNC: '1' };
    const arm: Arm = { name: 'head', command: [tracejitCommand(), 'run'], env };
    const { cold, peakKb, cpuNs } = runTrial(arm, WORK, SETTING, []);
    assert.ok(cold && peakKb);
    assert.ok(cold.firstEntryNs !== null && cold.firstEntryNs > 0 && cold.firstEntryNs < cold.ns);
    // Starting node takes 40 ms of work by itself, and node has 40 MB.
    assert.ok(cold.cpuNs > (cpuNs[0] ?? 0) + 40e6, `${cold.cpuNs}`);
    assert.ok(cold.engineKb > 40_000 && peakKb > 5000 && peakKb < 40_000, `${cold.engineKb} ${peakKb}`);
  });

  it('has no entry and no engine under CPython, and its memory is its own, not that of who started it', () => {
    const ballast = Buffer.alloc(100e6, 1);
    const control: Arm = { name: 'control', command: [hostPython().path], env: {} };
    const { cold, peakKb } = runTrial(control, { ...WORK, scale: 0.01 }, SETTING, []);
    assert.deepEqual([cold?.firstEntryNs, cold?.engineKb], [null, 0]);
    assert.ok(peakKb && peakKb < 40_000 && ballast.length > 0, `${peakKb}`);
  });

  it('fails as its command does', () => {
    const broken: Arm = { name: 'head', command: [hostPython().path, '-c', 'import sys; sys.exit("no")'], env: {} };
    assert.throws(() => runTrial(broken, WORK, SETTING, []), /head, sum-range, cold: exit code 1: no/);
  });
});

/** Rounds in which the head has so much more of each cost than the base, in percent, with a spread that is seen through. */
function coldJob(more: Readonly<Record<keyof ColdStart, number>>, fresh = 0): Job {
  const trial = (round: number, percent: Readonly<Record<keyof ColdStart, number>>): Trial => {
    const of = (part: keyof ColdStart, value: number) =>
      value * (1 + percent[part] / 100) * (1 + 0.002 * Math.sin(round * 7 + value));
    const cold = {
      ns: 5e8,
      cpuNs: of('cpuNs', 4e8),
      firstEntryNs: of('firstEntryNs', 2e8),
      engineKb: of('engineKb', 1e5),
    };
    return { cpuNs: [1e6], wallNs: [1e6], result: '1', counters: null, peakKb: 12_000, cold };
  };
  const none = { ns: 0, cpuNs: 0, firstEntryNs: 0, engineKb: 0 };
  const rounds = Array.from({ length: 20 + fresh }, (_, k): Round => {
    const control = trial(0, none);
    const stage = k < 20 ? 'first' : 'fresh';
    const arms = { base: trial(k, none), head: trial(k + 0.5, more), controlBase: control, controlHead: control };
    return { stage, begins: k % 2 === 0 ? 'base' : 'head', setting: SETTING, ...arms };
  });
  const [workload] = findWorkloads(['fib']);
  assert.ok(workload);
  return { workload, kind: 'cold', rounds, fault: null };
}

const SAME = { ns: 0, cpuNs: 0, firstEntryNs: 0, engineKb: 0 };

async function verdicts(job: Job) {
  const { costs } = await rowsOf(lookAtAll([job], 'x'), new Map());
  return Object.fromEntries(costs.map(({ channel, verdict }) => [channel, verdict]));
}

describe('costs', () => {
  it('are judged a channel each: more of one is SLOWER in that one, when fresh rounds say so too', async () => {
    const same = { 'first entry': 'SAME', 'cold process': 'SAME', 'engine memory': 'SAME' };
    assert.deepEqual(await verdicts(coldJob(SAME)), same);
    assert.deepEqual(openJobs(lookAtAll([coldJob(SAME)], 'x')), []);
    const parts = [
      ['firstEntryNs', 'first entry'],
      ['cpuNs', 'cold process'],
      ['engineKb', 'engine memory'],
    ] as const;
    for (const [part, channel] of parts) {
      const late = { ...SAME, [part]: 25 };
      assert.equal(openJobs(lookAtAll([coldJob(late)], 'x')).length, 1);
      assert.deepEqual(await verdicts(coldJob(late, 40)), { ...same, [channel]: 'SLOWER' });
      assert.deepEqual(await verdicts(coldJob({ ...SAME, [part]: -25 }, 40)), { ...same, [channel]: 'FASTER' });
    }
  });

  it('by the wall are not believed on a busy machine, others are', async () => {
    const job = coldJob({ ...SAME, firstEntryNs: 60, cpuNs: 60 }, 40);
    const shaken = job.rounds.map((round, k) => {
      const { cold } = round.head;
      const factor = 1 + 0.3 * Math.sin(k * 5);
      const other = cold && { ...cold, cpuNs: cold.cpuNs * factor, firstEntryNs: (cold.firstEntryNs ?? 0) * factor };
      return other ? { ...round, head: { ...round.head, cold: other } } : round;
    });
    const found = await verdicts({ ...job, rounds: shaken });
    assert.deepEqual([found['first entry'], found['cold process']], ['INCONCLUSIVE', 'SLOWER']);
  });

  it('are an ERROR where native code was never entered, or the job failed', async () => {
    const job = coldJob(SAME);
    const never = job.rounds.map((round) => ({
      ...round,
      head: { ...round.head, cold: { ns: 1, cpuNs: 4e8, engineKb: 1e5, firstEntryNs: null } },
    }));
    assert.equal((await verdicts({ ...job, rounds: never }))['first entry'], 'ERROR');
    const failed = await rowsOf(lookAtAll([{ ...job, fault: 'head: gone' }], 'x'), new Map());
    assert.deepEqual(
      failed.costs.map(({ verdict, why }) => `${verdict} ${why}`),
      ['ERROR head: gone', 'ERROR head: gone', 'ERROR head: gone'],
    );
  });

  it('are asked of every trial: the memory of the steady, the rest of the cold', () => {
    const { rounds } = coldJob(SAME);
    for (const channel of CHANNELS)
      for (const pair of channelPairs(rounds, 'first', channel))
        if (channel.from === 'cold')
          assert.ok(
            Object.values(pair).every((value) => value > 0),
            channel.name,
          );
    assert.deepEqual(CHANNELS.map(({ name }) => name).toSorted(), Object.keys(COST_THRESHOLDS).toSorted());
    const [memory] = CHANNELS.filter(({ from }) => from === 'steady');
    assert.ok(memory);
    assert.equal(channelPairs(rounds, 'first', memory)[0]?.a, 12_000 / 1024);
  });

  it('are measured of three kernels by --quick, of one at least', () => {
    const names = (of: ReturnType<typeof coldWorkloads>) => of.map(({ kernel }) => kernel).join(' ');
    assert.equal(names(coldWorkloads(WORKLOADS, true)), 'sum-range fib fannkuch');
    assert.equal(coldWorkloads(WORKLOADS, false).length, WORKLOADS.length);
    assert.equal(names(coldWorkloads(findWorkloads(['matmul', 'sieve']), true)), 'sieve');
  });

  it('make a result a regression, or not measured, as times do', () => {
    const outcome = (...costs: Parameters<typeof aResult>[1][]) =>
      costs.map((change) => outcomeOf(aResult([aRow('fib', 'SAME')], change), PLAIN));
    assert.deepEqual(
      outcome(
        { costs: [aCost('fib', 'memory', 'SAME'), aCost('fib', 'first entry', 'FASTER')] },
        { costs: [aCost('fib', 'memory', 'SLOWER')] },
        { costs: [aCost('fib', 'first entry', 'ERROR')] },
        { costs: [aCost('fib', 'first entry', 'INCONCLUSIVE')] },
      ),
      ['pass', 'regression', 'unmeasured', 'pass'],
    );
  });

  it('are told: a line for a channel, and one for each kernel that is not the same', () => {
    const costs = [
      aCost('fib', 'memory', 'SLOWER'),
      aCost('sieve', 'memory', 'SAME'),
      aCost('fib', 'first entry', 'ERROR'),
    ];
    assert.deepEqual(costLines([]), []);
    const text = formatGate(aResult([aRow('fib', 'SAME'), aRow('sieve', 'SAME')], { costs }), PLAIN);
    assert.match(text, /^tracejit gate: FAIL - 2 same; costs: 1 larger, 1 error {4}/);
    assert.match(text, /^memory +2 +1\.000 \.\. 1\.000 +0\.0 % {2}1 LARGER, 1 SAME$/m);
    assert.match(text, /^ {2}fib: 10\.0 -> 10\.0 MiB, 1\.000 \[1\.000, 1\.000\], 6 rounds {2}LARGER$/m);
    assert.match(text, /^ {2}fib: {2}ERROR: head: exit code 1$/m);
    assert.match(text, /^again, these alone: tracejit gate .* fib$/m);
  });

  it('kept in files are compared too; a file from before has none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracejit-costs-spec-'));
    const keep = (name: string, more: number) => {
      const cold = [{ kernel: 'fib', rounds: coldJob({ ...SAME, cpuNs: more }).rounds }];
      const { costs, ...result } = aResult([], { cold, costs: [aCost('fib', 'cold process', 'SAME')] });
      writeFileSync(join(folder, name), JSON.stringify({ ...result, costs }));
      writeFileSync(join(folder, `old-${name}`), JSON.stringify({ ...result, cold: undefined }));
      return readKept(join(folder, name));
    };
    try {
      const { kernels } = compareKept(keep('a', 0), keep('b', 25));
      assert.deepEqual(
        kernels.map(({ kernel, verdict }) => [kernel, verdict]),
        [['fib, cold process', 'SLOWER']],
      );
      assert.equal(readKept(join(folder, 'old-a')).kernels.size, 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
