/** What a gate or a comparison found, as it is kept: `--json`, schema version 1. */
import type { Threshold } from '../../ci/thresholds.ts';
import type { Series } from '../bench/samples.ts';
import type { Channel } from './channels.ts';
import { type CounterReport, SIZES } from './counters.ts';
import type { Environment } from './environment.ts';
import type { Round } from './measure.ts';
import type { Estimate } from './method/estimate.ts';
import { VERDICTS, type Verdict } from './method/verdict.ts';

export const RESULT_SCHEMA = 'tracejit-gate';
export const RESULT_VERSION = 1;

export interface SideFacts {
  readonly kind: 'commit' | 'folder';
  readonly label: string;
  readonly commit: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Effects are natural logarithms of ratios, head over base. */
interface Row {
  readonly kernel: string;
  readonly threshold: Threshold;
  readonly verdict: Verdict;
  readonly why: string;
  /** Of the rounds that decided. */
  readonly effect: Estimate | null;
  readonly control: Estimate | null;
  /** The first look, where fresh rounds decided. */
  readonly first: Estimate | null;
  readonly suspect: -1 | 0 | 1;
}

/** The time of the steady program. */
export interface KernelRow extends Row {
  /** Times of a call, one for each round, as tinybench describes them; null for an ERROR. */
  readonly times: { readonly base: Series; readonly head: Series; readonly control: Series } | null;
  readonly counters: CounterReport;
  readonly rounds: readonly Round[];
}

/** What a kernel's speed costs: one channel of it. SLOWER is more of it, FASTER is less, of memory too. */
export interface CostRow extends Row {
  readonly channel: Channel['name'];
  readonly unit: Channel['unit'];
  /** Medians over the rounds, in `unit`; null for an ERROR. */
  readonly values: { readonly base: number; readonly head: number } | null;
}

export interface GateResult {
  readonly schema: typeof RESULT_SCHEMA;
  readonly version: typeof RESULT_VERSION;
  readonly at: string;
  readonly quick: boolean;
  /** Seconds of measuring. */
  readonly seconds: number;
  readonly base: SideFacts;
  readonly head: SideFacts;
  readonly environment: Environment;
  readonly notes: readonly string[];
  readonly kernels: readonly KernelRow[];
  /** Parts added later than the rest of version 1: a result kept before has none. */
  readonly costs: readonly CostRow[];
  /** Rounds that begin with nothing compiled; the first entry, the cold process and the engine's memory are theirs. */
  readonly cold: readonly { readonly kernel: string; readonly rounds: readonly Round[] }[];
  readonly suite: { readonly threshold: Threshold; readonly verdict: Verdict; readonly effect: Estimate | null };
}

/** `unmeasured`: no regression was shown, but something could not be measured, or nothing was seen at all. */
export type Outcome = 'pass' | 'regression' | 'unmeasured';

export interface Leniency {
  /** INCONCLUSIVE counts as not measured. */
  readonly strict: boolean;
  /** Counters are told and not judged. */
  readonly acceptCounters: boolean;
}

export function outcomeOf(result: GateResult, { strict, acceptCounters }: Leniency): Outcome {
  const steady = result.kernels.map(({ verdict }) => verdict);
  const verdicts = [...steady, ...result.costs.map(({ verdict }) => verdict)];
  const worse = result.kernels.some((row) => worseCounters(row).length > 0);
  if (verdicts.includes('SLOWER') || result.suite.verdict === 'SLOWER' || (worse && !acceptCounters))
    return 'regression';
  const blind: readonly Verdict[] = ['ERROR', 'CONTAMINATED', ...(strict ? (['INCONCLUSIVE'] as const) : [])];
  const nothingSeen = steady.every((verdict) => verdict === 'INCONCLUSIVE');
  return nothingSeen || blind.some((verdict) => verdicts.includes(verdict)) ? 'unmeasured' : 'pass';
}

/** Names of the counters that got worse. A kernel that is faster may have more code for it. */
export function worseCounters({ counters, verdict }: KernelRow): readonly string[] {
  return counters.changes
    .filter(({ name, worse }) => worse && !(verdict === 'FASTER' && SIZES.includes(name)))
    .map(({ name }) => name);
}

/** Of memory there is no slow and fast. */
export function verdictWord({ unit, verdict }: CostRow): Verdict | 'LARGER' | 'SMALLER' {
  if (unit !== 'MiB') return verdict;
  return verdict === 'SLOWER' ? 'LARGER' : verdict === 'FASTER' ? 'SMALLER' : verdict;
}

export function countVerdicts(kernels: readonly KernelRow[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict) => kernels.filter((row) => row.verdict === verdict).length;
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}
