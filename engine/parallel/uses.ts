/** Where the values of a loop are used: by ops, by branches, and as arguments of edges. Snapshots do not count: a task has none of them. */
import { at } from '../base/invariant.ts';
import type { Block, Edge, IrFunction, Op, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';

export interface OpUse {
  readonly op: Op;
  readonly block: Block;
}

export interface EdgeUse {
  readonly edge: Edge;
  /** The parameter it is passed for; null: the edge leaves the loop. */
  readonly param: Value | null;
  readonly from: Block;
}

export interface Uses {
  readonly ops: readonly OpUse[];
  readonly branches: readonly Block[];
  readonly edges: readonly EdgeUse[];
}

const NONE: Uses = { ops: [], branches: [], edges: [] };

/** Uses inside the loop, and what each parameter inside gets. */
export class LoopUses {
  readonly #uses = new Map<number, { ops: OpUse[]; branches: Block[]; edges: EdgeUse[] }>();
  /** By id of a block's parameter (the header's but for what comes from outside): what is passed for it, from where. */
  readonly #passed = new Map<number, { value: Value; from: Block }[]>();
  readonly #entries = new Map<number, number>();
  readonly #homes = new Map<number, Block>();
  readonly #header: Block;

  /** @param blocks numbers of the loop's blocks, the header first */
  constructor(fn: IrFunction, blocks: readonly number[]) {
    this.#header = at(fn.blocks, at(blocks, 0));
    const inside = new Set(blocks);
    for (const number of blocks) {
      const block = at(fn.blocks, number);
      for (const param of block.params) this.#homes.set(param.id, block);
      for (const op of block.ops) {
        if (op.result) this.#homes.set(op.result.id, block);
        for (const arg of op.args) this.#of(arg).ops.push({ op, block });
      }
      if (block.end.kind === 'branch') this.#of(block.end.cond).branches.push(block);
      for (const edge of edgesOf(block.end)) this.#edge(fn, edge, block, inside.has(edge.to));
    }
  }

  of(value: Value): Uses {
    return this.#uses.get(value.id) ?? NONE;
  }

  /** What is passed for a parameter inside the loop. */
  passedFor(param: Value): readonly { readonly value: Value; readonly from: Block }[] {
    return this.#passed.get(param.id) ?? [];
  }

  /** What a value is, seen through parameters that only ever get one other value; not the header's, which get one from outside too. */
  origin(value: Value): Value {
    let found = value;
    for (let steps = 0; steps < 64 && !this.#header.params.includes(found); steps++) {
      const others = new Set(
        this.passedFor(found)
          .map((way) => way.value)
          .filter((other) => other !== found),
      );
      const [only, second] = others;
      if (!only || second) break;
      found = only;
    }
    return found;
  }

  /** Number of edges of the loop into a block. */
  entriesOf(block: Block): number {
    return this.#entries.get(block.id) ?? 0;
  }

  /** Whether a value is a parameter of one of the loop's blocks. */
  isParam(value: Value): boolean {
    return this.homeOf(value)?.params.includes(value) ?? false;
  }

  /** The block of the loop that defines a value. */
  homeOf(value: Value): Block | null {
    return this.#homes.get(value.id) ?? null;
  }

  #of(value: Value) {
    let uses = this.#uses.get(value.id);
    if (!uses) {
      uses = { ops: [], branches: [], edges: [] };
      this.#uses.set(value.id, uses);
    }
    return uses;
  }

  #edge(fn: IrFunction, edge: Edge, from: Block, stays: boolean): void {
    const target = at(fn.blocks, edge.to);
    this.#entries.set(edge.to, (this.#entries.get(edge.to) ?? 0) + 1);
    edge.args.forEach((value, i) => {
      const param = stays ? at(target.params, i) : null;
      this.#of(value).edges.push({ edge, param, from });
      if (param) this.#passed.set(param.id, [...(this.#passed.get(param.id) ?? []), { value, from }]);
    });
  }
}
