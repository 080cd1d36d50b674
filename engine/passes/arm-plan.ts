/** Which branches are worth computing both arms of, and for which ranges nothing overflows then (if-convert.ts). */
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, Edge, IrFunction, Op, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import type { ConstantPool } from './constants.ts';
import { basesWithin, INT64, type Linear, linearResult, type Range } from './linear.ts';

export interface Plan {
  readonly cond: Value;
  /** What the arms compute, without order between the two. */
  readonly ops: readonly Op[];
  /** Where both arms go on, and with what. */
  readonly then: Edge;
  readonly otherwise: Edge;
  readonly ranges: readonly ({ readonly base: Value } & Range)[];
}

/**
 * Ops of the arms, selects and ranges together: one to three cycles more, where a wrong guess costs fifteen or more:
 * pays from about one wrong guess in twenty (measured in D-020).
 */
const BUDGET = 8;

/** What is outside this is asked for anyhow: numbers of everyday size must be inside. */
const EVERYDAY: Range = { low: -(2n ** 31n), high: 2n ** 31n };

/** One cycle or so; neither exits nor looks at memory. */
const CHEAP: ReadonlySet<OpName> = new Set<OpName>([
  'I64And',
  'I64Or',
  'I64Xor',
  'I64Sar',
  'I64Eq',
  'I64Ne',
  'I64Lt',
  'I64Le',
  'I64Gt',
  'I64Ge',
  'I1ToI64',
  'I1Not',
  'I1Eq',
  'I1And',
  'I1Or',
  'SelectI64',
]);

/** A way from the branch to the join: an arm, or nothing. */
interface Way {
  readonly ops: readonly Op[];
  readonly edge: Edge;
}

export function planFor(
  fn: IrFunction,
  block: Block,
  incoming: readonly number[],
  constants: ConstantPool,
): Plan | null {
  const { end } = block;
  if (end.kind !== 'branch' || end.likely !== null) return null;
  const [then, otherwise] = waysToJoin(waysOf(fn, end.then, incoming), waysOf(fn, end.else, incoming)) ?? [];
  if (!then || !otherwise) return null;
  const ops = [...then.ops, ...otherwise.ops];
  // Where nothing may exit LLVM decides better: it knows what a select costs on this CPU.
  if (ops.length > BUDGET || !ops.some((op) => op.exit !== null)) return null;
  const ranges = rangesFor(ops, constants);
  const selects = selectCount(then.edge, otherwise.edge);
  if (ranges === null || ranges.length === 0 || selects === null) return null;
  if (ops.length + selects + ranges.length > BUDGET) return null;
  return { cond: end.cond, ops, then: then.edge, otherwise: otherwise.edge, ranges };
}

/** Through the block the edge leads to, if that is entered by this edge alone; and the edge itself. */
function waysOf(fn: IrFunction, edge: Edge, incoming: readonly number[]): Way[] {
  const block = at(fn.blocks, edge.to);
  const through = incoming[edge.to] === 1 && block.params.length === 0 && block.end.kind === 'jump';
  return [...(through ? edgesOf(block.end).map((next) => ({ ops: block.ops, edge: next })) : []), { ops: [], edge }];
}

/** The first pair that meets. */
function waysToJoin(thens: readonly Way[], others: readonly Way[]): [Way, Way] | null {
  for (const then of thens) {
    for (const other of others) if (then.edge.to === other.edge.to) return [then, other];
  }
  return null;
}

/** Null if something cannot be selected. */
function selectCount(then: Edge, otherwise: Edge): number | null {
  const differing = then.args.filter((arg, i) => arg !== otherwise.args[i]);
  return differing.some((arg) => arg.rep === 'I1') ? null : differing.length;
}

/** For each base the range in which no op overflows; null if an op is not of the kind. */
function rangesFor(ops: readonly Op[], constants: ConstantPool): Plan['ranges'] | null {
  const inside = new Set(ops.map((op) => op.result?.id));
  const known = new Map<number, Linear>();
  const found = new Map<number, { readonly base: Value } & Range>();
  const linear = (value: Value): Linear => known.get(value.id) ?? { base: value, scale: 1n, offset: 0n };
  for (const op of ops) {
    if (op.result === null) return null;
    if (CHEAP.has(op.op)) continue;
    const form = linearResult(op, linear, constants);
    // A base computed by an arm is not there yet when its range is asked for.
    if (form === null || inside.has(form.base.id)) return null;
    known.set(op.result.id, form);
    const range = basesWithin(form, found.get(form.base.id) ?? INT64);
    if (range.low > EVERYDAY.low || range.high < EVERYDAY.high) return null;
    found.set(form.base.id, { base: form.base, ...range });
  }
  return [...found.values()].filter(({ low, high }) => low > INT64.low || high < INT64.high);
}
