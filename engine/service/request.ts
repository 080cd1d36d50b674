/**
 * One request: a Trace message → the message that answers it, always. A Bail is caught here and nowhere else; a fault
 * of ours is logged with the region it happened in and refused as `InternalError`.
 */

import { decodeTrace } from '../../traces/format/codec.ts';
import { TraceFormatError } from '../../traces/format/format-error.ts';
import type { Trace } from '../../traces/format/trace.ts';
import { Bail } from '../base/bail.ts';
import { at } from '../base/invariant.ts';
import { lineOfUnits } from '../bytecode/lines.ts';
import { encodeRefusal, requestIdOf } from './answers.ts';
import type { Log } from './log.ts';

/** Makes an Install message of a trace. Everything up to its first await runs on the main thread. */
export interface TraceCompiler {
  /** @throws Bail */
  compile(trace: Trace, progress: Progress): Promise<Uint8Array>;
}

/** What was reached, for the log of a fault: the compiler fills it in as it goes. */
export interface Progress {
  stage: string;
  /** Text of the region, once there is one. */
  region: (() => string) | null;
}

/** Where a trace enters, for the log and those who read it (tracejit explain). */
export interface TracePlace {
  readonly code: string;
  readonly file: string;
  /** Line of the place entered; of the code object when it has none. */
  readonly line: number;
  readonly unit: number;
  readonly entry: Trace['entry'];
}

export function placeOf(trace: Trace): TracePlace {
  const code = at(trace.codes, trace.code, 'code');
  const lines = lineOfUnits(code.lineTable, code.firstLine, code.code.length / 2);
  return {
    code: code.qualname,
    file: code.filename,
    line: lines[trace.unit] || code.firstLine,
    unit: trace.unit,
    entry: trace.entry,
  };
}

interface Failure {
  readonly error: unknown;
  readonly requestId: number;
  readonly trace: Trace | null;
  readonly progress: Progress;
}

function refuseBail(bail: Bail, trace: Trace, log: Log): Uint8Array {
  const { detail, code = '', line = 0 } = bail.context;
  const { requestId } = trace;
  log('refusal', { requestId, ...placeOf(trace), reason: bail.reason, detail, atCode: code, atLine: line });
  return encodeRefusal({ requestId, reason: bail.reason, detail, codeName: code, line });
}

function regionText(progress: Progress): string {
  if (progress.region === null) return '';
  try {
    return progress.region();
  } catch (error) {
    return `(cannot be printed: ${String(error)})`; // the fault may be in the very region to be shown
  }
}

function refuseFault({ error, requestId, trace, progress }: Failure, log: Log): Uint8Array {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  const place = trace === null ? null : placeOf(trace);
  const detail = error instanceof TraceFormatError ? message : `${progress.stage}: ${message}`;
  log('fault', { requestId, ...place, detail, stack, region: regionText(progress) });
  return encodeRefusal({
    requestId,
    reason: 'InternalError',
    detail,
    codeName: place?.code ?? '',
    line: place?.line ?? 0,
  });
}

/** Never rejects. */
export async function answerRequest(message: Uint8Array, compiler: TraceCompiler, log: Log): Promise<Uint8Array> {
  const progress: Progress = { stage: 'decode', region: null };
  let trace: Trace | null = null;
  try {
    trace = decodeTrace(message);
    progress.stage = 'compile';
    return await compiler.compile(trace, progress);
  } catch (error) {
    if (error instanceof Bail && trace !== null) return refuseBail(error, trace, log);
    const requestId = trace?.requestId ?? requestIdOf(message);
    return refuseFault({ error, requestId, trace, progress }, log);
  }
}
