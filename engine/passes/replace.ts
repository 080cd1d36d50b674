/** Replacing values: collected while a pass looks, then applied to every use at once, those in snapshots included. */
import type { Edge, Op, Region, Source, Terminator, Value } from '../ir/region.ts';
import { eachSource, edgesOf } from '../ir/walk.ts';

export class Replacements {
  readonly #to = new Map<number, Value>();

  get size(): number {
    return this.#to.size;
  }

  /** From now on `value` is `by`, whose definition must dominate that of `value`. */
  set(value: Value, by: Value): void {
    const end = this.resolve(by);
    if (end !== value) this.#to.set(value.id, end);
  }

  /** What stands for `value` now. */
  resolve(value: Value): Value {
    let current = value;
    for (let next = this.#to.get(current.id); next !== undefined; next = this.#to.get(current.id)) current = next;
    return current;
  }

  resolveOperands(op: Op): void {
    for (const [i, arg] of op.args.entries()) op.args[i] = this.resolve(arg);
  }

  apply(region: Region): void {
    if (this.size === 0) return;
    for (const fn of region.functions) {
      for (const block of fn.blocks) {
        for (const op of block.ops) this.resolveOperands(op);
        this.#end(block.end);
      }
    }
    for (const snapshot of region.snapshots) eachSource(snapshot, (source) => this.#source(source));
  }

  #end(end: Terminator): void {
    if (end.kind === 'branch') end.cond = this.resolve(end.cond);
    if (end.kind === 'return') end.value = this.resolve(end.value);
    for (const edge of edgesOf(end)) this.#edge(edge);
  }

  #edge(edge: Edge): void {
    edge.args = edge.args.map((arg) => this.resolve(arg));
  }

  #source(source: Source): void {
    if (source.kind === 'Value' || source.kind === 'OwnerOr') source.value = this.resolve(source.value);
    if (source.kind === 'OwnerOr') source.owner = this.resolve(source.owner);
  }
}
