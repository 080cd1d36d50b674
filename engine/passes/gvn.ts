/**
 * Gvn: a computation that a dominating one has done is not done again, reads of memory nobody wrote to in between included.
 *
 * Ops that can exit may go as well: the dominating one did not exit, or we would not be here.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import { type OpName, specOf } from '../ir/ops.ts';
import type { Block, IrFunction, Op, Value } from '../ir/region.ts';
import { predecessors } from '../ir/walk.ts';
import { immKey } from './constants.ts';
import { type Memory, memoryRead, memoryWritten } from './memory.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';

const COMMUTATIVE: ReadonlySet<OpName> = new Set<OpName>([
  'I64AddOvf',
  'I64MulOvf',
  'I64Add',
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

/** What is known at a place: values by key, and the state of each kind of memory. */
interface Scope {
  readonly values: Map<string, Value>;
  readonly versions: Map<Memory, number>;
  readonly outer: Scope | null;
}

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
  #nextVersion = 1;

  constructor(fn: IrFunction, replacements: Replacements) {
    this.#fn = fn;
    this.#dominators = dominatorsOf(fn);
    this.#incoming = predecessors(fn);
    this.#replacements = replacements;
  }

  /** In reverse postorder a block comes after its dominators, so their scopes are complete. */
  run(): void {
    const scopes = new Map<number, Scope>();
    for (const b of this.#dominators.order) {
      const outer = scopes.get(this.#dominators.parent(b)) ?? null;
      const scope: Scope = { values: new Map(), versions: new Map(outer?.versions), outer };
      for (const memory of this.#writtenBetween(b)) this.#written(scope, memory);
      this.#block(at(this.#fn.blocks, b), scope);
      scopes.set(b, scope);
    }
  }

  #block(block: Block, scope: Scope): void {
    block.ops = block.ops.filter((op) => {
      this.#replacements.resolveOperands(op);
      for (const memory of memoryWritten(op.op)) this.#written(scope, memory);
      const key = keyOf(op, scope);
      if (key === null || op.result === null) return true;
      const known = lookUp(scope, key);
      if (known === undefined) scope.values.set(key, op.result);
      else this.#replacements.set(op.result, known);
      return known === undefined;
    });
  }

  #written(scope: Scope, memory: Memory): void {
    scope.versions.set(memory, this.#nextVersion);
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

/** Equal keys in scope: equal results. Null: never merged. */
function keyOf(op: Op, scope: Scope): string | null {
  const { effect } = specOf(op.op);
  const memory = memoryRead(op.op);
  if (memory === 'counts' || (effect !== 'pure' && effect !== 'reads')) return null;
  const ids = op.args.map((arg) => arg.id as number);
  if (COMMUTATIVE.has(op.op)) ids.sort((a, b) => a - b);
  const version = memory === null ? 0 : (scope.versions.get(memory) ?? 0);
  return `${op.op} ${immKey(op.imm)} ${ids.join(' ')} ${version}`;
}

function lookUp(scope: Scope, key: string): Value | undefined {
  for (let inner: Scope | null = scope; inner !== null; inner = inner.outer) {
    const value = inner.values.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}
