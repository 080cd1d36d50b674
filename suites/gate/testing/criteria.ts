/**
 * What the method must do on machines that exist on paper. Each criterion judges a whole method, the true one or a wrong
 * one: the specs ask that the first meets all and each of the others misses one.
 */
import { confirm, type Judged, lookFirst, type Method } from '../method/judge.ts';
import type { Pair } from '../method/pairs.ts';
import { seedOf } from '../method/random.ts';
import { VERDICTS, type Verdict } from '../method/verdict.ts';
import { HOSTILE, NOTHING, type Noise, paperMachine, QUIET, type Truth } from './noise.ts';

const FIRST_ROUNDS = 20;
const FRESH_ROUNDS = 40;
const BUDGET = 0.05;

/** Both stages, as the gate goes through them. */
export function bothStages(identity: string, source: (rounds: number) => Pair[], method: Method): Judged {
  const subject = { identity, budget: BUDGET };
  const first = source(FIRST_ROUNDS);
  const look = lookFirst(subject, first, method);
  return look.needsFresh ? confirm(subject, first, source(FRESH_ROUNDS), method) : look;
}

/** How often each verdict was given, of `draws` kernels; `enough`: the answer is known before the last. */
export function verdicts(
  draws: number,
  noise: Noise,
  truth: Truth,
  method: Method,
  enough: (counts: Readonly<Record<Verdict, number>>) => boolean = () => false,
): Readonly<Record<Verdict, number>> {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (let draw = 0; draw < draws && !enough(counts); draw++) {
    const identity = `${JSON.stringify([noise, truth])} ${draw}`;
    counts[bothStages(identity, paperMachine(identity, noise, truth), method).verdict]++;
  }
  return counts;
}

/** Share of `draws` kernels whose 95 % interval has the true effect inside. */
export function coverage(draws: number, rounds: number, noise: Noise, effect: number, method: Method): number {
  let inside = 0;
  for (let draw = 0; draw < draws; draw++) {
    const identity = `coverage ${rounds} ${draw}`;
    const values = method.ratios(paperMachine(identity, noise, { effect, slot: 1 })(rounds));
    const resamples = method.resample(values, seedOf(identity));
    const [low, high] = [
      resamples[Math.floor(resamples.length * 0.025)],
      resamples[Math.floor(resamples.length * 0.975)],
    ];
    if ((low ?? Number.NaN) <= Math.log(effect) && Math.log(effect) <= (high ?? Number.NaN)) inside++;
  }
  return inside / draws;
}

/** A sentence about what is missed, or null. */
export type Criterion = (method: Method) => string | null;

/** Of `draws` kernels with this noise and truth, at least this share gets the verdict. */
function mostly(verdict: Verdict, share: number, draws: number, noise: Noise, truth: Truth): Criterion {
  const missed = (counts: Readonly<Record<Verdict, number>>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0) - counts[verdict] > (1 - share) * draws;
  return (method) => {
    const counts = verdicts(draws, noise, truth, method, missed);
    return missed(counts) ? JSON.stringify(counts) : null;
  };
}

function never(verdict: Verdict, draws: number, noise: Noise, truth: Truth): Criterion {
  return (method) => {
    const counts = verdicts(draws, noise, truth, method, (so) => so[verdict] > 0);
    return counts[verdict] > 0 ? JSON.stringify(counts) : null;
  };
}

const slower = (effect: number): Truth => ({ effect, slot: 1 });
const spread = (value: number): Noise => ({ ...QUIET, spread: value });

function covers(rounds: number): Criterion {
  return (method) => {
    const share = coverage(400, rounds, QUIET, 1.05, method);
    return share >= 0.93 && share <= 0.985
      ? null
      : `${(share * 100).toFixed(1)} % of the intervals have the effect inside`;
  };
}

/** The machine gets 30 % slower from the first to the last round; the programs are the same. */
function withstandsDrift(method: Method): string | null {
  const pairs = paperMachine('drift', { ...spread(1e-9), drift: 0.3 }, NOTHING, 40)(40);
  const off = Math.abs(method.centre(method.ratios(pairs)));
  return off < 0.002 ? null : `a drift of the machine gives an effect of ${(off * 100).toFixed(2)} %`;
}

/** Wild rounds, two in a hundred of them, must not carry the estimate away. */
function withstandsWildRounds(method: Method): string | null {
  const pairs = paperMachine(
    'wild',
    spread(0.005),
    NOTHING,
  )(50).map((pair, round) => (round % 25 === 7 ? { ...pair, b: pair.b * 8 } : pair));
  const values = method.ratios(pairs);
  const resamples = method.resample(values, seedOf('wild'));
  const off = Math.max(Math.abs(method.centre(values)), resamples[Math.floor(resamples.length * 0.975)] ?? Number.NaN);
  return off < 0.005 ? null : `two wild rounds of fifty give an effect of ${(off * 100).toFixed(1)} %`;
}

/** Twice the rounds see an effect smaller by the root of two, and twice the spread one that is twice as large. */
function detectableScales(method: Method): string | null {
  const values = method.ratios(paperMachine('scale', QUIET, NOTHING)(40));
  const [once, twice] = [method.detectable(values), method.detectable([...values, ...values])];
  const wider = method.detectable(values.map((value) => 2 * value));
  const right = Math.abs(once / twice - Math.SQRT2) < 0.01 && Math.abs(wider / once - 2) < 0.01;
  return right && once > 0 ? null : `detectable: ${once}, with twice the rounds ${twice}, twice the spread ${wider}`;
}

/** An effect as large as what is said to be detectable is found in 80 % of the draws, by the interval alone. */
function detectableHolds(method: Method): string | null {
  let found = 0;
  for (let draw = 0; draw < 300; draw++) {
    const machine = paperMachine(`detect ${draw}`, QUIET, NOTHING);
    const said = method.detectable(method.ratios(machine(40)));
    const values = method.ratios(machine(40)).map((value) => value + said);
    if ((method.resample(values, seedOf(`detect ${draw}`))[50] ?? 0) > 0) found++;
  }
  return found >= 0.7 * 300 && found <= 0.93 * 300
    ? null
    : `effects as large as the detectable one are found in ${found} of 300`;
}

function sameDataSameVerdict(method: Method): string | null {
  const values = method.ratios(paperMachine('again', QUIET, NOTHING)(16));
  const once = method.resample(values, seedOf('again', values));
  const again = method.resample(values, seedOf('again', values));
  const other = method.resample(values, seedOf('another', values));
  if (!once.every((value, index) => value === again[index])) return 'the same data gives another interval';
  return once.some((value, index) => value !== other[index]) ? null : 'the seed changes nothing';
}

const suite = (effect: number, spreadOf: number) =>
  Array.from({ length: 12 }, (_, kernel) =>
    paperMachine(`suite ${effect} ${kernel}`, spread(spreadOf), slower(effect))(16),
  );

/** A slow-down of everything by 2.5 % shows in the mean; one kernel that is much slower does not stand for all. */
function suiteSees(method: Method): string | null {
  const uniform = method.mean(suite(1.025, 0.02).map(method.ratios), seedOf('suite'));
  if (!method.slower(uniform, 0.02)) return `2.5 % in each kernel: ${JSON.stringify(uniform)}`;
  const none = method.mean(suite(1, 0.02).map(method.ratios), seedOf('suite'));
  if (method.slower(none, 0.02) || method.faster(none, 0.02)) return `no effect: ${JSON.stringify(none)}`;
  const [first = [], ...others] = suite(1, 0.02);
  const one = [first.map((pair) => ({ ...pair, b: pair.b * 1.5 })), ...others].map(method.ratios);
  return method.slower(method.mean(one, seedOf('suite')), 0.02) ? 'one kernel of twelve stands for all' : null;
}

/** What an A/A run once showed, a list of 20 MB that got other pages: 2.4 % faster, where 3.7 % could be seen. */
function ignoresLuck(method: Method): string | null {
  const lucky = { rounds: 24, centre: 0.0243, low: 0.0101, high: 0.0492, low80: 0.0197, high80: 0.0333 };
  const known = { spread: 0.0508, detectable: 0.0363 };
  const mirrored = {
    centre: -lucky.centre,
    low: -lucky.high,
    high: -lucky.low,
    low80: -lucky.high80,
    high80: -lucky.low80,
  };
  if (method.slower({ ...lucky, ...known }, BUDGET)) return 'a narrow interval makes it slower';
  return method.faster({ ...lucky, ...known, ...mirrored }, BUDGET) ? 'a narrow interval makes it faster' : null;
}

export const CRITERIA = {
  'no effect, everything goes wrong: never SLOWER': never('SLOWER', 600, HOSTILE, NOTHING),
  'no effect, everything goes wrong: never FASTER': never('FASTER', 600, HOSTILE, NOTHING),
  'no effect, quiet: SAME': mostly('SAME', 0.98, 150, QUIET, NOTHING),
  '5 % slower at 2 % spread: SLOWER': mostly('SLOWER', 0.95, 100, spread(0.02), slower(1.05)),
  '5 % slower at 4 % spread: SLOWER': mostly('SLOWER', 0.9, 100, spread(0.04), slower(1.05)),
  '5 % slower at 6 % spread: SLOWER': mostly('SLOWER', 0.8, 200, spread(0.06), slower(1.05)),
  '5 % faster: FASTER': mostly('FASTER', 0.95, 100, spread(0.02), slower(1 / 1.05)),
  '10 % slower: never SAME': never('SAME', 100, spread(0.04), slower(1.1)),
  '3 % slower, measured well: SLOWER': mostly('SLOWER', 0.98, 100, spread(0.005), slower(1.03)),
  '1 % slower, measured well: not SLOWER': never('SLOWER', 100, spread(0.005), slower(1.01)),
  'a spread that hides 5 %: never SAME': never('SAME', 100, spread(0.2), slower(1)),
  'an interval that is narrow by luck is no effect': ignoresLuck,
  'the control moves with B: CONTAMINATED': mostly('CONTAMINATED', 0.99, 100, QUIET, { effect: 1, slot: 1.1 }),
  'the interval has the effect inside, 20 rounds': covers(20),
  'the interval has the effect inside, 40 rounds': covers(40),
  'a drift of 30 % is no effect': withstandsDrift,
  'wild rounds are no effect': withstandsWildRounds,
  'the detectable effect goes with spread and rounds': detectableScales,
  'the detectable effect is detected': detectableHolds,
  'the same data gives the same verdict': sameDataSameVerdict,
  'the mean of the suite sees what all kernels share': suiteSees,
} as const satisfies Record<string, Criterion>;

export type CriterionName = keyof typeof CRITERIA;
