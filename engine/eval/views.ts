/**
 * The meaning of views: a float matrix copied when it is first asked for, so that a write nobody told of shows.
 * The price of making one is no part of the meaning: here each is worth it at once.
 */
import { InvariantError } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Op } from '../ir/region.ts';
import type { Slot } from './objects.ts';
import type { Evaluate, Operand } from './operand.ts';

export interface View {
  readonly list: Slot;
  readonly rows: readonly Slot[];
  readonly numbers: number[][];
  alive: boolean;
}

function numberOf(op: Op): number {
  if (op.imm?.kind !== 'int') throw new InvariantError(`${op.op} without its number`);
  return Number(op.imm.value);
}

/** Null for what is no matrix of floats, or has a row twice. */
function viewOf(list: Slot): View | null {
  if (list?.kind !== 'list' || list.items.length === 0 || new Set(list.items).size < list.items.length) return null;
  const numbers: number[][] = [];
  for (const row of list.items) {
    if (row?.kind !== 'list') return null;
    const values = row.items.flatMap((item) => (item?.kind === 'float' ? [item.value] : []));
    if (values.length < row.items.length || values.length !== (numbers[0] ?? values).length) return null;
    numbers.push(values);
  }
  return numbers[0]?.length === 0 ? null : { list, rows: [...list.items], numbers, alive: true };
}

const list = (operand: Operand | undefined) => operand as Slot;

export const VIEW_OPS = {
  MatrixView: (args, op, machine) => {
    const number = numberOf(op);
    const known = machine.views[number];
    const view = known?.alive ? known : viewOf(list(args[0]));
    machine.views[number] = view ?? undefined;
    return view === null ? 0n : BigInt(number) + 1n;
  },
  ViewColumns: (_, op, machine) => BigInt(machine.views[numberOf(op)]?.numbers[0]?.length ?? 0),
  ViewLoadF64: (args, _, machine) => {
    const [view, columns, row, column] = args as readonly [bigint, bigint, bigint, bigint];
    const found = machine.views[Number(view) - 1];
    const value = found?.alive ? found.numbers[Number(row)]?.[Number(column)] : undefined;
    if (value === undefined || columns !== BigInt(found?.numbers[0]?.length ?? 0))
      throw new InvariantError(`row ${row}, column ${column} of view ${view} is not there`);
    return value;
  },
  ViewStore: (args, _, machine) => {
    for (const view of machine.views) {
      if (!view) continue;
      const row = view.rows.indexOf(list(args[0]));
      const values = view.numbers[row];
      if (values) values[Number(args[1] as bigint)] = args[2] as number;
      if (view.list === args[0]) view.alive = false;
    }
    return undefined;
  },
  ViewsEnd: (_, __, machine) => {
    for (const view of machine.views) if (view) view.alive = false;
    return undefined;
  },
  ViewDrop: (args, _, machine) => {
    for (const view of machine.views)
      if (view && (view.list === args[0] || view.rows.includes(list(args[0])))) view.alive = false;
    return undefined;
  },
} satisfies Partial<Record<OpName, Evaluate>>;
