/** Parameters that carry a state from one block to the next. */
import type { Block, Value } from '../ir/region.ts';
import type { LoopUses } from './uses.ts';

/**
 * The values and all parameters that may hold one of them. Null if one of those parameters is computed with, or gets
 * something else that `mayEnter` does not allow. The first value, the header's parameter, may be computed with.
 */
export function carriers(
  values: readonly Value[],
  uses: LoopUses,
  mayEnter: (target: Value, value: Value, from: Block) => boolean = () => false,
): Set<number> | null {
  const members = new Map(values.map((value) => [value.id, value]));
  const [header] = values;
  const work = [...values];
  for (let next = work.pop(); next !== undefined; next = work.pop())
    for (const { param } of uses.of(next).edges)
      if (param && !members.has(param.id)) {
        members.set(param.id, param);
        work.push(param);
      }
  for (const member of members.values()) {
    if (member === header) continue;
    const { ops, branches } = uses.of(member);
    if (ops.length + branches.length > 0) return null;
    if (header && uses.homeOf(member) === uses.homeOf(header) && uses.isParam(member)) return null;
    if (uses.passedFor(member).some(({ value, from }) => !members.has(value.id) && !mayEnter(member, value, from)))
      return null;
  }
  return new Set(members.keys());
}
