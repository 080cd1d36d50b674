/** Two results of different times: each side's times over its own CPython's, because the machine was another one each time. */
import type { KeptResult } from './kept-result.ts';
import type { Estimate } from './method/estimate.ts';
import { type Judged, judgeOnce, METHOD } from './method/judge.ts';
import { normalisedRatios, type Pair } from './method/pairs.ts';

export const KEPT_COMPARISON_SCHEMA = 'tracejit-compare';

export interface KeptComparison {
  readonly schema: typeof KEPT_COMPARISON_SCHEMA;
  readonly version: 1;
  readonly a: string;
  readonly b: string;
  readonly kernels: readonly (Judged & { readonly kernel: string })[];
  /** Kernels that one side lacks. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** The control's movement has been taken out of the ratios: it is judged all the same, because it is seldom the same for both. */
const NORMALISED = { ...METHOD, ratios: normalisedRatios };

export function compareKept(a: KeptResult, b: KeptResult): KeptComparison {
  const shared = [...a.kernels.keys()].filter((kernel) => b.kernels.has(kernel));
  return {
    schema: KEPT_COMPARISON_SCHEMA,
    version: 1,
    a: a.label,
    b: b.label,
    kernels: shared.map((kernel) => ({ kernel, ...judgeKernel(kernel, a, b) })),
    onlyA: [...a.kernels.keys()].filter((kernel) => !b.kernels.has(kernel)),
    onlyB: [...b.kernels.keys()].filter((kernel) => !a.kernels.has(kernel)),
  };
}

function judgeKernel(kernel: string, a: KeptResult, b: KeptResult): Judged {
  const [one, two] = [a.kernels.get(kernel), b.kernels.get(kernel)];
  const rounds = Math.min(one?.jit.length ?? 0, two?.jit.length ?? 0);
  const pairs = Array.from(
    { length: rounds },
    (_, round): Pair => ({
      a: one?.jit[round] ?? Number.NaN,
      b: two?.jit[round] ?? Number.NaN,
      controlA: one?.control[round] ?? Number.NaN,
      controlB: two?.control[round] ?? Number.NaN,
    }),
  );
  const budget = Math.min(one?.budget ?? Number.NaN, two?.budget ?? Number.NaN);
  return judgeOnce({ identity: `${kernel} ${a.label} ${b.label}`, budget }, pairs, NORMALISED);
}

export function formatKept({ a, b, kernels, onlyA, onlyB }: KeptComparison): string {
  const width = Math.max(15, ...kernels.map(({ kernel }) => kernel.length + 1));
  const head = `${'kernel'.padEnd(width)}${'B/A'.padStart(8)}   ${'95 % interval'.padEnd(16)}${'rounds'.padStart(7)}${'CPython B/A'.padStart(13)}  verdict`;
  const lines = kernels.map(({ kernel, effect, control, verdict, why }) => {
    const interval = effect ? `${ratio(effect.low)} .. ${ratio(effect.high)}` : '';
    const columns = [
      ratio(effect?.centre).padStart(8),
      '   ',
      interval.padEnd(16),
      String(effect?.rounds ?? '').padStart(7),
    ];
    return `${kernel.padEnd(width)}${columns.join('')}${moved(control).padStart(13)}  ${verdict}${why === '' ? '' : `: ${why}`}`;
  });
  const missing = [
    ...(onlyA.length > 0 ? [`only in ${a}: ${onlyA.join(', ')}`] : []),
    ...(onlyB.length > 0 ? [`only in ${b}: ${onlyB.join(', ')}`] : []),
  ];
  const note = 'ratios are over the CPython beside them: the results are of different times';
  return [`tracejit compare: A ${a}, B ${b}`, '', head, ...lines, '', ...missing, note].join('\n');
}

const ratio = (log: number | undefined) => (log === undefined ? '' : Math.exp(log).toFixed(3));
const moved = (control: Estimate | null) => ratio(control?.centre);
