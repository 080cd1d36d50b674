/** Decodes a code object of the trace once: instructions, joins, loops, lines, observations by unit. */

import type { Trace } from '../../traces/format/trace.ts';
import { at } from '../base/invariant.ts';
import { decode } from '../bytecode/decode.ts';
import { headers, joinUnits, loopRanges, sharedHeaders } from '../bytecode/flow.ts';
import { lineOfUnits } from '../bytecode/lines.ts';
import type { CodeContext } from './state.ts';

export type { CodeContext } from './state.ts';

export function contextOf(trace: Trace, index: number): CodeContext {
  const code = at(trace.codes, index, 'code');
  const instructions = decode(code.code);
  const returns = instructions.filter((it) => it.op === 'RETURN_VALUE' || it.op === 'RETURN_CONST');
  return {
    index,
    code,
    instructions,
    byStart: new Map(instructions.map((it) => [it.start, it])),
    observations: new Map(code.observations.map((o) => [o.unit, o])),
    joins: joinUnits(instructions),
    headers: headers(instructions),
    sharedHeaders: sharedHeaders(instructions),
    loops: loopRanges(instructions),
    lines: lineOfUnits(code.lineTable, code.firstLine, code.code.length / 2),
    manyReturns: returns.length > 1,
  };
}

/** Instructions that fire no INSTRUCTION event: whether they were seen is told by what comes next. */
const SILENT = new Set([
  'RESUME',
  'END_FOR',
  'NOP',
  'JUMP_FORWARD',
  'JUMP_BACKWARD',
  'CACHE',
  'COPY_FREE_VARS',
  'MAKE_CELL',
]);

/** Whether the recording passed here. */
export function wasSeen(context: CodeContext, start: number): boolean {
  let unit = start;
  for (let hops = 0; hops < 8; hops += 1) {
    const instruction = context.byStart.get(unit);
    if (!instruction) return false;
    if (context.observations.has(instruction.unit)) return true;
    if (!SILENT.has(instruction.op)) return false;
    unit = instruction.op.startsWith('JUMP') ? instruction.target : instruction.next;
  }
  return false;
}
