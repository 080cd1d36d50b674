/**
 * Strength: dividing by a power of two is a shift, its remainder a mask, whatever the sign: Python rounds down. Neither
 * can exit, nor can a shift by a constant; so what follows may be computed before it is known to be wanted.
 *
 * Not for divisors that are negative or no power of two: those keep their division and its exit.
 */
import { at } from '../base/invariant.ts';
import type { IrFunction, Op, Region } from '../ir/region.ts';
import { ConstantPool } from './constants.ts';
import type { Pass } from './pass.ts';

export const strength: Pass = {
  name: 'strength',
  run(region) {
    let changed = 0;
    for (const fn of region.functions) changed += reduceFunction(region, fn);
    return changed;
  },
};

function reduceFunction(region: Region, fn: IrFunction): number {
  const constants = new ConstantPool(region, fn);
  let changed = 0;
  for (const block of fn.blocks) {
    // Not mapped in one go: constants made meanwhile may be put before the ops of this very block.
    const cheaper = new Map<Op, Op>();
    for (const op of block.ops) {
      const other = reduced(op, constants);
      if (other !== null) cheaper.set(op, other);
    }
    changed += cheaper.size;
    if (cheaper.size > 0) block.ops = block.ops.map((op) => cheaper.get(op) ?? op);
  }
  return changed;
}

function reduced(op: Op, constants: ConstantPool): Op | null {
  if (op.op !== 'I64FloorDiv' && op.op !== 'I64FloorMod' && op.op !== 'I64Shr') return null;
  const constant = constants.constantOf(at(op.args, 1));
  if (constant?.rep !== 'I64') return null;
  const by = (name: 'I64And' | 'I64Sar', value: bigint): Op => {
    return { ...op, op: name, args: [at(op.args, 0), constants.get({ rep: 'I64', value })], exit: null };
  };
  const { value } = constant;
  if (op.op === 'I64Shr') return value < 0n ? null : by('I64Sar', value > 63n ? 63n : value);
  if (value <= 0n || (value & (value - 1n)) !== 0n) return null;
  return op.op === 'I64FloorMod' ? by('I64And', value - 1n) : by('I64Sar', BigInt(value.toString(2).length - 1));
}
