/**
 * Fold: an op on constants is a constant, an op that returns an operand is that operand (rules/*.ts).
 *
 * Only what provably does not exit is folded, so no exit is lost.
 */

import { at } from '../base/invariant.ts';
import { reversePostorder } from '../ir/dominators.ts';
import type { IrFunction, Op, Region, Value } from '../ir/region.ts';
import { definitions } from '../ir/walk.ts';
import { type Constant, ConstantPool } from './constants.ts';
import type { Pass } from './pass.ts';
import { Replacements } from './replace.ts';
import { FLOAT_RULES } from './rules/floats.ts';
import { IDENTITY_RULES } from './rules/identities.ts';
import { INTEGER_RULES } from './rules/integers.ts';

export const fold: Pass = {
  name: 'fold',
  run(region) {
    const replacements = new Replacements();
    const defining = definitions(region);
    for (const fn of region.functions) foldFunction(region, fn, defining, replacements);
    replacements.apply(region);
    return replacements.size;
  },
};

function foldFunction(region: Region, fn: IrFunction, defining: Map<number, Op>, replacements: Replacements): void {
  const constants = new ConstantPool(region, fn);
  for (const b of reversePostorder(fn)) {
    const dropped = new Set<Op>();
    for (const op of [...at(fn.blocks, b).ops]) {
      replacements.resolveOperands(op);
      if (op.result === null || op.args.length === 0) continue;
      const outcome = foldConstants(op, constants) ?? foldIdentity(op, constants, defining);
      if (outcome === null) continue;
      replacements.set(op.result, 'id' in outcome ? outcome : constants.get(outcome));
      dropped.add(op);
    }
    const block = at(fn.blocks, b);
    if (dropped.size > 0) block.ops = block.ops.filter((op) => !dropped.has(op));
  }
}

function foldConstants(op: Op, constants: ConstantPool): Constant | null {
  const values = op.args.map((arg) => constants.constantOf(arg));
  const [a, b = a] = values;
  if (a?.rep === 'I64' && b?.rep === 'I64') return INTEGER_RULES[op.op]?.(a.value, b.value) ?? null;
  if (a?.rep === 'F64' && b?.rep === 'F64') return FLOAT_RULES[op.op]?.(a.value, b.value) ?? null;
  if (a?.rep === 'I1' && op.op === 'I1ToI64') return { rep: 'I64', value: a.value ? 1n : 0n };
  return null;
}

function foldIdentity(op: Op, constants: ConstantPool, defining: Map<number, Op>): Value | Constant | null {
  const rule = IDENTITY_RULES[op.op];
  return rule?.({ args: op.args, constants, defining: (value) => defining.get(value.id) }) ?? null;
}
