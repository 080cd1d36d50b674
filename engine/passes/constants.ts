/** Constants of a function: which values are, and one definition of each in the first block, where it dominates all. */

import type { ValueId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Imm, IrFunction, Op, Region, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';

/** A constant as the folding rules see it. Objects other than NULL are not folded. */
export type Constant =
  | { readonly rep: 'I64'; readonly value: bigint }
  | { readonly rep: 'F64'; readonly value: number }
  | { readonly rep: 'I1'; readonly value: boolean }
  | { readonly rep: 'Null' };

/** Text that is equal for equal immediates, -0.0 and 0.0 being different. */
export function immKey(imm: Imm | null): string {
  if (imm === null) return '';
  return Object.is(imm.value, -0) ? '-0' : String(imm.value);
}

/** Ops without operands or exits whose result is the same wherever they stand. */
const CONSTANT_OPS: ReadonlySet<OpName> = new Set<OpName>([
  'ConstI64',
  'ConstF64',
  'ConstI1',
  'ConstNull',
  'ConstObj',
  'NoneObj',
]);

export class ConstantPool {
  /** Definitions made so far. */
  made = 0;
  readonly #region: Region;
  readonly #fn: IrFunction;
  readonly #keys = new Map<number, string>();
  readonly #ops = new Map<number, Op>();
  /** By key: the definition in the first block. */
  readonly #pooled = new Map<string, Value>();

  constructor(region: Region, fn: IrFunction) {
    this.#region = region;
    this.#fn = fn;
    for (const block of fn.blocks) {
      for (const op of block.ops) {
        if (op.result === null || !CONSTANT_OPS.has(op.op)) continue;
        this.#keys.set(op.result.id, keyOf(op));
        this.#ops.set(op.result.id, op);
      }
    }
    for (const op of at(fn.blocks, 0).ops.slice(0, this.#head())) this.#remember(op);
  }

  /** Equal for equal constants; undefined for what is no constant. */
  keyOf(value: Value): string | undefined {
    return this.#keys.get(value.id);
  }

  constantOf(value: Value): Constant | null {
    const op = this.#ops.get(value.id);
    if (op === undefined) return null;
    if (op.op === 'ConstNull') return { rep: 'Null' };
    if (op.imm?.kind === 'int') return { rep: 'I64', value: op.imm.value };
    if (op.imm?.kind === 'float') return { rep: 'F64', value: op.imm.value };
    return op.imm?.kind === 'bool' ? { rep: 'I1', value: op.imm.value } : null;
  }

  isNull(value: Value): boolean {
    return this.#ops.get(value.id)?.op === 'ConstNull';
  }

  /** The equal constant at the head of the first block, made if there is none. */
  pooled(value: Value): Value {
    const op = this.#ops.get(value.id);
    return op === undefined ? value : this.#make(op.op, op.imm, value.rep);
  }

  get(constant: Constant): Value {
    switch (constant.rep) {
      case 'I64':
        return this.#make('ConstI64', { kind: 'int', value: constant.value }, 'I64');
      case 'F64':
        return this.#make('ConstF64', { kind: 'float', value: constant.value }, 'F64');
      case 'I1':
        return this.#make('ConstI1', { kind: 'bool', value: constant.value }, 'I1');
      case 'Null':
        return this.#make('ConstNull', null, 'Obj');
    }
  }

  #make(name: OpName, imm: Imm | null, rep: Rep): Value {
    const key = `${name} ${immKey(imm)}`;
    const known = this.#pooled.get(key);
    if (known !== undefined) return known;
    const result: Value = { id: this.#region.nextValue as ValueId, rep };
    this.#region.nextValue += 1;
    this.made += 1;
    const op: Op = { op: name, args: [], imm, result, exit: null, line: 0 };
    at(this.#fn.blocks, 0).ops.splice(this.#head(), 0, op);
    this.#ops.set(result.id, op);
    this.#remember(op);
    return result;
  }

  #remember(op: Op): void {
    if (op.result === null || !CONSTANT_OPS.has(op.op)) return;
    const key = keyOf(op);
    this.#keys.set(op.result.id, key);
    if (!this.#pooled.has(key)) this.#pooled.set(key, op.result);
  }

  /** Number of ops at the head of the first block that are constants, EnterNative or EnterTask. */
  #head(): number {
    const ops = at(this.#fn.blocks, 0).ops;
    const other = ops.findIndex((op) => op.op !== 'EnterNative' && op.op !== 'EnterTask' && !CONSTANT_OPS.has(op.op));
    return other === -1 ? ops.length : other;
  }
}

function keyOf(op: Op): string {
  return `${op.op} ${immKey(op.imm)}`;
}
