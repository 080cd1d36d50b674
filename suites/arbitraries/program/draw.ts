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
const STATEMENT_SORTS: readonly Sort[] = ['block', 'statement', 'uncommon', 'failing', 'single', 'hot'];

/** What else may stand where a node of the sort stands. */
const ACCEPTS: Partial<Record<Sort, readonly Sort[]>> = {
  statement: ['block', 'uncommon'],
  uncommon: ['block'],
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
    const options = rows.map((row) => ({ weight: Math.max(1, weigh(row)), arbitrary: this.#row(row, tier) }));
    return fc.oneof({ withCrossShrink: true }, ...options);
  }

  #row(row: Row, tier: Tier): fc.Arbitrary<Node> {
    const below = isStatement(row.sort)
      ? { blocks: tier.blocks - 1, operators: MOST_OPERATORS }
      : { blocks: tier.blocks, operators: tier.operators - 1 };
    const parts = row.holes.map((hole) =>
      this.#node(hole, isStatement(hole) ? this.#blocksBelow(row, hole, tier) : below),
    );
    const substitutes = row.holes.flatMap((hole, index) => (stands(hole, row.sort) ? [index] : []));
    return fc.tuple(whole(substitutes.length), ...parts).map(([choice, ...drawn]) => {
      const substitute = drawn[substitutes[choice] ?? -1];
      return substitute ?? { is: 'row', row, parts: drawn };
    });
  }

  /** A hot loop in a loop, or an uncommon statement in a branch, is no level of its own; what stands beside a hot loop is short. */
  #blocksBelow(row: Row, hole: Sort, tier: Tier): Tier {
    const levels = nests(row, hole) ? (row.sort === 'hot' ? 2 : 1) : 0;
    return { blocks: tier.blocks - levels, operators: MOST_OPERATORS };
  }
}

function isStatement(sort: Sort): boolean {
  return STATEMENT_SORTS.includes(sort);
}

function isTerminal(sort: Sort): boolean {
  return TERMINALS[sort] !== undefined;
}

function isWithin(row: Row, tier: Tier): boolean {
  if (isStatement(row.sort)) return tier.blocks > 0 || !row.holes.some((hole) => nests(row, hole));
  return tier.operators > 0 || row.holes.every(isTerminal);
}

function nests(row: Row, hole: Sort): boolean {
  return hole === 'block' || (hole === row.sort && isStatement(hole));
}

function stands(hole: Sort, sort: Sort): boolean {
  return hole === sort || (ACCEPTS[sort]?.includes(hole) ?? false);
}

/** Nearly always `count`, and shrinks from there to 0, 1…: the row stands, or its part number 0, 1… in its place. */
function whole(count: number): fc.Arbitrary<number> {
  let drawn: fc.Arbitrary<number> = fc.constant(count);
  for (let part = count - 1; part >= 0; part--) {
    const options = [
      { weight: 1, arbitrary: fc.constant(part) },
      { weight: 1_000_000, arbitrary: drawn },
    ];
    drawn = fc.oneof({ withCrossShrink: true }, ...options);
  }
  return drawn;
}
