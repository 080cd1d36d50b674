/** What an object must be shown to be before it is used as a buffer. */
import { type BufferLayout, bufferSeen, isGrid, layoutNumber } from '../../traces/format/buffers.ts';
import { type KindMask, maskOf } from '../../traces/format/kinds.ts';
import type { OpName } from '../ir/ops.ts';
import type { Imm, Value } from '../ir/region.ts';
import type { Buffer } from './abstract-value.ts';

/** The layout of what was seen with these masks, if it was always a buffer of that one. */
export function layoutSeen(kinds: KindMask, elements: KindMask): BufferLayout | null {
  if (kinds === maskOf('Bytes')) return { container: 'Bytes', element: 'U8' };
  const seen = kinds === maskOf('Buffer') ? bufferSeen(elements) : null;
  return seen === null || seen.isIterator ? null : seen;
}

export function layoutImm(layout: BufferLayout): Imm {
  return { kind: 'int', value: BigInt(layoutNumber(layout)) };
}

/** Where ops are put that look at an object: at the entry, or where the walk is. */
export interface Site {
  read(op: OpName, args: readonly Value[], imm?: Imm): Value;
  guard(condition: Value): void;
}

/** Guards the layout and reads what stays. */
export function guardBuffer(site: Site, object: Value, layout: BufferLayout): Buffer {
  const imm = layoutImm(layout);
  site.guard(site.read('IsBuffer', [object], imm));
  return {
    layout,
    data: site.read('BufferData', [object], imm),
    length: site.read('BufferLen', [object], imm),
    columns: isGrid(layout.container) ? site.read('BufferColumns', [object]) : null,
  };
}
