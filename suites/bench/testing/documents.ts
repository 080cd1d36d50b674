/** Results that nobody measured, for specs of what is done with results. */
import { type BenchDocument, documentOf } from '../document.ts';
import type { JitRun } from '../jit-run.ts';
import type { BenchReport } from '../run.ts';
import type { Series } from '../samples.ts';

const WOBBLE = [1, 1.01, 0.99, 1.02, 0.98, 1, 1.005];

/** Samples around `ms`, a few percent apart. */
export function aSeries(ms: number, rounds = WOBBLE.length): Series {
  const samplesMs = WOBBLE.slice(0, rounds).map((factor) => ms * factor);
  return { medianMs: ms, rmePercent: 1, samplesMs };
}

const JIT: JitRun = {
  regions: 2,
  entries: 40,
  requests: 2,
  codeBytes: 2048,
  compileMs: 31.5,
  exits: { Finished: 30, Overflow: 10 },
  bails: { Aborted: 1 },
  places: [
    { file: '/x/<fib>.py', line: 18, code: 'fib', reason: 'Overflow', sentence: 'an int outgrew 64 bits', count: 10 },
  ],
};

/** A result: tracejit's milliseconds by kernel; CPython takes 100, PyPy 2 and C 0.8 times as long in the steady part. */
export function aDocument(kernels: Readonly<Record<string, number>>, change: Partial<BenchReport> = {}): BenchDocument {
  const rows = Object.entries(kernels);
  const memory = new Map([
    ['cpython', 10_240],
    ['tracejit', 12_288],
  ]);
  return documentOf({
    at: '2026-11-24T10:00:00.000Z',
    host: { path: '/usr/bin/python3.13', build: '3.13.0', pgo: false },
    environment: {
      cpu: 'paper',
      cores: 2,
      memoryGb: 8,
      kernel: '6',
      python: '3.13.0',
      node: 'v20',
      tracejit: '0.1.0',
      commit: '0123456789abcdef0123456789abcdef01234567',
    },
    arms: [
      { name: 'cpython', command: ['python3.13'], version: '3.13.0', env: {} },
      { name: 'tracejit', command: ['tracejit', 'run'], version: '3.13.0', env: {} },
      { name: 'pypy3', command: ['pypy3'], version: '7.3', env: {} },
    ],
    quick: false,
    steady: rows.map(([kernel, ms]) => ({
      kernel,
      kind: 'scalar',
      arms: new Map([
        ['cpython', aSeries(ms * 100)],
        ['tracejit', { ...aSeries(ms), samplesMs: aSeries(ms).samplesMs.toReversed() }],
        ['pypy3', aSeries(ms * 2)],
        ['c', aSeries(ms * 0.8)],
      ]),
      warmUps: new Map(),
      rssKb: memory,
      jit: JIT,
      wrong: [],
    })),
    whole: rows.map(([kernel, ms]) => ({
      kernel,
      scale: 3,
      arms: new Map([
        ['cpython', aSeries(ms * 2000, 6)],
        ['tracejit', aSeries(ms * 200, 6)],
        ['tracejit-warm', aSeries(ms * 100, 6)],
      ]),
      rssKb: memory,
      jit: JIT,
      jitWarm: { ...JIT, requests: 0 },
      wrong: [],
    })),
    startup: rows.map(([kernel]) => ({ kernel, rounds: 3, stages: { recorded: 20, entered: 93 } })),
    spread: rows.map(([kernel, ms]) => ({ kernel, series: aSeries(ms) })),
    ...change,
  });
}
