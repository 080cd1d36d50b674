/** Results that nobody measured, for specs of what is done with results. */

import type { Round } from '../measure.ts';
import { estimate } from '../method/estimate.ts';
import type { Pair } from '../method/pairs.ts';
import { logRatios } from '../method/pairs.ts';
import { seedOf } from '../method/random.ts';
import type { Verdict } from '../method/verdict.ts';
import { type CostRow, type GateResult, type KernelRow, RESULT_SCHEMA, RESULT_VERSION } from '../result.ts';
import type { Trial } from '../trial.ts';

const THRESHOLD = { budget: 0.05, noise: 0.01 };

function trial(ns: number): Trial {
  return { cpuNs: [ns], wallNs: [ns], result: '1', counters: { codeBytes: 500 } };
}

const ROUND: Round = {
  stage: 'first',
  begins: 'base',
  setting: { hashSeed: 0, pad: 0 },
  base: trial(2e6),
  head: trial(2e6),
  controlBase: trial(1e6),
  controlHead: trial(1e6),
};

const PAIR: Pair = { a: 2, b: 2, controlA: 1, controlB: 1 };
const EFFECT = estimate(logRatios([PAIR, PAIR, PAIR, PAIR, PAIR, PAIR]), seedOf('results'));

export function aRow(kernel: string, verdict: Verdict, change: Partial<KernelRow> = {}): KernelRow {
  const known = verdict !== 'ERROR';
  return {
    kernel,
    threshold: THRESHOLD,
    verdict,
    why: known ? '' : 'head: exit code 1',
    effect: known ? EFFECT : null,
    control: known ? EFFECT : null,
    first: null,
    suspect: 0,
    times: null,
    counters: { changes: [], unsteady: [] },
    rounds: known ? [ROUND, ROUND] : [],
    ...change,
  };
}

export function aCost(
  kernel: string,
  channel: CostRow['channel'],
  verdict: Verdict,
  change: Partial<CostRow> = {},
): CostRow {
  const { threshold, why, effect, control, first, suspect } = aRow(kernel, verdict);
  const unit = channel.endsWith('memory') ? 'MiB' : 'ms';
  const values = effect && { base: 10, head: 10 };
  return { kernel, channel, unit, threshold, verdict, why, effect, control, first, suspect, values, ...change };
}

export function aResult(kernels: readonly KernelRow[], change: Partial<GateResult> = {}): GateResult {
  const side = (label: string) => ({
    kind: 'commit' as const,
    label,
    commit: `${label}0123456789abcdef`,
    folder: `/${label}`,
    env: {},
  });
  return {
    schema: RESULT_SCHEMA,
    version: RESULT_VERSION,
    at: '2026-11-24T00:00:00.000Z',
    quick: false,
    seconds: 60,
    base: side('base'),
    head: side('head'),
    environment: { cpu: 'paper', cores: 2, kernel: '6', python: '3.13.0', node: 'v20', prefix: '' },
    notes: [],
    kernels,
    costs: [],
    cold: [],
    suite: { threshold: THRESHOLD, verdict: 'SAME', effect: EFFECT },
    ...change,
  };
}
