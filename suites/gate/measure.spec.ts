import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Job, measureRounds, pairsOf, type RoundProgress } from './measure.ts';
import { seedOf } from './method/random.ts';
import type { Arm } from './trial.ts';
import { findWorkloads } from './workloads.ts';

/** Writes down each start, and answers at once; for the kernel fib the head crashes. */
const STAND_IN = `
echo "$0 $(basename $(dirname $2)) $PYTHONHASHSEED" >>"$LOG"
case "$0 $2" in head*fib*) exit 9 ;; esac
echo '{"cpuNs":[3000,2000,4000],"wallNs":[1],"result":"'$RESULT'"}'`;

describe('rounds (start sh)', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-gate-spec-'));
    log = join(folder, 'log');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function bench(seed: string, headResult = '1', told: RoundProgress[] = []): Bench {
    const arm = (name: Arm['name'], result = '1'): Arm => ({
      name,
      command: ['sh', '-c', STAND_IN, name],
      env: { LOG: log, RESULT: result },
    });
    const arms = { base: arm('base'), head: arm('head', headResult), control: arm('control') };
    return { arms, prefix: [], seed: seedOf(seed), progress: (progress) => told.push(progress) };
  }

  function jobs(...names: string[]): Job[] {
    return findWorkloads(names).map((workload) => ({ workload, kind: 'steady', rounds: [], fault: null }));
  }

  const started = () =>
    readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));

  it('begin with each side in turn, a control beside each, all of a round with one seed', () => {
    const [job] = jobs('matmul');
    assert.ok(job);
    measureRounds([job], 'first', 4, Number.POSITIVE_INFINITY, bench('turns'));
    const order = started().map(([arm]) => arm);
    const [one, two] = [
      ['control', 'base', 'control', 'head'],
      ['control', 'head', 'control', 'base'],
    ];
    assert.deepEqual(order, [...one, ...two, ...one, ...two]);
    const seeds = started().map(([, , seed]) => seed);
    assert.equal(new Set(seeds.slice(0, 4)).size, 1);
    assert.equal(new Set(seeds).size, 4);
    assert.deepEqual(
      job.rounds.map(({ begins }) => begins),
      ['base', 'head', 'base', 'head'],
    );
    assert.deepEqual(pairsOf(job.rounds, 'first')[0], { a: 2000, b: 2000, controlA: 2000, controlB: 2000 });
    assert.deepEqual(pairsOf(job.rounds, 'fresh'), []);
  });

  it('take the kernels in an order of chance', () => {
    measureRounds(jobs('matmul', 'collatz', 'sieve'), 'first', 6, Number.POSITIVE_INFINITY, bench('order'));
    const orders = Array.from({ length: 6 }, (_, round) =>
      started()
        .slice(round * 12, round * 12 + 12)
        .filter((_, k) => k % 4 === 0)
        .map(([, kernel]) => kernel)
        .join(' '),
    );
    assert.ok(new Set(orders).size > 2, orders.join('; '));
  });

  it('go on without a kernel whose head crashes', () => {
    const measured = jobs('fib', 'sieve');
    measureRounds(measured, 'first', 2, Number.POSITIVE_INFINITY, bench('crash'));
    assert.deepEqual(
      measured.map(({ rounds, fault }) => [rounds.length, fault]),
      [
        [0, 'head, fib: exit code 9: '],
        [2, null],
      ],
    );
  });

  it('end for a kernel whose sides give different results', () => {
    const [job] = jobs('sieve');
    assert.ok(job);
    measureRounds([job], 'first', 2, Number.POSITIVE_INFINITY, bench('differ', '2'));
    assert.deepEqual([job.rounds.length, job.fault], [0, "head's result is 2, base's is 1"]);
  });

  it('stop in time, after an even number, and tell how far they are', () => {
    const [job] = jobs('sieve');
    assert.ok(job);
    const told: RoundProgress[] = [];
    measureRounds([job], 'first', 1000, performance.now() + 300, bench('time', '1', told));
    assert.ok(job.rounds.length > 0 && job.rounds.length < 1000);
    assert.equal(job.rounds.length % 2, 0);
    assert.equal(told.length, job.rounds.length);
    assert.deepEqual([told[0]?.round, told[0]?.rounds, told[0]?.secondsLeft], [1, 1000, 0]);
    assert.ok((told[1]?.secondsLeft ?? 0) > 0);
  });
});
