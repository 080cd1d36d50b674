/**
 * Accumulators: a parameter of a loop's header that nothing but a chain of one operation touches, in each iteration any
 * number of times, under any condition. The values of the chain, the parameters that carry them included, are its members.
 */
import type { Combine } from '../ir/combine.ts';
import type { OpName } from '../ir/ops.ts';
import type { Op, Value } from '../ir/region.ts';
import type { LoopUses } from './uses.ts';

export interface Chain {
  readonly combine: Combine;
  readonly members: ReadonlySet<number>;
  /** The ops, and the operand that is put to the accumulator. */
  readonly steps: ReadonlyMap<Op, Value>;
}

interface Family {
  readonly combine: Combine;
  readonly ops: readonly OpName[];
}

const FAMILIES: readonly Family[] = [
  { combine: 'AddI64', ops: ['I64AddOvf', 'I64Add', 'I64SubOvf', 'I64Sub'] },
  { combine: 'MulI64', ops: ['I64MulOvf', 'I64Mul'] },
  { combine: 'AndI64', ops: ['I64And'] },
  { combine: 'OrI64', ops: ['I64Or'] },
  { combine: 'XorI64', ops: ['I64Xor'] },
  { combine: 'FoldAdd', ops: ['F64Add'] },
  { combine: 'FoldSub', ops: ['F64Sub'] },
  { combine: 'FoldMul', ops: ['F64Mul'] },
];

/** Whose accumulator must be the left operand. */
const LEFT_ONLY: ReadonlySet<OpName> = new Set<OpName>(['I64Sub', 'I64SubOvf', 'F64Sub']);

/** The chain of a header's parameter; null if it is none. */
export function chainOf(param: Value, uses: LoopUses): Chain | null {
  for (const family of FAMILIES) {
    const steps = new Map<Op, Value>();
    const members = membersOf(param, family, uses, steps);
    if (steps.size > 0 && members && isClosed(param, members, steps, uses))
      return { combine: family.combine, members: new Set(members.keys()), steps };
  }
  return null;
}

/** Whatever may hold the accumulator, by id; null if a chain's op takes it twice. */
function membersOf(param: Value, family: Family, uses: LoopUses, steps: Map<Op, Value>): Map<number, Value> | null {
  const members = new Map([[param.id, param]]);
  const work = [param];
  const add = (value: Value): void => {
    if (members.has(value.id)) return;
    members.set(value.id, value);
    work.push(value);
  };
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    for (const { op } of uses.of(value).ops) {
      if (!family.ops.includes(op.op) || op.result === null) return null;
      const [left, right] = op.args;
      const other: Value | undefined = left === value ? right : left;
      if (!other || other === value || (right === value && LEFT_ONLY.has(op.op))) return null;
      steps.set(op, other);
      add(op.result);
    }
    for (const { param: next } of uses.of(value).edges) if (next) add(next);
  }
  return members;
}

/** No member is tested or put to another; what carries a member carries nothing else; each way round ends in one. */
function isClosed(
  param: Value,
  members: ReadonlyMap<number, Value>,
  steps: ReadonlyMap<Op, Value>,
  uses: LoopUses,
): boolean {
  for (const other of steps.values()) if (members.has(other.id)) return false;
  for (const member of members.values()) {
    if (uses.of(member).branches.length > 0) return false;
    if (uses.passedFor(member).some(({ value }) => !members.has(value.id))) return false;
    const isOtherState = member !== param && uses.homeOf(member) === uses.homeOf(param) && uses.isParam(member);
    if (isOtherState) return false;
  }
  return true;
}
