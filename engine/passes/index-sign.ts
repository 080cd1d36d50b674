/**
 * Index-sign: an index that cannot be negative is not counted from the end.
 *
 * Python wraps negative indices, which costs three instructions and hides from LLVM that the index is the counter.
 * Optimistic: a block parameter is taken not to be negative until a value that may be is passed for it.
 *
 * Not for what native code is entered with: a number read from a slot may be negative.
 */
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { IrFunction, Op, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import type { Pass } from './pass.ts';

/** Never negative, whatever the operands. */
const ALWAYS: ReadonlySet<OpName> = new Set<OpName>([
  'ListLen',
  'TupleLen',
  'RangeLen',
  'RangeIterLen',
  'I64AbsOvf',
  'I1ToI64',
  'IndexWrap',
  'IndexBelow',
  'SeqIterIndex',
  'BufferLen',
  'BufferColumns',
  'BufferIterIndex',
]);
/** Not negative if no operand (but a condition) is. */
const IF_OPERANDS: ReadonlySet<OpName> = new Set<OpName>([
  'I64Add',
  'I64AddOvf',
  'I64MulOvf',
  'I64Mul',
  'I64Or',
  'I64Xor',
  'I64FloorDiv',
  'I64PowOvf',
  'I64ShlOvf',
  'SelectI64',
]);

export const indexSign: Pass = {
  name: 'index-sign',
  run(region) {
    let changed = 0;
    for (const fn of region.functions) {
      const negative = maybeNegative(fn);
      for (const block of fn.blocks) {
        block.ops = block.ops.map((op) => {
          const [index] = op.args;
          if (op.op !== 'IndexWrap' || !index || negative.has(index.id)) return op;
          changed += 1;
          return { ...op, op: 'IndexBelow' };
        });
      }
    }
    return changed;
  },
};

/** Ids of the ints that may be negative. */
function maybeNegative(fn: IrFunction): Set<number> {
  const found = new Set<number>(fn.params.map((param) => param.id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const block of fn.blocks) {
      for (const op of block.ops) if (op.result?.rep === 'I64' && !staysAbove(op, found)) found.add(op.result.id);
      for (const edge of edgesOf(block.end)) {
        at(fn.blocks, edge.to).params.forEach((param, i) => {
          if (found.has(at(edge.args, i).id)) found.add(param.id);
        });
      }
    }
  }
  return found;
}

function staysAbove(op: Op, negative: ReadonlySet<number>): boolean {
  const above = (value: Value | undefined): boolean => value !== undefined && !negative.has(value.id);
  if (op.op === 'ConstI64') return op.imm?.kind === 'int' && op.imm.value >= 0n;
  if (ALWAYS.has(op.op)) return true;
  if (op.op === 'I64And') return above(op.args[0]) || above(op.args[1]);
  if (op.op === 'I64FloorMod') return above(op.args[1]);
  if (op.op === 'I64Shr' || op.op === 'I64Sar') return above(op.args[0]);
  return IF_OPERANDS.has(op.op) && op.args.every((arg) => arg.rep !== 'I64' || above(arg));
}
