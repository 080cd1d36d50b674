/** Checked arithmetic inside a loop on what the loop does not change: it could be done before. */
import type { OpName } from '../ir/ops.ts';
import type { Op, Value } from '../ir/region.ts';

/** The same without its exit, where the result is known to fit. */
export const EXACT = { I64AddOvf: 'I64Add', I64SubOvf: 'I64Sub', I64MulOvf: 'I64Mul' } as const satisfies Partial<
  Record<OpName, OpName>
>;
/** Whether the result would fit. */
export const FITS = {
  I64AddOvf: 'I64AddFits',
  I64SubOvf: 'I64SubFits',
  I64MulOvf: 'I64MulFits',
} as const satisfies Record<keyof typeof EXACT, OpName>;

export function isChecked(op: Op): op is Op & { readonly op: keyof typeof EXACT } {
  return Object.hasOwn(EXACT, op.op);
}

export class InvariantSums {
  readonly #within: ReadonlySet<number>;
  /** By the value they make, in an order in which operands come first. */
  readonly #sums = new Map<number, Op>();

  /** `within`: values the loop defines; `ops`: all it does, definitions before uses. */
  constructor(within: ReadonlySet<number>, ops: readonly Op[]) {
    this.#within = within;
    for (const op of ops)
      if (isChecked(op) && op.result && op.args.every((arg) => this.has(arg))) this.#sums.set(op.result.id, op);
  }

  has(value: Value): boolean {
    return !this.#within.has(value.id) || this.#sums.has(value.id);
  }

  /** What has to be done to have these values, in order. */
  madeFor(values: readonly Value[]): Op[] {
    const wanted = new Set<number>();
    const want = ({ id }: Value): void => {
      const sum = this.#sums.get(id);
      if (!sum || wanted.has(id)) return;
      wanted.add(id);
      for (const arg of sum.args) want(arg);
    };
    for (const value of values) want(value);
    return [...this.#sums].flatMap(([id, sum]) => (wanted.has(id) ? [sum] : []));
  }
}
