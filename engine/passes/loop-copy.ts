/** A second copy of some blocks of a loop: the same work with values, exits and snapshots of its own. */
import type { ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from '../ir/region.ts';
import type { Maker } from './maker.ts';
import { renameSnapshot } from './rename.ts';

/** What becomes of an op in the copy, its operands still those of the loop; the op itself: nothing. */
export type Rewrite = (op: Op) => Op | { readonly insteadOfResult: Value };

export class LoopCopy {
  readonly #region: Region;
  readonly #blocks = new Map<number, Block>();
  readonly #values = new Map<number, Value>();
  readonly #snapshots = new Map<SnapshotId, SnapshotId>();

  /** Makes empty blocks with fresh parameters. */
  constructor(region: Region, fn: IrFunction, maker: Maker, inside: readonly number[], note: string) {
    this.#region = region;
    for (const number of inside) {
      const block = at(fn.blocks, number);
      const copy = maker.block(`${block.note} ${note}`);
      copy.params = block.params.map((param) => this.#fresh(maker, param));
      this.#blocks.set(number, copy);
    }
  }

  /** Fills the blocks. `inside` lists definitions before their uses, but for parameters. Edges out of it stay as they are. */
  fill(fn: IrFunction, maker: Maker, inside: readonly number[], rewrite: Rewrite): void {
    for (const number of inside) {
      const block = at(fn.blocks, number);
      const copy = this.blockOf(number);
      for (const op of block.ops) {
        const better = rewrite(op);
        if ('insteadOfResult' in better) {
          if (op.result) this.#values.set(op.result.id, this.use(better.insteadOfResult));
          continue;
        }
        const args = better.args.map((arg) => this.use(arg));
        const result = op.result && this.#fresh(maker, op.result);
        copy.ops.push({ ...better, args, result, exit: better.exit === null ? null : this.#exit(better.exit) });
      }
    }
    // edges last: what goes round is passed before it is met
    for (const number of inside) this.blockOf(number).end = this.#end(at(fn.blocks, number));
  }

  blockOf(number: number): Block {
    const copy = this.#blocks.get(number);
    if (!copy) throw new Error(`block ${number} was not copied`);
    return copy;
  }

  /** What stands for a value in the copy. */
  use(value: Value): Value {
    return this.#values.get(value.id) ?? value;
  }

  #fresh(maker: Maker, value: Value): Value {
    const copy = maker.value(value.rep);
    this.#values.set(value.id, copy);
    return copy;
  }

  #end({ end }: Block): Block['end'] {
    switch (end.kind) {
      case 'jump':
        return { kind: 'jump', edge: this.#edge(end.edge) };
      case 'exit':
        return { kind: 'exit', exit: this.#exit(end.exit) };
      case 'return':
        return { kind: 'return', value: this.use(end.value) };
      case 'branch':
        return { ...end, cond: this.use(end.cond), then: this.#edge(end.then), else: this.#edge(end.else) };
    }
  }

  #edge({ to, args }: Edge): Edge {
    return { to: this.#blocks.get(to)?.id ?? to, args: args.map((arg) => this.use(arg)) };
  }

  /** The same exit, showing the copy's values. Exits that shared a snapshot share the new one. */
  #exit(original: ExitId): ExitId {
    const row = at(this.#region.exits, original, 'exit');
    let snapshot = this.#snapshots.get(row.snapshot);
    if (snapshot === undefined) {
      const renamed = renameSnapshot(at(this.#region.snapshots, row.snapshot, 'snapshot'), this.#values);
      snapshot = (this.#region.snapshots.push(renamed) - 1) as SnapshotId;
      this.#snapshots.set(row.snapshot, snapshot);
    }
    return (this.#region.exits.push({ ...row, snapshot }) - 1) as ExitId;
  }
}
