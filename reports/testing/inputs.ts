/** Everything a performance page can show, made up. */

import { aDocument } from '../../suites/bench/testing/documents.ts';
import type { HistoryLine, KernelChange } from '../../suites/gate/history.ts';
import { aResult, aRow } from '../../suites/gate/testing/results.ts';
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

export const GATE = aResult([
  aRow('fib', 'SLOWER', { effect: effect(0.06), counters: GROWN }),
  aRow('sieve', 'SAME', { effect: effect(0.001) }),
  aRow('matmul', 'ERROR'),
]);

const TIMES = { 'sum-range': 5, xorshift: 5, collatz: 6, mandelbrot: 10, fib: 21, 'pi-lcg': 4, sieve: 81, matmul: 13 };

export const EVERYTHING: PerformanceInput = {
  bench: aDocument(TIMES),
  gate: GATE,
  history: { lines: Array.from({ length: 30 }, (_, k) => line(k)), changes: [CHANGE] },
  explained: [
    {
      program: '</script><b>my.py',
      places: [{ file: 'my.py', line: 3, code: 'f', reason: 'Poll', sentence: 'a signal came', count: 7 }],
      bails: {},
    },
  ],
};
