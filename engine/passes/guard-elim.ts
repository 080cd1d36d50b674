/**
 * Guard-elim: what a dominating guard, branch or unboxing has established is not asked again.
 *
 * Facts hold from where they are established to the end of what that place dominates. The kind of a live object never
 * changes, so no write ends a fact about it.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf, walkTree } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { definitions, predecessors } from '../ir/walk.ts';
import { ConstantPool } from './constants.ts';
import { answer, type Kind, madeKind, testedKind, unboxedKind } from './kinds.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';
import { ScopedMap } from './scoped-map.ts';
import { removeUnreachable } from './unreachable.ts';

export const guardElim: Pass = {
  name: 'guard-elim',
  run(region) {
    const replacements = new Replacements();
    const defining = definitions(region);
    let changed = 0;
    for (const fn of region.functions) changed += new Elimination(region, fn, defining, replacements).run();
    replacements.apply(region);
    for (const fn of region.functions) changed += removeUnreachable(fn);
    return changed + replacements.size;
  },
};

/** What is known at the place of the walk. */
class Facts {
  readonly truths = new ScopedMap<number, boolean>();
  readonly #kinds = new ScopedMap<number, Kind>();

  enter(): void {
    this.truths.enter();
    this.#kinds.enter();
  }

  leave(): void {
    this.truths.leave();
    this.#kinds.leave();
  }

  kind(value: Value): Kind | undefined {
    return this.#kinds.get(value.id);
  }

  setKind(value: Value, kind: Kind): void {
    if (kind === 'Int' && this.kind(value) === 'Int64') return;
    this.#kinds.set(value.id, kind);
  }
}

class Elimination {
  readonly #fn: IrFunction;
  readonly #constants: ConstantPool;
  readonly #dominators: Dominators;
  readonly #incoming: number[][];
  readonly #defining: Map<number, Op>;
  readonly #replacements: Replacements;
  readonly #facts = new Facts();
  #changed = 0;

  constructor(region: Region, fn: IrFunction, defining: Map<number, Op>, replacements: Replacements) {
    this.#fn = fn;
    this.#constants = new ConstantPool(region, fn);
    this.#dominators = dominatorsOf(fn);
    this.#incoming = predecessors(fn);
    this.#defining = defining;
    this.#replacements = replacements;
  }

  run(): number {
    const enter = (b: number): void => {
      this.#facts.enter();
      this.#learnFromBranch(b);
      this.#block(at(this.#fn.blocks, b));
    };
    walkTree(this.#dominators, enter, () => this.#facts.leave());
    return this.#changed;
  }

  /** A block with one way in knows what the branch there decided. */
  #learnFromBranch(b: number): void {
    const [from, ...others] = at(this.#incoming, b);
    if (from === undefined || others.length > 0) return;
    const end = at(this.#fn.blocks, from).end;
    if (end.kind === 'branch') this.#learn(this.#replacements.resolve(end.cond), end.then.to === b);
  }

  #learn(cond: Value, truth: boolean): void {
    this.#facts.truths.set(cond.id, truth);
    const op = this.#defining.get(cond.id);
    if (op === undefined) return;
    const [a, b] = op.args.map((arg) => this.#replacements.resolve(arg));
    if (op.op === 'I1Not' && a !== undefined) this.#learn(a, !truth);
    const both = (op.op === 'I1And' && truth) || (op.op === 'I1Or' && !truth);
    if (both && a !== undefined && b !== undefined) {
      this.#learn(a, truth);
      this.#learn(b, truth);
    }
    const kind = testedKind(op.op);
    if (truth && kind !== undefined && a !== undefined) this.#facts.setKind(a, kind);
  }

  #block(block: Block): void {
    const dropped = new Set<Op>();
    let cut: Op | null = null;
    for (const op of [...block.ops]) {
      this.#replacements.resolveOperands(op);
      const outcome = cut === null ? this.#op(op) : 'drop';
      if (outcome !== 'keep') dropped.add(op);
      if (outcome === 'never passes') cut = op;
    }
    this.#changed += dropped.size;
    // Not assigned from a copy: constants made meanwhile may stand at the head of this very block.
    if (dropped.size > 0) block.ops = block.ops.filter((op) => !dropped.has(op));
    if (cut !== null && cut.exit !== null) block.end = { kind: 'exit', exit: cut.exit };
    else this.#end(block);
  }

  #end(block: Block): void {
    if (block.end.kind !== 'branch') return;
    const truth = this.#truthOf(this.#replacements.resolve(block.end.cond));
    if (truth === undefined) return;
    this.#changed += 1;
    block.end = { kind: 'jump', edge: truth ? block.end.then : block.end.else };
  }

  #op(op: Op): 'keep' | 'drop' | 'never passes' {
    const [operand] = op.args;
    if (op.op === 'Guard' && operand !== undefined) return this.#guard(operand);
    const made = madeKind(op.op);
    if (made !== undefined && op.result !== null) this.#facts.setKind(op.result, made);
    if (operand === undefined) return 'keep';
    const unboxed = unboxedKind(op.op);
    if (unboxed !== undefined) this.#facts.setKind(operand, unboxed);
    const same = op.op === 'Retain' ? this.#facts.kind(operand) : undefined;
    if (same !== undefined && op.result !== null) this.#facts.setKind(op.result, same);
    const known = this.#facts.kind(operand);
    const decided = known === undefined ? null : answer(op.op, known);
    if (decided === null || op.result === null) return 'keep';
    this.#replacements.set(op.result, this.#constants.get({ rep: 'I1', value: decided }));
    return 'drop';
  }

  #guard(cond: Value): 'keep' | 'drop' | 'never passes' {
    const truth = this.#truthOf(cond);
    if (truth !== undefined) return truth ? 'drop' : 'never passes';
    this.#learn(cond, true);
    return 'keep';
  }

  #truthOf(cond: Value): boolean | undefined {
    const constant = this.#constants.constantOf(cond);
    return constant?.rep === 'I1' ? constant.value : this.#facts.truths.get(cond.id);
  }
}
