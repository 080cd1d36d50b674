/**
 * Gvn: a computation that a dominating one has done is not done again, reads of memory nobody wrote to in between included.
 *
 * Ops that can exit may go as well: the dominating one did not exit, or we would not be here.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf, walkTree } from '../ir/dominators.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import { predecessors } from '../ir/walk.ts';
import { immKey } from './constants.ts';
import { type Memory, memoryRead, memoryWritten } from './memory.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';
import { ScopedMap } from './scoped-map.ts';

const COMMUTATIVE: ReadonlySet<OpName> = new Set<OpName>([
  'I64AddOvf',
  'I64MulOvf',
  'I64Add',
  'I64Mul',
  'I64And',
  'I64Or',
  'I64Xor',
  'I64Eq',
  'I64Ne',
  'F64Eq',
  'F64Ne',
  'I1Eq',
  'I1And',
  'I1Or',
  'ObjIs',
]);

export const gvn: Pass = {
  name: 'gvn',
  run(region) {
    const replacements = new Replacements();
    for (const fn of region.functions) new Numbering(fn, replacements).run();
    replacements.apply(region);
    return replacements.size;
  },
};

class Numbering {
  readonly #fn: IrFunction;
  readonly #dominators: Dominators;
  readonly #incoming: number[][];
  readonly #replacements: Replacements;
  /** Results by key, and the state of each kind of memory, as known at the place of the walk. */
  readonly #values = new ScopedMap<string, Value>();
  readonly #versions = new ScopedMap<Memory, number>();
  #nextVersion = 1;

  constructor(fn: IrFunction, replacements: Replacements) {
    this.#fn = fn;
    this.#dominators = dominatorsOf(fn);
    this.#incoming = predecessors(fn);
    this.#replacements = replacements;
  }

  run(): void {
    walkTree(
      this.#dominators,
      (b) => {
        this.#values.enter();
        this.#versions.enter();
        for (const memory of this.#writtenBetween(b)) this.#written(memory);
        this.#block(at(this.#fn.blocks, b));
      },
      () => {
        this.#values.leave();
        this.#versions.leave();
      },
    );
  }

  #block(block: Block): void {
    block.ops = block.ops.filter((op) => {
      this.#replacements.resolveOperands(op);
      for (const memory of memoryWritten(op.op)) this.#written(memory);
      const key = keyOf(op, this.#versions);
      if (key === null || op.result === null) return true;
      const known = this.#values.get(key);
      if (known === undefined) this.#values.set(key, op.result);
      else this.#replacements.set(op.result, known);
      return known === undefined;
    });
  }

  #written(memory: Memory): void {
    this.#versions.set(memory, this.#nextVersion);
    this.#nextVersion += 1;
  }

  /** What may be written on the ways from the end of the immediate dominator to the start of block `b`. */
  #writtenBetween(b: number): Set<Memory> {
    const written = new Set<Memory>();
    const start = this.#dominators.parent(b);
    const seen = new Set<number>();
    const work = [...at(this.#incoming, b)];
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      if (block === start || seen.has(block)) continue;
      seen.add(block);
      for (const op of at(this.#fn.blocks, block).ops) for (const memory of memoryWritten(op.op)) written.add(memory);
      work.push(...at(this.#incoming, block));
    }
    return written;
  }
}

/** Equal keys: equal results. Null: never merged. */
function keyOf(op: Op, versions: ScopedMap<Memory, number>): string | null {
  const { effect } = specOf(op.op);
  const memory = memoryRead(op.op);
  if (memory === 'counts' || (effect !== 'pure' && effect !== 'reads')) return null;
  const ids = op.args.map((arg) => arg.id as number);
  if (COMMUTATIVE.has(op.op)) ids.sort((a, b) => a - b);
  const version = memory === null ? 0 : (versions.get(memory) ?? 0);
  return `${op.op} ${immKey(op.imm)} ${ids.join(' ')} ${version}`;
}
