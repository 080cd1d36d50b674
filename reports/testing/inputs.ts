/** Everything a performance page can show, made up. */
import { aDocument } from '../../suites/bench/testing/documents.ts';
import type { HistoryLine, KernelChange } from '../../suites/gate/history.ts';
import type { PerformanceInput } from '../performance/page.ts';
import type { GateResult } from '../results/gate-result.ts';

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

export const GATE: GateResult = {
  at: '2026-11-24T00:00:00.000Z',
  base: { label: 'main', commit: 'aaaaaaaaaaaa' },
  head: { label: 'working tree', commit: 'bbbbbbbbbbbb+' },
  kernels: [
    {
      kernel: 'fib',
      verdict: 'SLOWER',
      why: '',
      effect: { centre: 0.06, low: 0.04, high: 0.08 },
      counters: { changes: [{ name: 'exits.Overflow', base: 0, head: 12, worse: true }] },
    },
    {
      kernel: 'sieve',
      verdict: 'SAME',
      why: '',
      effect: { centre: 0.001, low: -0.01, high: 0.01 },
      counters: { changes: [] },
    },
    { kernel: 'matmul', verdict: 'ERROR', why: 'head: exit code 1', effect: null, counters: { changes: [] } },
  ],
  suite: { verdict: 'SAME', effect: { centre: 0.01, low: 0.002, high: 0.018 } },
};

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
