/** What is judged of a kernel beside the time of its steady calls: the way to native code, and memory. */
import { COST_THRESHOLDS, type Threshold } from '../../ci/thresholds.ts';
import type { Round } from './measure.ts';
import type { Pair } from './method/pairs.ts';
import type { ColdStart, Trial } from './trial.ts';

/** A number of a trial; NaN where the trial has none, which the method takes for a fault. */
type Value = (trial: Trial) => number;

export interface Channel {
  readonly name: keyof typeof COST_THRESHOLDS;
  readonly unit: 'ms' | 'MiB';
  /** Whose rounds: of steady trials, or of those that begin with nothing compiled. */
  readonly from: 'steady' | 'cold';
  /** In `unit`. */
  readonly value: Value;
  /** What the machine would change alike, of CPython's trial, in any unit. */
  readonly control: Value;
  /** By the wall's clock, on which everything else that runs shows; the rest is processor time and memory. */
  readonly wall?: true;
}

const ofCold =
  (part: keyof ColdStart, divisor: number): Value =>
  ({ cold }) =>
    (cold?.[part] ?? Number.NaN) / divisor;

const MEMORY: Value = ({ peakKb }) => (peakKb ?? Number.NaN) / 1024;

export const CHANNELS: readonly Channel[] = [
  {
    name: 'first entry',
    unit: 'ms',
    from: 'cold',
    value: ofCold('firstEntryNs', 1e6),
    control: ofCold('ns', 1e6),
    wall: true,
  },
  { name: 'cold process', unit: 'ms', from: 'cold', value: ofCold('cpuNs', 1e6), control: ofCold('cpuNs', 1e6) },
  { name: 'memory', unit: 'MiB', from: 'steady', value: MEMORY, control: MEMORY },
  { name: 'engine memory', unit: 'MiB', from: 'cold', value: ofCold('engineKb', 1024), control: MEMORY },
];

/** The same for all kernels: the noise is that of starting, not of what is started. */
export function thresholdOf({ name }: Channel): Threshold {
  return COST_THRESHOLDS[name];
}

export function channelPairs(rounds: readonly Round[], stage: Round['stage'], { value, control }: Channel): Pair[] {
  return rounds
    .filter((round) => round.stage === stage)
    .map((round) => ({
      a: value(round.base),
      b: value(round.head),
      controlA: control(round.controlBase),
      controlB: control(round.controlHead),
    }));
}
