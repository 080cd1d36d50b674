/**
 * Reads `m[i][j]` of a float matrix in a loop that changes nothing: `m` lives as long as native code runs, the row is
 * another one in each round. With a view they are one load each; without it, the row's header, its items and the float.
 */
import { at } from '../base/invariant.ts';
import { specOf } from '../ir/ops.ts';
import type { IrFunction, Op, Value } from '../ir/region.ts';
import type { ChunkLoop } from './fast-loop.ts';
import { valuesDefinedIn } from './loops.ts';

/** Values of one view, defined before the loop. */
export interface ViewValues {
  readonly view: Value;
  readonly columns: Value;
}

interface Row {
  readonly matrix: Value;
  readonly index: Value;
}

/** What the loop reads, and what becomes of its ops when views can be read instead. */
export class MatrixReads {
  readonly values = new Map<number, Value>();
  readonly dropped = new Set<Op>();
  readonly ops = new Map<Op, Pick<Op, 'op' | 'args'>>();
  /** The matrices some number is read of. */
  readonly matrices = new Set<Value>();
  /** Columns the loop does not change: checked once, before it. */
  readonly fixedColumns: { readonly matrix: Value; readonly column: Value }[] = [];
  readonly #inside: Set<number>;
  /** Values that may differ from round to round. */
  readonly #varying = new Set<number>();
  readonly #views: (matrix: Value) => ViewValues | null;
  readonly #rows = new Map<number, Row>();
  readonly #lengths = new Map<number, Row>();
  readonly #items = new Map<number, { readonly row: Row; readonly column: Value }>();
  readonly #lists = new Set<number>();

  /** `views` gives the values for a matrix; null: none can be had of it. */
  constructor(fn: IrFunction, loop: ChunkLoop, views: (matrix: Value) => ViewValues | null) {
    this.#inside = valuesDefinedIn(fn, new Set(loop.inside));
    this.#views = views;
    for (const number of loop.inside) {
      const { params, ops } = at(fn.blocks, number);
      for (const { id } of params) this.#varying.add(id);
      for (const { args, result } of ops)
        if (result && args.some((arg) => this.#varying.has(arg.id))) this.#varying.add(result.id);
      for (const op of ops) this.#look(op);
    }
  }

  #look(op: Op): void {
    const [first, second] = op.args;
    const { result } = op;
    if (op.op === 'Guard' && first && this.#lists.has(first.id)) this.dropped.add(op);
    if (!result || !first) return;
    const row = this.#rows.get(first.id);
    if (op.op === 'ListItem' && second) this.#item(first, second, result);
    if (row && op.op === 'IsList') this.#lists.add(result.id);
    if (row && op.op === 'ListLen') this.#length(op, row, result);
    if (op.op === 'IndexBelow' || op.op === 'IndexWrap') this.#index(op, first, result);
    if (op.op === 'UnboxF64') this.#unbox(op, first);
  }

  #item(list: Value, index: Value, result: Value): void {
    const row = this.#rows.get(list.id);
    if (row) this.#items.set(result.id, { row, column: index });
    else if (!this.#inside.has(list.id) && this.#varying.has(index.id) && this.#views(list))
      this.#rows.set(result.id, { matrix: list, index });
  }

  #length(op: Op, row: Row, result: Value): void {
    const values = this.#views(row.matrix);
    if (!values) return;
    this.#lengths.set(result.id, row);
    this.values.set(result.id, values.columns);
    this.dropped.add(op);
  }

  #index(op: Op, index: Value, result: Value): void {
    const row = this.#lengths.get(op.args[1]?.id ?? -1);
    if (!row || this.#inside.has(index.id)) return;
    this.fixedColumns.push({ matrix: row.matrix, column: index });
    this.values.set(result.id, index);
    this.dropped.add(op);
  }

  #unbox(op: Op, object: Value): void {
    const item = this.#items.get(object.id);
    const values = item && this.#views(item.row.matrix);
    if (!item || !values) return;
    this.matrices.add(item.row.matrix);
    this.ops.set(op, { op: 'ViewLoadF64', args: [values.view, values.columns, item.row.index, item.column] });
  }
}

/** Whether doing a round of the loop again, from its start, is the same as going on: it writes nothing. */
export function changesNothing(fn: IrFunction, loop: ChunkLoop): boolean {
  return loop.inside.every((number) =>
    at(fn.blocks, number).ops.every((op) => {
      const { effect } = specOf(op.op);
      return effect === 'pure' || effect === 'reads' || op.op === 'Guard';
    }),
  );
}
