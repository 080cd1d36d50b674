/** Whole random programs: what is drawn of one, and the arbitraries that the campaign uses. */
import * as fc from 'fast-check';
import { Drawing } from './draw.ts';
import { emitProgram } from './emit.ts';
import { type ClipName, POLICIES, POLICY_NAMES, type PolicyName } from './policies.ts';
import type { Walk } from './scope.ts';
import { type NameSort, NAME_SORTS, POOLS } from './terminals.ts';
import type { Node, Sort } from './tree.ts';
import { BOUNDARIES, pick, weighted } from './values.ts';

/** A program that ends, in few seconds even where it is interpreted. */
export interface GeneratedProgram {
  /** Plain Python 3.13 that follows the conventions of suites/oracle/observation.ts. */
  readonly source: string;
  readonly policy: PolicyName;
  /** Passes of the longest loop: a threshold above it leaves the program interpreted. */
  readonly passes: number;
  /** Rows of the grammar that it was made of. */
  readonly kinds: readonly string[];
}

/** One argument of a later call of f that differs from the first call's. */
export interface Change {
  /** Which name, counted round. */
  readonly which: number;
  readonly scalar: Node;
  readonly list: Node;
}

export interface HelperDraft {
  readonly body: Node;
  readonly result: Node;
}

/** What is drawn; emit.ts makes a program of it. */
export interface Draft {
  readonly place: 'function' | 'module';
  readonly clip: ClipName;
  readonly walk: Walk | null;
  readonly before: Node;
  readonly hot: Node;
  readonly after: Node;
  /** What each name begins with, of all pools. */
  readonly starts: ReadonlyMap<string, Node>;
  /** Bit k: the k-th name that f uses is a local of it, no parameter. */
  readonly locals: number;
  readonly calls: readonly (readonly Change[])[];
  /** Exceptions of f are caught and kept. */
  readonly guarded: boolean;
  /** The second list of each pair is the first. */
  readonly aliased: boolean;
  readonly helpers: readonly HelperDraft[];
}

const START_SORTS: Readonly<Record<NameSort, Sort>> = {
  intname: 'intstart',
  floatname: 'floatstart',
  boolname: 'flag',
  numbername: 'numberstart',
  anyname: 'anystart',
  strname: 'strliteral',
  intsname: 'intsstart',
  floatsname: 'floatsstart',
  numbersname: 'numbersstart',
  dictname: 'intstart',
  setname: 'intstart',
};

/** Of 100, shrinking to `usual`. */
function sometimes<T>(percent: number, usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return weighted([100 - percent, fc.constant(usual)], [percent, other]);
}

/** Away from zero mostly: code that has seen ints of more than 64 bits only is never native. */
const walks: fc.Arbitrary<Walk> = fc
  .tuple(
    pick(BOUNDARIES.filter((edge) => edge <= 1n << 63n)),
    fc.boolean(),
    fc.integer({ min: 1, max: 3 }),
    pick([false, false, false, true]),
  )
  .map(([edge, negative, step, inwards]) => ({
    edge: negative ? -edge : edge,
    step: BigInt(negative === inwards ? step : -step),
  }));

function drafts(policy: PolicyName): fc.Arbitrary<Draft> {
  const drawing = new Drawing(policy);
  const { walks: walking, uncaught, clips } = POLICIES[policy];
  const names = NAME_SORTS.flatMap((sort) => POOLS[sort].map((name) => ({ name, sort: START_SORTS[sort] })));
  const starts = fc
    .tuple(...names.map(({ sort }) => drawing.node(sort)))
    .map((nodes) => new Map(names.map(({ name }, index) => [name, nodes[index] as Node])));
  const change: fc.Arbitrary<Change> = fc.record({
    which: fc.nat({ max: 11 }),
    scalar: drawing.node('given'),
    list: drawing.node('givenlist'),
  });
  const helper = (result: Sort): fc.Arbitrary<HelperDraft> =>
    fc.record({ body: drawing.node('block', 1), result: drawing.node(result) });
  const clip = Object.entries(clips).map(([name, weight]) => [weight, fc.constant(name as ClipName)] as const);
  return fc.record({
    place: sometimes<'function' | 'module'>(12, 'function', fc.constant('module')),
    clip: weighted(...clip),
    walk: sometimes<Walk | null>(walking, null, walks),
    before: drawing.node('block', 0),
    hot: drawing.node('hot', 3),
    after: drawing.node('block', 0),
    starts,
    locals: fc.nat({ max: 0x3f }),
    calls: fc.array(fc.array(change, { maxLength: 2, size: 'max' }), { maxLength: 3, size: 'max' }),
    guarded: sometimes(uncaught, true, fc.constant(false)),
    aliased: sometimes(policy === 'containers' ? 50 : 10, false, fc.constant(true)),
    helpers: fc.tuple(helper('clipped'), helper('float'), helper('clipped')),
  });
}

/**
 * Random programs under one policy. Without fast-check's bias, which makes the first programs of a run small and full of
 * zeros: every program of a campaign is drawn alike, and values.ts has the edges.
 */
export function programsOf(policy: PolicyName): fc.Arbitrary<GeneratedProgram> {
  return fc.noBias(drafts(policy)).map((draft) => ({ ...emitProgram(draft), policy }));
}

/** Random programs, each under a policy drawn for it. */
export function programs(): fc.Arbitrary<GeneratedProgram> {
  const options = POLICY_NAMES.map((policy) => [POLICIES[policy].weight, programsOf(policy)] as const);
  return weighted(...options);
}
