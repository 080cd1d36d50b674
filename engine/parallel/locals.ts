/**
 * What values are called in the source. The IR knows slots of frames only: a local is written `{code:slot}`, and its name put
 * there where the trace is at hand (codegen/install-message.ts).
 */
import { at } from '../base/invariant.ts';
import type { Op, Region, Source, Value } from '../ir/region.ts';

/** The local that held a value where the region was entered, or where it may leave; or the global that it is; null: none is known. */
export function localOf(region: Region, value: Value, defined: ReadonlyMap<number, Op>): string | null {
  const op = defined.get(value.id);
  const operand = op?.args[0];
  switch (op?.op) {
    case 'LoadSlot':
    case 'TakeSlot':
      return slotOf(region, op) ?? exitLocal(region, value);
    case 'UnboxI64':
    case 'UnboxF64':
    case 'BufferData':
      return operand ? localOf(region, operand, defined) : null;
    case 'ConstI64':
      return null;
    case 'ListLen':
    case 'TupleLen':
    case 'BufferLen': {
      const inner = operand && localOf(region, operand, defined);
      return exitLocal(region, value) ?? (inner ? `len(${inner})` : null);
    }
    case 'ConstObj':
      return bound(region, op) ?? exitLocal(region, value);
    default:
      return exitLocal(region, value);
  }
}

/** Of the frame entered; behind its locals is its stack. */
function slotOf(region: Region, op: Op): string | null {
  const entered = region.snapshots[0]?.frames[0];
  if (op.imm?.kind !== 'slot' || !entered || op.imm.value >= entered.locals.length) return null;
  return placeholder(entered.code, op.imm.value);
}

function bound(region: Region, op: Op): string | null {
  const name = op.imm?.kind === 'binding' ? at(region.bindings, op.imm.value, 'binding').name : '';
  return name === '' ? null : name;
}

function exitLocal(region: Region, value: Value): string | null {
  const isIt = (source: Source): boolean =>
    (source.kind === 'Value' && source.value === value) ||
    (source.kind === 'OwnerOr' && (source.value === value || source.owner === value));
  for (const { frames } of region.snapshots)
    for (const frame of frames) {
      const slot = frame.locals.findIndex(isIt);
      if (slot >= 0) return placeholder(frame.code, slot);
    }
  return null;
}

function placeholder(code: number, slot: number): string {
  return `{${code}:${slot}}`;
}

/** Puts names for placeholders. */
export function withNames(text: string, nameOf: (code: number, slot: number) => string): string {
  return text.replace(/\{(\d+):(\d+)\}/g, (_, code: string, slot: string) => nameOf(Number(code), Number(slot)));
}
