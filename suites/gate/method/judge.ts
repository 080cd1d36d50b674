/** The two stages: a first look at every kernel, and fresh rounds for those it does not settle. */
import { ESTIMATOR, type Estimate, type Estimator, estimate } from './estimate.ts';
import { controlRatios, faultOf, type Pair } from './pairs.ts';
import { type Seed, seedOf } from './random.ts';
import { suiteMean } from './suite-mean.ts';
import { FEWEST_ROUNDS, RULES, type Rules, type Verdict } from './verdict.ts';

/** Everything that a wrong method would do otherwise. */
export interface Method extends Estimator, Rules {
  /** The rounds that decide: the fresh ones alone, for the first were chosen by what they showed. */
  deciding(first: readonly Pair[], fresh: readonly Pair[]): readonly Pair[];
  /** All kernels in one number, of the first rounds of each: none of them was chosen. */
  mean(kernels: readonly (readonly number[])[], seed: Seed): Estimate;
}

export const METHOD: Method = { ...ESTIMATOR, ...RULES, deciding: (_first, fresh) => fresh, mean: suiteMean };

/** What the verdict is about; `identity` (kernel, both commits) is part of the seed. */
export interface Case {
  readonly identity: string;
  /** Share of time by which B may be slower: 0.05. */
  readonly budget: number;
}

export interface Judged {
  readonly verdict: Verdict;
  /** The rounds that decided; null for an ERROR. */
  readonly effect: Estimate | null;
  readonly control: Estimate | null;
  /** What is wrong with an ERROR, or what an INCONCLUSIVE could not see. */
  readonly why: string;
}

export interface FirstLook extends Judged {
  /** 1: seems slower, -1: seems faster. */
  readonly suspect: -1 | 0 | 1;
  /** Not settled: fresh rounds shall decide. */
  readonly needsFresh: boolean;
}

const broken = (why: string): Judged => ({ verdict: 'ERROR', effect: null, control: null, why });

/**
 * The verdict that one set of rounds supports. `suspected`: what rounds before these seemed to show, 1 slower, -1 faster;
 * null: there were none, and these were not chosen. An effect is told only where both looks agree.
 */
function judge(subject: Case, pairs: readonly Pair[], suspected: -1 | 0 | 1 | null, method: Method): Judged {
  const fault = faultOf(pairs);
  if (fault !== null) return broken(fault);
  const values = method.ratios(pairs);
  const effect = estimate(values, seedOf(subject.identity, values), method);
  const controls = controlRatios(pairs);
  const control = estimate(controls, seedOf(subject.identity, 'control', controls));
  const say = (verdict: Verdict, why = ''): Judged => ({ verdict, effect, control, why });
  if (pairs.length < FEWEST_ROUNDS) return say('INCONCLUSIVE', `${pairs.length} rounds are too few for an interval`);
  if (method.contaminated(control)) return say('CONTAMINATED', 'CPython, which is the same on both sides, moved too');
  if (suspected !== -1 && suspected !== 0 && method.slower(effect, subject.budget)) return say('SLOWER');
  if (suspected !== 1 && suspected !== 0 && method.faster(effect, subject.budget)) return say('FASTER');
  if (method.same(effect, subject.budget)) return say('SAME');
  return say('INCONCLUSIVE', `cannot rule out ${percent(subject.budget)}`);
}

const percent = (share: number) => `${(share * 100).toPrecision(2)} %`;

/** The first stage: settles what is the same; whatever else it shows is to be shown again. */
export function lookFirst(subject: Case, pairs: readonly Pair[], method: Method = METHOD): FirstLook {
  const judged = judge(subject, pairs, 0, method);
  const suspect = judged.effect === null ? 0 : method.suspect(judged.effect);
  return { ...judged, suspect, needsFresh: judged.verdict !== 'ERROR' && (suspect !== 0 || judged.verdict !== 'SAME') };
}

/** The second stage. `fresh`: rounds measured after the first look. */
export function confirm(
  subject: Case,
  first: readonly Pair[],
  fresh: readonly Pair[],
  method: Method = METHOD,
): Judged {
  const { suspect } = lookFirst(subject, first, method);
  return judge(subject, method.deciding(first, fresh), suspect, method);
}

/** Rounds that are all there ever will be, of two results kept in files; `method.ratios` may take the control out. */
export function judgeOnce(subject: Case, pairs: readonly Pair[], method: Method = METHOD): Judged {
  return judge(subject, pairs, null, method);
}

/** The whole suite's verdict: no second stage, so its budget is held to the interval of all kernels' first rounds. */
export function judgeSuite(
  subject: Case,
  kernels: readonly (readonly Pair[])[],
  method: Method = METHOD,
): { readonly verdict: Verdict; readonly effect: Estimate | null } {
  const ratios = kernels.map((pairs) => method.ratios(pairs));
  if (ratios.length === 0 || ratios.some(({ length }) => length < FEWEST_ROUNDS))
    return { verdict: 'INCONCLUSIVE', effect: null };
  const effect = method.mean(ratios, seedOf(subject.identity, ...ratios));
  if (method.slower(effect, subject.budget)) return { verdict: 'SLOWER', effect };
  if (method.faster(effect, subject.budget)) return { verdict: 'FASTER', effect };
  return { verdict: method.same(effect, subject.budget) ? 'SAME' : 'INCONCLUSIVE', effect };
}
