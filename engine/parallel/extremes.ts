/**
 * Minima and maxima: `if x < best: best = x`, `best = min(best, x)`, and what is noted along with them, as the index of
 * the smallest. The comparison must be strict, with x on the winning side: so the earlier of equals is kept, and a NaN
 * never wins. Nothing else may depend on the answer: it is another one in a chunk that does not know the best so far.
 */
import { at } from '../base/invariant.ts';
import type { Combine } from '../ir/combine.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, Edge, IrFunction, Op, Value } from '../ir/region.ts';
import { carriers } from './carriers.ts';
import type { LoopUses } from './uses.ts';

/** Where something else is set along with a new best. */
export interface Noted {
  /** The parameter that gets it, or what was there. */
  readonly param: Value;
  readonly kept: Value;
  /** The block it comes from when there is a new best. */
  readonly from: Block;
}

export interface Extreme {
  readonly combine: Combine;
  readonly noted: readonly Noted[];
  /** States of which a Select by the same answer keeps what was there, or sets another. */
  readonly selected: ReadonlyMap<Value, Op>;
}

/** Which operand is the best so far, and what a true answer makes of it. */
const STRICT: Partial<Record<OpName, readonly { readonly best: 0 | 1; readonly combine: Combine }[]>> = {
  I64Lt: [
    { best: 1, combine: 'MinI64' },
    { best: 0, combine: 'MaxI64' },
  ],
  I64Gt: [
    { best: 1, combine: 'MaxI64' },
    { best: 0, combine: 'MinI64' },
  ],
  F64Lt: [
    { best: 1, combine: 'MinF64' },
    { best: 0, combine: 'MaxF64' },
  ],
  F64Gt: [
    { best: 1, combine: 'MaxF64' },
    { best: 0, combine: 'MinF64' },
  ],
};

export function extremeOf(fn: IrFunction, param: Value, uses: LoopUses): Extreme | null {
  const tests = uses.of(param).ops.filter(({ op }) => STRICT[op.op] !== undefined);
  const [use, second] = tests;
  if (!use || second || uses.of(param).branches.length > 0) return null;
  const row = STRICT[use.op.op]?.find(({ best }) => use.op.args[best] === param);
  const candidate = row && use.op.args[1 - row.best];
  const answer = use.op.result;
  if (!row || !candidate || candidate === param || !answer) return null;
  const rest = uses.of(param).ops.filter(({ op }) => op !== use.op);
  const question = { param, candidate, answer, combine: row.combine };
  return rest.length > 0 ? bySelect(question, rest[0]?.op, rest.length, uses) : byBranch(fn, question, use.block, uses);
}

interface Question {
  readonly param: Value;
  readonly candidate: Value;
  readonly answer: Value;
  readonly combine: Combine;
}

/** Select(answer, candidate, param), which goes round, as do other Selects by the same answer. */
function bySelect(question: Question, select: Op | undefined, count: number, uses: LoopUses): Extreme | null {
  const { param, candidate, answer, combine } = question;
  if (count > 1 || (select?.op !== 'SelectI64' && select?.op !== 'SelectF64') || !select.result) return null;
  const [condition, found, kept] = select.args;
  if (condition !== answer || found !== candidate || kept !== param) return null;
  const { ops, branches, edges } = uses.of(answer);
  if (branches.length + edges.length > 0) return null;
  const selected = new Map<Value, Op>();
  for (const { op } of ops) {
    if (op === select) continue;
    const other = op.args[2];
    if (!op.op.startsWith('Select') || op.args[0] !== answer || !other || selected.has(other)) return null;
    selected.set(other, op);
  }
  const members = carriers([param, select.result], uses);
  return members && goesRound(param, members, uses) ? { combine, noted: [], selected } : null;
}

/** Each way round ends in a member, and whoever carries one carries nothing else. */
function goesRound(param: Value, members: ReadonlySet<number>, uses: LoopUses): boolean {
  return uses.passedFor(param).every(({ value }) => members.has(value.id));
}

function byBranch(fn: IrFunction, question: Question, block: Block, uses: LoopUses): Extreme | null {
  const { param, candidate, answer, combine } = question;
  const { ops, branches, edges } = uses.of(answer);
  const { end } = block;
  const alone = ops.length === 0 && edges.length === 0 && branches.length === 1 && branches[0] === block;
  if (!alone || end.kind !== 'branch') return null;
  const [found, kept] = meetingOf(fn, block, end.then, end.else, uses);
  if (!found || !kept) return null;
  const meeting = at(fn.blocks, found.edge.to);
  const noted: Noted[] = [];
  let merged: Value | null = null;
  for (const [k, target] of meeting.params.entries()) {
    const [then, otherwise] = [at(found.edge.args, k), at(kept.edge.args, k)];
    if (then === otherwise) continue;
    if (then === candidate && otherwise === param && !merged) merged = target;
    else noted.push({ param: target, kept: otherwise, from: found.from });
  }
  if (!merged) return null;
  const members = carriers([param, merged], uses, (_, value, from) => value === candidate && from === found.from);
  return members && goesRound(param, members, uses) ? { combine, noted, selected: new Map() } : null;
}

interface Arm {
  readonly from: Block;
  readonly edge: Edge;
}

/** The edges by which both ways out of a branch meet again, nothing being done on the way that anybody sees. */
function meetingOf(fn: IrFunction, block: Block, then: Edge, otherwise: Edge, uses: LoopUses): [Arm, Arm] | [] {
  const [a, b] = [armsOf(fn, block, then, uses), armsOf(fn, block, otherwise, uses)];
  for (const left of a) for (const right of b) if (left.edge.to === right.edge.to) return [left, right];
  return [];
}

function armsOf(fn: IrFunction, block: Block, edge: Edge, uses: LoopUses): Arm[] {
  const arms: Arm[] = [{ from: block, edge }];
  for (let arm = arms[0]; arm && arms.length < 4; ) {
    const next = at(fn.blocks, arm.edge.to);
    const through = next.params.length === 0 && next.end.kind === 'jump' && next.ops.every(isUnseen);
    if (!through || uses.entriesOf(next) !== 1 || next.end.kind !== 'jump') break;
    arm = { from: next, edge: next.end.edge };
    arms.push(arm);
  }
  return arms;
}

function isUnseen({ op, result }: Op): boolean {
  return result !== null || op === 'Guard' || op === 'Poll';
}
