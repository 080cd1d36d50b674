/** Mutants that compute another value. */
import { at } from '../../engine/base/invariant.ts';
import type { OpName } from '../../engine/ir/ops.ts';
import type { Op, Region, Value } from '../../engine/ir/region.ts';
import { definitions } from '../../engine/ir/walk.ts';
import { rewriteOps } from './rewrite.ts';

const FLOAT_ZERO = { kind: 'float', value: 0 } as const;

/** `-x` as `0.0 - x`. */
export function negateBySubtracting(region: Region): number {
  return rewriteOps(region, (op, make) => {
    if (op.op !== 'F64Neg') return null;
    const zero = make.value('F64');
    return [make.op('ConstF64', [], zero, FLOAT_ZERO), { ...op, op: 'F64Sub', args: [zero, at(op.args, 0)] }];
  });
}

/** `x * 0.0` as `0.0`. */
export function foldTimesZero(region: Region): number {
  const defining = definitions(region);
  const isZero = (value: Value): boolean => {
    const imm = defining.get(value.id)?.imm;
    return imm?.kind === 'float' && imm.value === 0;
  };
  return rewriteOps(region, (op) =>
    op.op === 'F64Mul' && op.args.some(isZero) ? [{ ...op, op: 'ConstF64', args: [], imm: FLOAT_ZERO }] : null,
  );
}

/** `x == x` as True. */
export function foldSelfEquality(region: Region): number {
  return rewriteOps(region, (op) => {
    if ((op.op !== 'F64Eq' && op.op !== 'F64Ne') || at(op.args, 0) !== at(op.args, 1)) return null;
    return [{ ...op, op: 'ConstI1', args: [], imm: { kind: 'bool', value: op.op === 'F64Eq' } }];
  });
}

const OPPOSITE: Partial<Record<OpName, OpName>> = { F64Lt: 'F64Ge', F64Le: 'F64Gt', F64Gt: 'F64Le', F64Ge: 'F64Lt' };

/** `a < b` as `not a >= b`. */
export function compareByOpposite(region: Region): number {
  return rewriteOps(region, (op, make) => {
    const opposite = OPPOSITE[op.op];
    if (opposite === undefined || op.result === null) return null;
    const asked = make.value('I1');
    return [make.op(opposite, op.args, asked), make.op('I1Not', [asked], op.result)];
  });
}

const WITH_TIES: Partial<Record<OpName, OpName>> = { F64Lt: 'F64Le', F64Gt: 'F64Ge' };

/** min and max take the last of equals. */
export function takeLastOfEquals(region: Region): number {
  const conditions = new Set<number>();
  for (const op of definitions(region).values()) if (op.op === 'SelectF64') conditions.add(at(op.args, 0).id);
  return rewriteOps(region, (op) => {
    const withTies = WITH_TIES[op.op];
    return withTies !== undefined && op.result !== null && conditions.has(op.result.id)
      ? [{ ...op, op: withTies }]
      : null;
  });
}

/** `a - b` as `b - a`. */
export function swapOperands(region: Region): number {
  const isPythons = (op: Op): boolean =>
    op.op === 'F64Sub' ||
    (op.op === 'I64SubOvf' && op.exit !== null && at(region.exits, op.exit).reason === 'IntOverflow');
  return rewriteOps(region, (op) => (isPythons(op) ? [{ ...op, args: op.args.toReversed() }] : null));
}
