/** List items at an index that is a loop's counter plus a constant. */
import type { Block, Op, Value } from '../ir/region.ts';

/** The place `base + offset` of a list. */
export interface Access {
  readonly list: Value;
  readonly base: Value;
  readonly offset: bigint;
  /** Whether a negative index would count from the end. */
  readonly wraps: boolean;
}

type Definitions = ReadonlyMap<number, Op>;

interface Sum {
  readonly base: Value;
  readonly offset: bigint;
}

/** Which place of a list an index leads to. Null: it is not one that was checked. */
export function accessOf(list: Value, index: Value, defined: Definitions): Access | null {
  const check = defined.get(index.id);
  if (check?.op !== 'IndexBelow' && check?.op !== 'IndexWrap') return null;
  const [raw] = check.args;
  return raw ? { list, ...sumOf(raw, defined), wraps: check.op === 'IndexWrap' } : null;
}

/** A check that an index `counter + invariant + offset`, or just `invariant`, lies inside `length`; neither changes in the loop. */
export interface CheckedIndex {
  readonly op: Op;
  /** The index as the check finds it, and the addition it is the result of, if it is one. */
  readonly index: Value;
  readonly sum: Op | null;
  readonly counts: boolean;
  readonly length: Value;
  readonly invariant: Value | null;
  readonly offset: bigint;
}

/** Offsets are small: sums with lengths and counters stay inside 64 bits. */
const MOST_OFFSET = 1n << 31n;

/** What a check asks of a loop's counter; null: nothing of the kind. */
export function checkedIndex(
  op: Op,
  counter: Value,
  isInvariant: (value: Value) => boolean,
  defined: Definitions,
): CheckedIndex | null {
  const [index, length] = op.args;
  if ((op.op !== 'IndexBelow' && op.op !== 'IndexWrap') || !index || !length || !isInvariant(length)) return null;
  if (isInvariant(index)) return { op, index, sum: null, counts: false, length, invariant: index, offset: 0n };
  const { base, offset } = sumOf(index, defined);
  if (offset <= -MOST_OFFSET || offset >= MOST_OFFSET) return null;
  const sum = base === index && offset === 0n ? null : (defined.get(index.id) ?? null);
  if (base === counter) return { op, index, sum, counts: true, length, invariant: null, offset };
  const parts = defined.get(base.id);
  if (parts?.op !== 'I64Add' && parts?.op !== 'I64AddOvf') return null;
  const [a, b] = parts.args;
  const invariant = a === counter ? b : b === counter ? a : undefined;
  if (!invariant || !isInvariant(invariant)) return null;
  return { op, index, sum: defined.get(index.id) ?? null, counts: true, length, invariant, offset };
}

/** What a header's parameter grows by each round. Null: it does not by a constant, or is no parameter of it. */
export function stepOf(base: Value, header: Block, latch: Block, defined: Definitions): bigint | null {
  const index = header.params.indexOf(base);
  const edge = backEdge(header, latch);
  const next = edge?.args[index];
  const sum = next && sumOf(next, defined);
  return sum && sum.base === base ? sum.offset : null;
}

function backEdge(header: Block, { end }: Block): { readonly args: readonly Value[] } | null {
  const edges = end.kind === 'jump' ? [end.edge] : end.kind === 'branch' ? [end.then, end.else] : [];
  const [only, second] = edges.filter((edge) => edge.to === header.id);
  return only && !second ? only : null;
}

/** A value as another plus a constant, as long as ops tell. None of them wraps around. */
function sumOf(value: Value, defined: Definitions): Sum {
  let sum: Sum = { base: value, offset: 0n };
  for (let part = partOf(value, defined); part !== null; part = partOf(sum.base, defined))
    sum = { base: part.base, offset: sum.offset + part.offset };
  return sum;
}

function partOf(value: Value, defined: Definitions): Sum | null {
  const op = defined.get(value.id);
  const [first, second] = op?.args ?? [];
  if (!op || !first || !second) return null;
  const [a, b] = [constantOf(first, defined), constantOf(second, defined)];
  switch (op.op) {
    case 'I64Add':
    case 'I64AddOvf':
      if (b !== null) return { base: first, offset: b };
      return a === null ? null : { base: second, offset: a };
    case 'I64Sub':
    case 'I64SubOvf':
      return b === null ? null : { base: first, offset: -b };
    default:
      return null;
  }
}

function constantOf(value: Value, defined: Definitions): bigint | null {
  const op = defined.get(value.id);
  return op?.op === 'ConstI64' && op.imm?.kind === 'int' ? op.imm.value : null;
}
