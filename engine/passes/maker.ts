/** New values, ops and blocks, for passes that build. */
import type { BlockId, ExitId, ValueId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, Imm, IrFunction, Op, Region, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';

/** Makes values and blocks of one region. */
export class Maker {
  readonly #region: Region;
  readonly #fn: IrFunction;

  constructor(region: Region, fn: IrFunction) {
    this.#region = region;
    this.#fn = fn;
  }

  value(rep: Rep): Value {
    const id = this.#region.nextValue as ValueId;
    this.#region.nextValue += 1;
    return { id, rep };
  }

  op(name: OpName, args: Value[], result: Value, imm: Imm | null = null): Op {
    return { op: name, args, imm, result, exit: null, line: 0 };
  }

  constant(imm: bigint): Value {
    const result = this.value('I64');
    this.#atHead(this.op('ConstI64', [], result, { kind: 'int', value: imm }));
    return result;
  }

  /** Something to pass where nothing is read. */
  anything(rep: Rep): Value {
    const result = this.value(rep);
    const rows = {
      I64: ['ConstI64', { kind: 'int', value: 0n }],
      F64: ['ConstF64', { kind: 'float', value: 0 }],
      I1: ['ConstI1', { kind: 'bool', value: false }],
      Obj: ['ConstNull', null],
    } as const;
    const [name, imm] = rows[rep];
    this.#atHead(this.op(name, [], result, imm));
    return result;
  }

  /** Before everything but the op that enters the function. */
  #atHead(op: Op): void {
    const { ops } = at(this.#fn.blocks, 0);
    const enters = ops[0]?.op === 'EnterNative' || ops[0]?.op === 'EnterTask';
    ops.splice(enters ? 1 : 0, 0, op);
  }

  block(note: string): Block {
    const block: Block = {
      id: this.#fn.blocks.length as BlockId,
      params: [],
      ops: [],
      end: { kind: 'exit', exit: 0 as ExitId },
      note,
    };
    this.#fn.blocks.push(block);
    return block;
  }
}
