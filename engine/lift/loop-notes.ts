/** Which of the loops met may run on several cores: what the region hands on to the passes. */
import type { Trace } from '../../traces/format/trace.ts';
import { iteratedCall } from '../bytecode/iterated-call.ts';
import type { LoopNote } from '../ir/region.ts';
import type { CodeContext } from './state.ts';

/**
 * Whether the `for` loop at `header` goes over `prange(…)`, written there. The call was seen, while recording or before (a loop
 * is entered after it), or it is known what the name stands for.
 */
function goesOverPrange(trace: Trace, context: CodeContext, header: number): boolean {
  const unit = iteratedCall(context.instructions, header);
  if (unit === null) return false;
  const callee = trace.objects[context.observations.get(unit)?.object ?? -1];
  if (callee !== undefined) return callee.module === '_tracejit' && callee.name === 'prange';
  return context.code.pranges.includes(unit);
}

export class LoopNotes {
  readonly #trace: Trace;
  readonly #notes = new Map<string, LoopNote>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** A place of this code that ways lead back to is lifted: its `unit`. */
  meet(context: CodeContext, unit: number): void {
    const key = `${context.index}@${unit}`;
    if (this.#notes.has(key) || !context.headers.has(unit)) return;
    const prange = goesOverPrange(this.#trace, context, unit);
    const mode = prange ? 'Asked' : context.code.parallel;
    if (mode === 'Off') return;
    this.#notes.set(key, { code: context.index, unit, line: context.lines[unit] ?? 0, mode, prange });
  }

  /** In the order of code and unit. */
  get all(): LoopNote[] {
    return [...this.#notes.values()].toSorted((a, b) => a.code - b.code || a.unit - b.unit);
  }
}
