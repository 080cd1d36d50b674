/**
 * Prune-params: a block parameter that gets the same value over every edge is that value.
 *
 * Optimistic: all parameters are taken to be redundant until two different values meet, so parameters that only feed
 * each other around nested loops go too. Equal constants count as the same value. After: Braun et al., "Simple and
 * Efficient Construction of Static Single Assignment Form", section 3.2.
 */
import { at } from '../base/invariant.ts';
import { reversePostorder } from '../ir/dominators.ts';
import type { Block, Edge, IrFunction, Region, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import { ConstantPool } from './constants.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';

export const pruneParams: Pass = {
  name: 'prune-params',
  run(region) {
    let pruned = 0;
    for (const fn of region.functions) pruned += pruneFunction(region, fn);
    return pruned;
  },
};

function pruneFunction(region: Region, fn: IrFunction): number {
  const pool = new ConstantPool(region, fn);
  const order = reversePostorder(fn);
  const known = solve(fn, order, pool);
  const replacements = new Replacements();
  for (const b of order) {
    for (const param of at(fn.blocks, b).params) {
      const value = known.get(param.id);
      if (value !== undefined && value !== param) replacements.set(param, value);
    }
  }
  if (replacements.size === 0) return pool.made;
  dropParams(fn, known);
  replacements.apply(region);
  return replacements.size + pool.made;
}

/** What each reachable parameter is: another value, or itself. */
function solve(fn: IrFunction, order: readonly number[], pool: ConstantPool): Known {
  const search = new Search(fn, order, pool);
  while (!search.settled()) search.restart();
  return search.known;
}

type Known = Map<number, Value>;

/**
 * Rounds of guessing. In a round each parameter takes the first value that reaches it; where a second one arrives the
 * parameter is itself, for good, and guesses derived from the first are forgotten: the next round.
 */
class Search {
  known: Known = new Map();
  readonly #fn: IrFunction;
  readonly #order: readonly number[];
  readonly #pool: ConstantPool;
  /** All parameters of reachable blocks, by id; true once known to be itself. */
  readonly #isItself = new Map<number, boolean>();

  constructor(fn: IrFunction, order: readonly number[], pool: ConstantPool) {
    this.#fn = fn;
    this.#order = order;
    this.#pool = pool;
    for (const b of order) for (const param of at(fn.blocks, b).params) this.#isItself.set(param.id, false);
    this.#findPlainConflicts();
  }

  restart(): void {
    this.known = new Map();
  }

  /** One round; false as soon as one more parameter turns out to be itself. */
  settled(): boolean {
    for (let changed = true; changed; ) {
      changed = false;
      for (const b of this.#order) {
        for (const edge of edgesOf(at(this.#fn.blocks, b).end)) {
          const outcome = this.#meet(at(this.#fn.blocks, edge.to), edge);
          if (outcome === 'conflict') return false;
          if (outcome === 'changed') changed = true;
        }
      }
    }
    return true;
  }

  /** Most parameters get two values that are no parameters: settled without a round each. */
  #findPlainConflicts(): void {
    const first: Known = new Map();
    for (const b of this.#order) {
      for (const edge of edgesOf(at(this.#fn.blocks, b).end)) {
        for (const [i, param] of at(this.#fn.blocks, edge.to).params.entries()) {
          const arg = at(edge.args, i);
          if (this.#isItself.has(arg.id)) continue;
          const value = this.#pool.pooled(arg);
          const other = first.get(param.id);
          if (other === undefined) first.set(param.id, value);
          else if (other !== value) this.#isItself.set(param.id, true);
        }
      }
    }
  }

  #meet(target: Block, edge: Edge): 'same' | 'changed' | 'conflict' {
    let outcome: 'same' | 'changed' = 'same';
    for (const [i, param] of target.params.entries()) {
      if (this.#isItself.get(param.id)) continue;
      const value = this.#valueOf(at(edge.args, i));
      const before = this.known.get(param.id);
      if (value === undefined || value === before || value === param) continue;
      if (before !== undefined) {
        this.#isItself.set(param.id, true);
        return 'conflict';
      }
      this.known.set(param.id, value);
      outcome = 'changed';
    }
    return outcome;
  }

  #valueOf(arg: Value): Value | undefined {
    const isItself = this.#isItself.get(arg.id);
    if (isItself === undefined) return this.#pool.pooled(arg);
    return isItself ? arg : this.known.get(arg.id);
  }
}

function dropParams(fn: IrFunction, known: Known): void {
  const kept = fn.blocks.map((block) => block.params.map((param) => (known.get(param.id) ?? param) === param));
  for (const block of fn.blocks) {
    for (const edge of edgesOf(block.end)) edge.args = edge.args.filter((_, i) => at(kept, edge.to)[i]);
  }
  for (const [b, block] of fn.blocks.entries()) block.params = block.params.filter((_, i) => at(kept, b)[i]);
}
