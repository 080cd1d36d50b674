/** What is drawn of a program: trees, literals and choices, each by itself, so that each shrinks by itself. */
import * as fc from 'fast-check';
import { Drawing } from './draw.ts';
import { type ClipName, POLICIES, type PolicyName } from './policies.ts';
import type { Walk } from './scope.ts';
import { NAME_SORTS, type NameSort, POOLS } from './terminals.ts';
import type { Node, Sort } from './tree.ts';
import { BOUNDARIES, pick, weighted } from './values.ts';

/** One argument of a later call of f that differs from the first call's. */
export interface Change {
  /** Which name, counted round. */
  readonly which: number;
  /** For a number. */
  readonly scalar: Node;
  readonly list: Node;
  /** For a name that may hold anything. */
  readonly other: Node;
}

/** A later call of f. */
export interface Call {
  /** What main does before it. */
  readonly patch: Node;
  readonly changes: readonly Change[];
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
  readonly calls: readonly Call[];
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
  noisyname: 'noisystart',
  intsname: 'intsstart',
  floatsname: 'floatsstart',
  numbersname: 'numbersstart',
  doublesname: 'doublesstart',
  wordsname: 'wordsstart',
  bytesname: 'bytesstart',
  dictname: 'intstart',
  setname: 'intstart',
};

/**
 * Functions that f, and helpers after them, may call: with what they are given by name, and what is drawn of them.
 * The body of h5 is that of a function which calls itself, `depth` times at most.
 */
export const HELPERS = [
  { name: 'h0', parameters: ['a', 'b=1'], body: 'block', result: 'clipped' },
  { name: 'h1', parameters: ['x', 'y=0.5'], body: 'block', result: 'floatclipped' },
  { name: 'h2', parameters: ['xs', 'a'], body: 'block', result: 'clipped' },
  { name: 'h3', parameters: ['a', 'count=8'], body: 'generated', result: 'clipped' },
  { name: 'h4', parameters: ['a', 'count=8'], body: 'generated', result: 'clipped' },
  { name: 'h5', parameters: ['depth', 'a=1'], body: 'block', result: 'recursion' },
] as const satisfies readonly { name: string; parameters: readonly string[]; body: Sort; result: Sort }[];

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

/** Everything that a program of the policy is made of. */
export function drafts(policy: PolicyName): fc.Arbitrary<Draft> {
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
    other: drawing.node('givenother'),
  });
  const call = fc.record({ patch: drawing.node('patch'), changes: fc.array(change, { maxLength: 2, size: 'max' }) });
  const helper = (body: Sort, result: Sort): fc.Arbitrary<HelperDraft> =>
    fc.record({ body: drawing.node(body, body === 'generated' ? 2 : 1), result: drawing.node(result) });
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
    calls: fc.array(call, { maxLength: 3, size: 'max' }),
    guarded: sometimes(100 - uncaught, false, fc.constant(true)),
    aliased: sometimes(policy === 'containers' ? 50 : 10, false, fc.constant(true)),
    helpers: fc.tuple(...HELPERS.map(({ body, result }) => helper(body, result))),
  });
}
