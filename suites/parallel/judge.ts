/** From the times of rounds to a verdict: pure, no clock and no process. */
import { median, medianInterval, roundRatios } from '../bench/statistics.ts';
import type { Estimate, ParallelVerdict, ThreadsRow } from './result.ts';

/** Milliseconds by round; the same index is the same round. */
export interface RoundTimes {
  readonly serial: readonly number[];
  readonly parallel: readonly number[];
  /** The C twin on one thread, and on as many as `parallel`. */
  readonly controlOne: readonly number[];
  readonly controlMany: readonly number[];
}

export interface Subject {
  readonly threads: number;
  /** Whether a counter says that loops ran in parallel. */
  readonly ranParallel: boolean;
  /** Whether a side's result is another one than the serial one's. */
  readonly wrong: boolean;
  /** Bytes that a run reads, where no cache holds them. */
  readonly bytes?: number;
}

/** Of what C gains. */
const DEMANDED_SHARE = 0.9;

/** A round in which C itself gains less than this, for each thread (1.7 for 2), says nothing: somebody else was at work. */
const CONTROL_FOR_EACH_THREAD = 0.85;

/** As statistics.ts: below six there is no interval. */
const FEWEST_ROUNDS = 6;

export function judgeThreads(times: RoundTimes, subject: Subject): ThreadsRow {
  const gains = roundRatios(times.serial, times.parallel);
  const controls = roundRatios(times.controlOne, times.controlMany);
  const isKept = (_: number, round: number) => enough(controls[round] ?? 0, subject);
  const kept = gains.filter(isKept).length;
  // Where none is kept the numbers of all are shown: the verdict says what they are worth.
  const shown = <T>(values: readonly T[]) =>
    kept === 0 ? values : values.filter(isKept as (_: T, k: number) => boolean);
  const share = estimate(roundRatios(shown(gains), shown(controls)));
  const bandwidth = subject.bytes === undefined ? null : bandwidthOf(times, subject.bytes);
  return {
    threads: subject.threads,
    ratioToSerial: estimate(shown(gains)),
    controlRatio: estimate(shown(controls)),
    share,
    roundsKept: kept,
    roundsDropped: gains.length - kept,
    verdict: verdictOf(subject, { kept, dropped: gains.length - kept, share: share.median }, bandwidth),
    ...(bandwidth ? { bandwidth } : {}),
  };
}

/** What the memory allows is known from the control alone: where it is the limit no round is dropped for it. */
function enough(control: number, { threads, bytes }: Subject): boolean {
  return control >= (bytes === undefined ? CONTROL_FOR_EACH_THREAD * threads : 1);
}

function verdictOf(
  { ranParallel, wrong }: Subject,
  { kept, dropped, share }: { readonly kept: number; readonly dropped: number; readonly share: number },
  bandwidth: { readonly ours: number; readonly control: number } | null,
): ParallelVerdict {
  if (wrong) return 'WRONG';
  if (!ranParallel) return 'SERIAL';
  if (kept < FEWEST_ROUNDS || dropped > kept) return 'INCONCLUSIVE';
  const atTheLimit = bandwidth !== null && bandwidth.ours >= DEMANDED_SHARE * bandwidth.control;
  return share >= DEMANDED_SHARE || atTheLimit ? 'MET' : 'MISSED';
}

function bandwidthOf({ parallel, controlMany }: RoundTimes, bytes: number) {
  const perSecond = (ms: readonly number[]) => bytes / (median(ms) * 1e6);
  return { ours: perSecond(parallel), control: perSecond(controlMany) };
}

export function estimate(ratios: readonly number[]): Estimate {
  const interval = medianInterval(ratios);
  return { median: median(ratios), low: interval?.low ?? null, high: interval?.high ?? null };
}
