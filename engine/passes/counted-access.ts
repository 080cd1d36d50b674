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
