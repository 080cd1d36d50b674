/** Mutants that are wrong about what is in lists and closure cells, or ask too little. */
import { at } from '../../engine/base/invariant.ts';
import type { OpName } from '../../engine/ir/ops.ts';
import type { Block, Op, Region, Value } from '../../engine/ir/region.ts';
import { definitions } from '../../engine/ir/walk.ts';
import { Maker } from '../../engine/passes/maker.ts';
import { memoryWritten } from '../../engine/passes/memory.ts';
import { Replacements } from '../../engine/passes/replace.ts';
import { rewriteOps } from './rewrite.ts';

const STORES: ReadonlySet<OpName> = new Set<OpName>(['ListSet', 'ListSetF64', 'ListSetI64']);

/** What is left of an op that had stolen its last operand. */
function released(op: Op): Op {
  return { ...op, op: 'Release', args: [at(op.args, op.args.length - 1)], imm: null, exit: null };
}

/** The last store into a list of a block that has several is lost. */
export function dropStore(region: Region): number {
  const dropped = new Set<Op>();
  for (const fn of region.functions) {
    for (const { ops } of fn.blocks) {
      const stores = ops.filter((op) => STORES.has(op.op));
      const last = stores.at(-1);
      if (stores.length > 1 && last) dropped.add(last);
    }
  }
  return rewriteOps(region, (op) => (dropped.has(op) ? (op.op === 'ListSet' ? [released(op)] : []) : null));
}

/** What a closure's cell is set to is lost. */
export function dropCellWrite(region: Region): number {
  return rewriteOps(region, (op) => (op.op === 'CellSet' ? [released(op)] : null));
}

/** A list under another name is taken for another list: what was read from it is read no more after a store. */
export function forwardAcrossAlias(region: Region): number {
  const replacements = new Replacements();
  for (const fn of region.functions) for (const block of fn.blocks) forwardInBlock(block, replacements);
  replacements.apply(region);
  return replacements.size;
}

function forwardInBlock(block: Block, replacements: Replacements): void {
  let known: { list: Value; index: Value; item: Value }[] = [];
  block.ops = block.ops.filter((op) => {
    const [list, index] = op.args;
    if (STORES.has(op.op)) known = known.filter((load) => load.list !== list);
    else if (memoryWritten(op.op).includes('items')) known = [];
    if (op.op !== 'ListItem' || !list || !index || !op.result) return true;
    const before = known.find((load) => load.list === list && load.index === index);
    if (before) replacements.set(op.result, before.item);
    else known.push({ list, index, item: op.result });
    return !before;
  });
}

/** The length of a list that was there at entry is read once. */
export function hoistLength(region: Region): number {
  const replacements = new Replacements();
  for (const fn of region.functions) {
    const first = at(fn.blocks, 0);
    const there = new Set(first.ops.map((op) => op.result));
    const make = new Maker(region, fn);
    const lengths = new Map<Value, Value>();
    for (const block of fn.blocks.slice(1)) {
      block.ops = block.ops.filter((op) => {
        const list = op.args[0];
        if (op.op !== 'ListLen' || !list || !op.result || !there.has(list)) return true;
        const length = lengths.get(list) ?? make.value('I64');
        if (!lengths.has(list)) first.ops.push(make.op('ListLen', [list], length));
        lengths.set(list, length);
        replacements.set(op.result, length);
        return false;
      });
    }
  }
  replacements.apply(region);
  return replacements.size;
}

/** What was None while recording is taken for None. */
export function dropNoneGuard(region: Region): number {
  const defining = definitions(region);
  return rewriteOps(region, (op) =>
    op.op === 'Guard' && defining.get(at(op.args, 0).id)?.op === 'IsNone' ? [] : null,
  );
}

/** Where a list keeps what it is given: the operand is a reference of its own. */
const KEEPS: ReadonlySet<OpName> = new Set<OpName>(['ListSet', 'ListInit', 'ListAppend']);

/** A list takes an object that is there already without a reference of its own. */
export function keepUnretained(region: Region): number {
  const kept = new Set<Value | undefined>();
  for (const fn of region.functions)
    for (const { ops } of fn.blocks) for (const op of ops) if (KEEPS.has(op.op)) kept.add(op.args.at(-1));
  const replacements = new Replacements();
  const count = rewriteOps(region, (op) => {
    if (op.op !== 'Retain' || op.result === null || !kept.has(op.result)) return null;
    replacements.set(op.result, at(op.args, 0));
    return [];
  });
  replacements.apply(region);
  return count;
}
