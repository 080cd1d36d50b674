/**
 * A copy of a loop that changes nothing, in which some values are known better. It is entered from the loop's back edge,
 * goes back into the loop's header when its own test fails, and leaves by exits to the state at its header: the
 * interpreter does the whole round again, since nothing has happened in it.
 */
import type { ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Block, Edge, IrFunction, Op, Region, Value } from '../ir/region.ts';
import type { Maker } from './maker.ts';
import { renameSnapshot } from './rename.ts';

/** A counted innermost loop after strip-polls. */
export interface ChunkLoop {
  readonly header: Block;
  readonly latch: Block;
  /** Where a chunk's end is set; it alone enters the header. */
  readonly head: Block;
  /** The poll between chunks: its snapshot is the state at the header, in terms of its parameters. */
  readonly poll: Op;
  /** Block numbers, in an order in which definitions come before uses. */
  readonly inside: readonly number[];
}

/** What an op of the loop becomes in the copy. */
export interface Rewrite {
  /** Values that stand for others there. */
  readonly values: ReadonlyMap<number, Value>;
  readonly dropped: ReadonlySet<Op>;
  /** Ops to put in place of others, their operands still those of the loop. */
  readonly ops: ReadonlyMap<Op, Pick<Op, 'op' | 'args'>>;
}

export class FastLoop {
  readonly #region: Region;
  readonly #fn: IrFunction;
  readonly #loop: ChunkLoop;
  readonly #rewrite: Rewrite;
  readonly #blocks = new Map<number, Block>();
  readonly #values = new Map<number, Value>();
  #snapshot: SnapshotId | null = null;

  constructor(region: Region, fn: IrFunction, loop: ChunkLoop, rewrite: Rewrite) {
    this.#region = region;
    this.#fn = fn;
    this.#loop = loop;
    this.#rewrite = rewrite;
  }

  /** Makes the copy, and the way into it where `usable` holds. */
  build(maker: Maker, usable: Value): void {
    const { inside, header, latch } = this.#loop;
    const originals = inside.map((number) => at(this.#fn.blocks, number));
    for (const block of originals) {
      const copy = maker.block(`${block.note} fast`);
      this.#blocks.set(block.id, copy);
      copy.params = block.params.map((param) => this.#fresh(maker, param));
      for (const { result } of block.ops)
        if (result && !this.#rewrite.values.has(result.id)) this.#fresh(maker, result);
    }
    for (const block of originals) {
      const copy = this.#copyOf(block.id);
      copy.ops = block.ops.flatMap((op) => this.#op(op));
      copy.end = this.#end(block);
    }
    if (latch.end.kind !== 'jump') return;
    const { args } = latch.end.edge;
    const into = { to: this.#copyOf(header.id).id, args: [...args] };
    latch.end = { kind: 'branch', cond: usable, then: into, else: { to: header.id, args: [...args] }, likely: 'then' };
  }

  #fresh(maker: Maker, value: Value): Value {
    const copy = maker.value(value.rep);
    this.#values.set(value.id, copy);
    return copy;
  }

  #copyOf(block: number): Block {
    const copy = this.#blocks.get(block);
    if (!copy) throw new Error(`block ${block} is not of the loop`);
    return copy;
  }

  #use(value: Value): Value {
    const better = this.#rewrite.values.get(value.id);
    return better ? this.#use(better) : (this.#values.get(value.id) ?? value);
  }

  #op(op: Op): Op[] {
    if (this.#rewrite.dropped.has(op)) return [];
    const better = this.#rewrite.ops.get(op);
    const args = (better ?? op).args.map((arg) => this.#use(arg));
    const result = op.result && this.#use(op.result);
    if (better) return [{ ...op, op: better.op, args, result, exit: null }];
    return [{ ...op, args, result, exit: op.exit === null ? null : this.#exit(op.exit) }];
  }

  #end({ id, end }: Block): Block['end'] {
    if (end.kind === 'jump') return { kind: 'jump', edge: this.#edge(end.edge) };
    if (end.kind === 'exit') return { kind: 'exit', exit: this.#exit(end.exit) };
    if (end.kind === 'return') throw new Error(`block ${id} of a loop returns`);
    return { ...end, cond: this.#use(end.cond), then: this.#edge(end.then), else: this.#edge(end.else) };
  }

  /** Out of the loop: back into the header, whose test fails as well. */
  #edge(edge: Edge): Edge {
    const { header } = this.#loop;
    const to = this.#blocks.get(edge.to);
    if (!to) return { to: header.id, args: header.params.map((param) => this.#use(param)) };
    return { to: to.id, args: edge.args.map((arg) => this.#use(arg)) };
  }

  /** The same reason, at the state of the header. */
  #exit(original: ExitId): ExitId {
    const row = at(this.#region.exits, original, 'exit');
    if (this.#snapshot === null) {
      const { header, poll } = this.#loop;
      const state = at(this.#region.exits, poll.exit ?? -1, 'exit').snapshot;
      const renamed = new Map(header.params.map((param) => [param.id, this.#use(param)]));
      const snapshot = renameSnapshot(at(this.#region.snapshots, state, 'snapshot'), renamed);
      this.#snapshot = (this.#region.snapshots.push(snapshot) - 1) as SnapshotId;
    }
    return (this.#region.exits.push({ ...row, snapshot: this.#snapshot }) - 1) as ExitId;
  }
}
