/** A machine that exists on paper: times as a shared two-core computer gives them, with an effect that is known. */
import type { Pair } from '../method/pairs.ts';
import { randomFrom, seedOf } from '../method/random.ts';

export interface Noise {
  /** Robust spread of ln(B/A) in a round, from the heavy-tailed part alone. */
  readonly spread: number;
  /** Share of the trials that take twice as long. */
  readonly spikes: number;
  /** Strength of a slow wave (AR(1), correlation 0.95 from slot to slot) that all arms ride on. */
  readonly wave: number;
  /** Other work comes and goes: share of the time it is there; everything then takes 1.4 times as long. */
  readonly load: number;
  /** The machine gets slower by this share from the first slot to the last, linearly. */
  readonly drift: number;
}

export const QUIET: Noise = { spread: 0.02, spikes: 0, wave: 0, load: 0, drift: 0 };
/** Everything that goes wrong at once; the spread is the worst that was measured. */
export const HOSTILE: Noise = { spread: 0.04, spikes: 0.1, wave: 0.02, load: 0.3, drift: 0.05 };

/** What is true of the paper machine's programs. */
export interface Truth {
  /** B's time over A's. */
  readonly effect: number;
  /** Whatever runs in B's half of a round takes that many times as long, the control too. */
  readonly slot: number;
}

export const NOTHING: Truth = { effect: 1, slot: 1 };

/** A value of Student's distribution with three degrees of freedom: heavy tails. */
function heavy(random: () => number): number {
  const squares = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
  return normal(random) / Math.sqrt(squares / 3);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The scaled median absolute deviation of that distribution. */
const HEAVY_SPREAD = 1.134;

/** A source of rounds of one kernel: each call measures some more on the same machine, which remembers where it was. */
export function paperMachine(seed: string, noise: Noise, truth: Truth, roundsInAll = 100): (rounds: number) => Pair[] {
  const random = randomFrom(seedOf(seed));
  const slots = roundsInAll * 4;
  let [slot, wave, loaded] = [0, 0, random() < noise.load];
  const trial = (factor: number) => {
    wave = 0.95 * wave + noise.wave * Math.sqrt(1 - 0.95 ** 2) * normal(random);
    if (random() < 0.1) loaded = random() < noise.load;
    const spike = random() < noise.spikes ? 2 : 1;
    const drift = 1 + (noise.drift * slot++) / slots;
    const jitter = Math.exp((heavy(random) * noise.spread) / (HEAVY_SPREAD * Math.SQRT2) + wave);
    return 20e6 * factor * jitter * spike * drift * (loaded ? 1.4 : 1);
  };
  const half = (which: 'A' | 'B') => {
    const factor = which === 'B' ? truth.slot : 1;
    return { control: trial(factor), time: trial(which === 'B' ? factor * truth.effect : factor) };
  };
  let round = 0;
  return (rounds) =>
    Array.from({ length: rounds }, () => {
      const first = round++ % 2 === 0 ? 'A' : 'B';
      const [one, two] = [half(first), half(first === 'A' ? 'B' : 'A')];
      const [a, b] = first === 'A' ? [one, two] : [two, one];
      return { a: a.time, b: b.time, controlA: a.control, controlB: b.control };
    });
}
