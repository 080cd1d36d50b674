/**
 * Prune-params: a block parameter that gets the same value over every edge is that value.
 *
 * Optimistic: all parameters are taken to be redundant until two different values meet, so parameters that only feed
 * each other around nested loops go too. Equal constants count as the same value. After: Braun et al., "Simple and
 * Efficient Construction of Static Single Assignment Form", section 3.2.
 */
import { at } from '../base/invariant.ts';
import { reversePostorder } from '../ir/dominators.ts';
import type { IrFunction, Region, Value } from '../ir/region.ts';
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

/** What a parameter is: another value, or itself. */
type Known = Map<number, Value>;

interface Param {
  readonly param: Value;
  /** Arguments over all edges from reachable blocks; constants by their one definition in the first block. */
  readonly args: Value[];
}

/**
 * Decides each parameter: as far as decided arguments settle it; the rest, which hang on each other in cycles, by
 * guessing. In a round of guesses each takes the first value that reaches it. Where a second one arrives the parameter
 * is itself for good, and the guesses are forgotten. When nothing clashes, the guesses hold.
 */
function solve(fn: IrFunction, order: readonly number[], pool: ConstantPool): Known {
  const open = collectParams(fn, order, pool);
  const decided: Known = new Map();
  for (;;) {
    settle(open, decided);
    const guesses = new Map<number, Value>();
    const clashing = guess(open, decided, guesses);
    if (clashing === null) return new Map([...decided, ...guesses]);
    decided.set(clashing.id, clashing);
    open.delete(clashing.id);
  }
}

function collectParams(fn: IrFunction, order: readonly number[], pool: ConstantPool): Map<number, Param> {
  const params = new Map<number, Param>();
  for (const b of order) for (const param of at(fn.blocks, b).params) params.set(param.id, { param, args: [] });
  for (const b of order) {
    for (const edge of edgesOf(at(fn.blocks, b).end)) {
      for (const [i, param] of at(fn.blocks, edge.to).params.entries()) {
        params.get(param.id)?.args.push(pool.pooled(at(edge.args, i)));
      }
    }
  }
  return params;
}

/** Moves parameters from `open` to `decided` while any can be: two different arguments, or none but one. */
function settle(open: Map<number, Param>, decided: Known): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, { param, args }] of open) {
      const outcome = settled(param, args, open, decided);
      if (outcome === null) continue;
      decided.set(id, outcome);
      open.delete(id);
      changed = true;
    }
  }
}

function settled(param: Value, args: readonly Value[], open: Map<number, Param>, decided: Known): Value | null {
  let only: Value | null = null;
  let waiting = false;
  for (const arg of args) {
    if (arg === param) continue;
    if (open.has(arg.id)) {
      waiting = true;
      continue;
    }
    const value = decided.get(arg.id) ?? arg;
    if (only !== null && only !== value) return param;
    only = value;
  }
  return waiting ? null : only;
}

/** Spreads first values until nothing changes; returns a parameter that two values reach, or null. */
function guess(open: Map<number, Param>, decided: Known, guesses: Map<number, Value>): Value | null {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, { param, args }] of open) {
      for (const arg of args) {
        const value = open.has(arg.id) ? guesses.get(arg.id) : (decided.get(arg.id) ?? arg);
        const before = guesses.get(id);
        if (value === undefined || value === before) continue;
        if (before !== undefined) return param;
        guesses.set(id, value);
        changed = true;
      }
    }
  }
  return null;
}

function dropParams(fn: IrFunction, known: Known): void {
  const kept = fn.blocks.map((block) => block.params.map((param) => (known.get(param.id) ?? param) === param));
  for (const block of fn.blocks) {
    for (const edge of edgesOf(block.end)) edge.args = edge.args.filter((_, i) => at(kept, edge.to)[i]);
  }
  for (const [b, block] of fn.blocks.entries()) block.params = block.params.filter((_, i) => at(kept, b)[i]);
}
