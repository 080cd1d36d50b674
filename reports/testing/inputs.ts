/** Everything a performance page can show, made up. */

import { aDocument } from '../../suites/bench/testing/documents.ts';
import { KEPT_COMPARISON_SCHEMA, type KeptComparison } from '../../suites/gate/compare-kept.ts';
import type { HistoryLine, KernelChange } from '../../suites/gate/history.ts';
import { aCost, aResult, aRow } from '../../suites/gate/testing/results.ts';
import {
  PARALLEL_SCHEMA,
  PARALLEL_VERSION,
  type ParallelDocument,
  type ParallelVerdict,
} from '../../suites/parallel/result.ts';
import type { PerformanceInput } from '../performance/page.ts';

const ENVIRONMENT = { cpu: 'paper', cores: 2, kernel: '6', python: '3.13.0', node: 'v20', prefix: '' };

function line(k: number): HistoryLine {
  const overControl = -3 + (k < 20 ? 0 : 0.06) + 0.005 * Math.sin(k * 13);
  const told = { version: 1, at: '', kernel: 'fib', verdict: 'SAME', effect: null, counters: {} } as const;
  return { ...told, commit: `${k}abcdef0123`, overControl, environment: ENVIRONMENT };
}

const CHANGE: KernelChange = {
  kernel: 'fib',
  at: 20,
  before: -3,
  after: -2.94,
  p: 1e-6,
  from: '19abcdef',
  to: '20abcdef',
};

const KNOWN = aRow('fib', 'SAME');
const effect = (centre: number) => KNOWN.effect && { ...KNOWN.effect, centre, low: centre - 0.02, high: centre + 0.02 };
const GROWN = { changes: [{ name: 'exits.Overflow', base: 0, head: 12, worse: true }], unsteady: [] };

export const GATE = aResult(
  [
    aRow('fib', 'SLOWER', { effect: effect(0.06), counters: GROWN }),
    aRow('sieve', 'SAME', { effect: effect(0.001) }),
    aRow('matmul', 'ERROR'),
  ],
  {
    costs: [
      aCost('fib', 'first entry', 'SAME'),
      aCost('fib', 'memory', 'SLOWER', { effect: effect(0.04), values: { base: 12, head: 12.5 } }),
    ],
  },
);

export const COMPARISON: KeptComparison = {
  schema: KEPT_COMPARISON_SCHEMA,
  version: 1,
  a: 'base.json',
  b: 'he`ad.json',
  kernels: [{ kernel: 'my.py, whole process', verdict: 'SLOWER', effect: effect(0.1), control: null, why: '' }],
  onlyA: [],
  onlyB: [],
};

const around = (median: number) => ({ median, low: median * 0.97, high: median * 1.04 });
const threads = (count: number, median: number, verdict: ParallelVerdict) => ({
  threads: count,
  ratioToSerial: around(median),
  controlRatio: around(count * 0.97),
  share: around(median / count / 0.97),
  roundsKept: 14,
  roundsDropped: count === 4 ? 2 : 0,
  verdict,
});

export const PARALLEL: ParallelDocument = {
  schema: PARALLEL_SCHEMA,
  version: PARALLEL_VERSION,
  at: '2026-11-25T00:00:00.000Z',
  quick: false,
  environment: aDocument({}).environment,
  loops: [
    {
      kernel: 'mandelbrot',
      file: '/work/suites/kernels/mandelbrot/kernel.py',
      line: 12,
      verdict: 'Parallel',
      reason: 'Independent',
      detail: 'each iteration appends to row and reads width, height and limit',
    },
    {
      kernel: 'spectral-norm',
      file: '/work/suites/kernels/spectral-norm/kernel.py',
      line: 31,
      verdict: 'Serial',
      reason: 'CarriedValue',
      detail: 'total (line 33) is read from <the iteration before>',
    },
  ],
  kernels: [
    {
      name: 'mandelbrot',
      threads: [threads(2, 1.92, 'MET'), threads(4, 3.7, 'MET')],
      peer: { name: 'Numba', ratio: around(1.2) },
    },
    {
      name: 'sieve',
      threads: [
        { ...threads(2, 0.9, 'INCONCLUSIVE'), ratioToSerial: { median: 0.9, low: null, high: null }, roundsKept: 0 },
      ],
    },
  ],
};

const TIMES = { 'sum-range': 5, xorshift: 5, collatz: 6, mandelbrot: 10, fib: 21, 'pi-lcg': 4, sieve: 81, matmul: 13 };

export const EVERYTHING: PerformanceInput = {
  bench: aDocument(TIMES),
  gate: GATE,
  history: { lines: Array.from({ length: 30 }, (_, k) => line(k)), changes: [CHANGE] },
  parallel: PARALLEL,
  explained: [
    {
      program: '</script><b>my.py',
      places: [{ file: 'my.py', line: 3, code: 'f', reason: 'Poll', sentence: 'a signal came', count: 7 }],
      bails: {},
    },
  ],
};
