/**
 * Gives the test in the middle of a loop parameters for all that goes past it: what was defined before, inside the loop, and is
 * used behind. Then it looks like a loop's head.
 */
import type { ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Dominators } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { edgesOf, endUses, exitsOf, exitUses, predecessors } from '../ir/walk.ts';
import { valuesDefinedIn } from '../passes/loops.ts';
import { Maker } from '../passes/maker.ts';
import { renameSnapshot } from '../passes/rename.ts';
import type { Cut } from './loop-shape.ts';

/**
 * A block of its own for a test that stands behind the end of an iteration, which the loop's head may hold as well: what is done
 * before the test belongs to the iteration that ends.
 */
export function splitTest(region: Region, fn: IrFunction, cut: Cut, defined: ReadonlyMap<number, Op>): Cut {
  const { header, around } = cut;
  const test = header.end.kind === 'branch' ? defined.get(header.end.cond.id) : undefined;
  const length = test && defined.get(at(test.args, 1).id);
  const moved = header.ops.filter((op) => op === test || (op === length && op.exit === null));
  if (moved.length === header.ops.length) return cut;
  const block = new Maker(region, fn).block(header.note);
  block.ops = moved;
  block.end = header.end;
  header.ops = header.ops.filter((op) => !moved.includes(op));
  header.end = { kind: 'jump', edge: { to: block.id, args: [] } };
  return { header: block, around: new Set([...around, block.id]), rotated: true };
}

/**
 * Whether a value of the loop is used at a place that is come to both behind the test and without it, as where a `break` and the
 * loop's end meet. There it would need a parameter as well: such loops are left alone.
 */
export function meetsBehind(region: Region, fn: IrFunction, cut: Cut, dominators: Dominators): boolean {
  const { header, around } = cut;
  const seen = new Set<number>();
  const work = header.end.kind === 'branch' ? [header.end.else.to as number] : [];
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    if (seen.has(block)) continue;
    seen.add(block);
    work.push(...edgesOf(at(fn.blocks, block).end).map((edge) => edge.to));
  }
  const meeting = [...seen].filter((block) => !around.has(block) && !dominators.dominates(header.id, block));
  return valuesPast(region, fn, meeting, valuesDefinedIn(fn, around)).length > 0;
}

export function close(region: Region, fn: IrFunction, cut: Cut, dominators: Dominators): void {
  const { header, around } = cut;
  const behind = dominators.order.filter((block) => dominators.dominates(header.id, block));
  const before = new Set([...around].filter((block) => !behind.includes(block)));
  const past = valuesPast(region, fn, behind, valuesDefinedIn(fn, before));
  if (past.length === 0) return;
  const maker = new Maker(region, fn);
  const renamed = new Map(past.map((value) => [value.id, maker.value(value.rep)]));
  new Renaming(region, renamed).blocks(behind.map((block) => at(fn.blocks, block)));
  for (const from of new Set(at(predecessors(fn), header.id)))
    for (const edge of edgesOf(at(fn.blocks, from).end)) if (edge.to === header.id) edge.args.push(...past);
  header.params.push(...renamed.values());
}

/** Values of a set that are used in some blocks, by exits as well. */
function valuesPast(
  region: Region,
  fn: IrFunction,
  behind: readonly number[],
  candidates: ReadonlySet<number>,
): Value[] {
  const found = new Map<number, Value>();
  const note = (value: Value): void => {
    if (candidates.has(value.id)) found.set(value.id, value);
  };
  for (const number of behind) {
    const block = at(fn.blocks, number);
    for (const op of block.ops) op.args.forEach(note);
    endUses(block.end).forEach(note);
    for (const edge of edgesOf(block.end)) edge.args.forEach(note);
    for (const exit of exitsOf(block)) exitUses(region, exit).forEach(note);
  }
  return [...found.values()];
}

class Renaming {
  readonly #region: Region;
  readonly #renamed: ReadonlyMap<number, Value>;
  readonly #exits = new Map<number, ExitId>();
  readonly #snapshots = new Map<number, SnapshotId>();

  constructor(region: Region, renamed: ReadonlyMap<number, Value>) {
    this.#region = region;
    this.#renamed = renamed;
  }

  blocks(blocks: readonly Block[]): void {
    for (const block of blocks) {
      block.ops = block.ops.map((op) => this.#op(op));
      const { end } = block;
      if (end.kind === 'branch') end.cond = this.#value(end.cond);
      if (end.kind === 'return') end.value = this.#value(end.value);
      for (const edge of edgesOf(end)) edge.args = edge.args.map((arg) => this.#value(arg));
      if (end.kind === 'exit') block.end = { kind: 'exit', exit: this.#exit(end.exit) };
    }
  }

  #value(value: Value): Value {
    return this.#renamed.get(value.id) ?? value;
  }

  #op(op: Op): Op {
    const exit = op.exit === null ? null : this.#exit(op.exit);
    return { ...op, args: op.args.map((arg) => this.#value(arg)), exit };
  }

  /** Exits are shared with blocks before the test, where the values keep their names. */
  #exit(exit: ExitId): ExitId {
    const known = this.#exits.get(exit);
    if (known !== undefined) return known;
    const row = at(this.#region.exits, exit, 'exit');
    let snapshot = this.#snapshots.get(row.snapshot);
    if (snapshot === undefined) {
      const copy = renameSnapshot(at(this.#region.snapshots, row.snapshot, 'snapshot'), this.#renamed);
      snapshot = (this.#region.snapshots.push(copy) - 1) as SnapshotId;
      this.#snapshots.set(row.snapshot, snapshot);
    }
    const made = (this.#region.exits.push({ ...row, snapshot }) - 1) as ExitId;
    this.#exits.set(exit, made);
    return made;
  }
}
