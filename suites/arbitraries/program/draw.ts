/**
 * Arbitraries of trees under a policy, in tiers: a tier draws its parts from the tier below, so a tree ends, and no
 * letrec or chain is needed. What is drawn is only interpreted when it is printed, so every shrunk tree is a program.
 *
 * Shrinking: within a sort to its first row; a row with a part that could stand in its place to that part; blocks lose
 * statements; literals shrink along their lists (values.ts).
 */
import * as fc from 'fast-check';
import { at } from '../../../engine/base/invariant.ts';
import { rowsOfSort } from './grammar.ts';
import { POLICIES, type PolicyName } from './policies.ts';
import { TERMINALS } from './terminals.ts';
import type { Node, Row, Sort } from './tree.ts';
import { weighted } from './values.ts';

/** What is left to go down. */
interface Tier {
  /** Blocks inside of blocks. */
  readonly blocks: number;
  /** Operators inside of operators. */
  readonly operators: number;
}

/** Statements of a block, the innermost first; the body of a hot loop is the outermost, and never empty. */
const BLOCK_LENGTHS = [
  { minLength: 0, maxLength: 2 },
  { minLength: 1, maxLength: 3 },
  { minLength: 2, maxLength: 6 },
];

const MOST_OPERATORS = 3;

/** Sorts whose holes hold statements, not operands. */
const STATEMENT_SORTS: readonly Sort[] = [
  'block',
  'statement',
  'uncommon',
  'failing',
  'single',
  'hot',
  'generated',
  'patch',
];

/** Sorts that only wrap another: no level of their own. */
const WRAPPERS: readonly Sort[] = ['clipped', 'floatclipped', 'numberclipped', 'interpreted', 'asked'];

/** What else may stand where a node of the sort stands. */
const ACCEPTS: Partial<Record<Sort, readonly Sort[]>> = {
  statement: ['block', 'uncommon'],
  uncommon: ['block', 'patch'],
  failing: ['block'],
  hot: ['single'],
  number: ['int', 'float', 'bool'],
  any: ['number', 'ints'],
};

/** The arbitraries of one policy; each sort and tier once. */
export class Drawing {
  readonly #policy: PolicyName;
  readonly #known = new Map<string, fc.Arbitrary<Node>>();

  constructor(policy: PolicyName) {
    this.#policy = policy;
  }

  /** @param blocks levels of blocks inside of this one, 0 to 2 */
  node(sort: Sort, blocks = 0): fc.Arbitrary<Node> {
    return this.#node(sort, { blocks, operators: MOST_OPERATORS });
  }

  #node(sort: Sort, tier: Tier): fc.Arbitrary<Node> {
    const key = `${sort} ${tier.blocks} ${tier.operators}`;
    const known = this.#known.get(key);
    if (known) return known;
    const made = this.#make(sort, tier);
    this.#known.set(key, made);
    return made;
  }

  #make(sort: Sort, tier: Tier): fc.Arbitrary<Node> {
    const terminal = TERMINALS[sort];
    if (terminal) return terminal.draw.map((atom) => ({ is: 'atom', sort, atom }));
    if (sort === 'block') {
      const statement = this.#node('statement', tier);
      const statements = fc.array(statement, { ...at(BLOCK_LENGTHS, tier.blocks), size: 'max' });
      return statements.map((drawn) => ({ is: 'block', statements: drawn }));
    }
    const weigh = ({ family, share }: Row): number => POLICIES[this.#policy].families[family] * share;
    const rows = rowsOfSort(sort).filter((row, index) => isWithin(row, tier) && (index === 0 || weigh(row) > 0));
    const groups = alike(rows);
    const options = groups.map((group, index) => {
      const weights = group.map((row) => Math.max(1, weigh(row)));
      const smaller = groups.slice(0, index).map((earlier) => at(earlier, 0));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return [sum, this.#group(group, weights, smaller, tier)] as const;
    });
    return weighted(...options);
  }

  /** Rows with the same holes are drawn as one: with what fills them, each can shrink to the first. */
  #group(rows: readonly Row[], weights: readonly number[], smaller: readonly Row[], tier: Tier): fc.Arbitrary<Node> {
    const { sort, holes } = at(rows, 0);
    const parts = holes.map((hole) => this.#node(hole, tierOfHole(sort, hole, tier)));
    const substitutes = [...hoists(sort, holes), ...reductions(sort, holes, smaller)];
    const row = weighted(...rows.map((each, index) => [at(weights, index), fc.constant(each)] as const));
    return fc.tuple(whole(substitutes.length), row, ...parts).map(([choice, chosen, ...nodes]) => {
      const substitute = substitutes[choice];
      return substitute ? substitute(nodes) : { is: 'row', row: chosen, parts: nodes };
    });
  }
}

/** What stands in a row's place with some of its parts. */
type Substitute = (parts: readonly Node[]) => Node;

function hoists(sort: Sort, holes: readonly Sort[]): Substitute[] {
  const indexes = holes.flatMap((hole, index) => (stands(hole, sort) ? [index] : []));
  return indexes.map((index) => (parts) => at(parts, index));
}

/** Statements become statements with fewer parts: `if else` an `if`. */
function reductions(sort: Sort, holes: readonly Sort[], smaller: readonly Row[]): Substitute[] {
  if (!isStatement(sort)) return [];
  return smaller.flatMap((row) => {
    const indexes = subsequence(row.holes, holes);
    if (!indexes || row.holes.length === 0) return [];
    return [(parts) => ({ is: 'row', row, parts: indexes.map((index) => at(parts, index)) })];
  });
}

/** Where `few` are found in `many`, in their order; null where they are not. */
function subsequence(few: readonly Sort[], many: readonly Sort[]): number[] | null {
  const found: number[] = [];
  for (const sort of few) {
    const index = many.indexOf(sort, (found.at(-1) ?? -1) + 1);
    if (index < 0) return null;
    found.push(index);
  }
  return found;
}

/** Operands of statements are whole expressions; a hot loop in a loop, or an uncommon statement in a branch, is no level of its own. */
function tierOfHole(sort: Sort, hole: Sort, tier: Tier): Tier {
  if (WRAPPERS.includes(sort)) return tier;
  if (!isStatement(sort)) return { blocks: tier.blocks, operators: tier.operators - 1 };
  const levels = nests(sort, hole) ? (sort === 'hot' ? 2 : 1) : 0;
  return { blocks: tier.blocks - levels, operators: MOST_OPERATORS };
}

/** In the order of the first of each group. */
function alike(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.holes.join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function isStatement(sort: Sort): boolean {
  return STATEMENT_SORTS.includes(sort);
}

function isTerminal(sort: Sort): boolean {
  return TERMINALS[sort] !== undefined;
}

function isWithin(row: Row, tier: Tier): boolean {
  if (isStatement(row.sort)) return tier.blocks > 0 || !row.holes.some((hole) => nests(row.sort, hole));
  return tier.operators > 0 || WRAPPERS.includes(row.sort) || row.holes.every(isTerminal);
}

function nests(sort: Sort, hole: Sort): boolean {
  return hole === 'block' || (hole === sort && isStatement(hole));
}

function stands(hole: Sort, sort: Sort): boolean {
  return hole === sort || (ACCEPTS[sort]?.includes(hole) ?? false);
}

/** Nearly always `count`, and shrinks from there to 0, 1…: the row stands, or its part number 0, 1… in its place. */
function whole(count: number): fc.Arbitrary<number> {
  const parts = Array.from({ length: count }, (_, part) => fc.constant(count - 1 - part));
  return parts.reduce((drawn, part) => weighted([1, part], [1_000_000, drawn]), fc.constant(count));
}
