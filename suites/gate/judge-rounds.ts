/** From rounds to rows: the verdict on a kernel's time, and on what its speed costs. */
import { SUITE_THRESHOLD, THRESHOLDS, type Threshold } from '../../ci/thresholds.ts';
import { describeSamples } from '../bench/samples.ts';
import { median } from '../bench/statistics.ts';
import { CHANNELS, type Channel, channelPairs, thresholdOf } from './channels.ts';
import type { CounterReport } from './counters.ts';
import { type Job, pairsOf, type Round, timeOf } from './measure.ts';
import { type Case, confirm, type FirstLook, type Judged, judgeSuite, lookFirst } from './method/judge.ts';
import type { Pair } from './method/pairs.ts';
import type { CostRow, GateResult, KernelRow } from './result.ts';

/** One thing that is judged, of one job's rounds. */
export interface Judging {
  readonly job: Job;
  readonly threshold: Threshold;
  /** null: the time of the steady calls. */
  readonly channel: Channel | null;
  readonly subject: Case;
  readonly first: readonly Pair[];
  readonly look: FirstLook;
}

/** The first look at everything that the jobs' rounds tell. `identity`: both commits. */
export function lookAtAll(jobs: readonly Job[], identity: string): Judging[] {
  return jobs.flatMap((job) => {
    const channels: (Channel | null)[] = CHANNELS.filter(({ from }) => from === job.kind);
    return (job.kind === 'steady' ? [null, ...channels] : channels).map((channel) => {
      const { kernel } = job.workload;
      const threshold = channel === null ? budgetOf(kernel) : thresholdOf(channel);
      const subject = {
        identity: [kernel, ...(channel ? [channel.name] : []), identity].join(' '),
        budget: threshold.budget,
      };
      const first = pairsIn(job, 'first', channel);
      return { job, threshold, channel, subject, first, look: lookFirst(subject, first) };
    });
  });
}

/** The jobs of which something is not settled. */
export function openJobs(judgings: readonly Judging[]): Job[] {
  const open = judgings.filter(({ job, look }) => job.fault === null && look.needsFresh);
  return [...new Set(open.map(({ job }) => job))];
}

/** Of all that was judged, after the fresh rounds. `counters`: by kernel. */
export async function rowsOf(
  judgings: readonly Judging[],
  counters: ReadonlyMap<string, CounterReport>,
): Promise<Pick<GateResult, 'kernels' | 'costs'>> {
  const kernels: Promise<KernelRow>[] = [];
  const costs: CostRow[] = [];
  for (const judging of judgings) {
    const { channel, job } = judging;
    if (channel) costs.push(costRow(judging, channel));
    else kernels.push(kernelRow(judging, counters.get(job.workload.kernel) ?? { changes: [], unsteady: [] }));
  }
  return { kernels: await Promise.all(kernels), costs };
}

function budgetOf(kernel: string): Threshold {
  const threshold = THRESHOLDS[kernel];
  if (!threshold) throw new Error(`ci/thresholds.ts has no row for ${kernel}`);
  return threshold;
}

function pairsIn({ rounds }: Job, stage: Round['stage'], channel: Channel | null): Pair[] {
  return channel === null ? pairsOf(rounds, stage) : channelPairs(rounds, stage, channel);
}

/** What the first look settles stays, whatever fresh rounds another look at the same kernel asked for. */
function judged({
  job,
  threshold,
  channel,
  subject,
  first,
  look,
}: Judging): Judged & Pick<KernelRow, 'first' | 'suspect'> {
  const { suspect } = look;
  if (job.fault !== null)
    return { verdict: 'ERROR', why: job.fault, effect: null, control: null, first: null, suspect };
  const fresh = pairsIn(job, 'fresh', channel);
  if (look.needsFresh && fresh.length > 0) {
    const confirmed = confirm(subject, first, fresh);
    const believed = channel?.wall ? believedOnQuietMachine(confirmed, threshold) : confirmed;
    return { ...believed, first: look.effect, suspect };
  }
  const { verdict, why, effect, control } = look;
  if (!look.needsFresh || verdict === 'CONTAMINATED') return { verdict, why, effect, control, first: null, suspect };
  const late = 'no time was left for fresh rounds';
  return { verdict: 'INCONCLUSIVE', why: late, effect, control, first: null, suspect };
}

/** Spread, as a multiple of what the budget was made for, above which a wall clock shows the neighbours. */
const BUSY = 3;

/**
 * Other work comes and goes over many rounds, so that rounds are not independent and an interval is too narrow: on a busy
 * machine a build against itself showed +15 % [+7, +29] in its fresh rounds.
 */
function believedOnQuietMachine(judgement: Judged, { noise }: Threshold): Judged {
  const { verdict, effect, control } = judgement;
  const spread = Math.max(effect?.spread ?? 0, control?.spread ?? 0);
  if ((verdict !== 'SLOWER' && verdict !== 'FASTER') || spread <= BUSY * noise) return judgement;
  const why = `a spread of ${(spread * 100).toFixed(0)} % by the wall's clock: the machine was busy`;
  return { ...judgement, verdict: 'INCONCLUSIVE', why };
}

async function kernelRow(judging: Judging, counters: CounterReport): Promise<KernelRow> {
  const { job, threshold } = judging;
  const { workload, rounds, fault } = job;
  const times = fault === null ? await describeTimes(rounds) : null;
  return { kernel: workload.kernel, threshold, ...judged(judging), times, counters, rounds };
}

function costRow(judging: Judging, channel: Channel): CostRow {
  const { job, threshold } = judging;
  const { name, unit, value } = channel;
  const told = judged(judging);
  const middle = (side: 'base' | 'head') => median(job.rounds.map((round) => value(round[side])));
  const values = told.verdict === 'ERROR' ? null : { base: middle('base'), head: middle('head') };
  return { kernel: job.workload.kernel, channel: name, unit, threshold, ...told, values };
}

async function describeTimes(rounds: readonly Round[]): Promise<KernelRow['times']> {
  const ms = (arm: 'base' | 'head' | 'controlBase') => rounds.map((round) => timeOf(round[arm]) / 1e6);
  const series = await describeSamples(
    new Map([
      ['base', ms('base')],
      ['head', ms('head')],
      ['control', ms('controlBase')],
    ]),
  );
  const [base, head, control] = ['base', 'head', 'control'].map((arm) => series.get(arm));
  return base && head && control ? { base, head, control } : null;
}

/** Of the first rounds of the kernels that gave valid ones. */
export function suiteRow(kernels: readonly KernelRow[], identity: string): GateResult['suite'] {
  const valid = kernels.filter(({ verdict }) => verdict !== 'ERROR' && verdict !== 'CONTAMINATED');
  const pairs = valid.map(({ rounds }) => pairsOf(rounds, 'first'));
  return { threshold: SUITE_THRESHOLD, ...judgeSuite({ identity, budget: SUITE_THRESHOLD.budget }, pairs) };
}
