/** The answers as messages: a Refusal made here, an Install whose request number is changed for another asker. */

import { Builder } from 'flatbuffers';
import * as wire from '#wire';
import { openMessage } from '../../traces/format/decode.ts';
import type { BailReason } from '../base/bail.ts';
import { invariant } from '../base/invariant.ts';

export interface Refusal {
  readonly requestId: number;
  readonly reason: BailReason;
  readonly detail: string;
  readonly codeName: string;
  /** Python line; 0 unknown. */
  readonly line: number;
}

/** Request number of stored messages: any but 0, see relabelInstall. */
export const STORED_REQUEST_ID = 1;

/** "Not compiled, and why", as a Message. */
export function encodeRefusal(refusal: Refusal): Uint8Array {
  const builder = new Builder(256);
  const [reason, detail, name] = [refusal.reason, refusal.detail, refusal.codeName].map((text) =>
    builder.createString(text),
  );
  const body = wire.Refusal.createRefusal(
    builder,
    refusal.requestId,
    reason ?? 0,
    detail ?? 0,
    name ?? 0,
    refusal.line,
  );
  builder.finish(wire.Message.createMessage(builder, wire.Body.Refusal, body));
  return builder.asUint8Array().slice();
}

/** The number under which an answer to this message is awaited; 0 when it is not even a Trace. */
export function requestIdOf(message: Uint8Array): number {
  try {
    const root = openMessage(message);
    if (root.bodyType() !== wire.Body.Trace) return 0;
    const body: wire.Trace | null = root.body(new wire.Trace());
    return body === null ? 0 : body.requestId();
  } catch {
    return 0; // damaged to the point that nobody can be waiting for it
  }
}

/** The Install or Refusal in an answer. @throws TraceFormatError */
export function openAnswer(message: Uint8Array): wire.Install | wire.Refusal {
  const root = openMessage(message);
  const body: wire.Install | wire.Refusal =
    root.bodyType() === wire.Body.Install ? root.body(new wire.Install()) : root.body(new wire.Refusal());
  return body;
}

/** vtable entry of Install.request_id and of Trace.request_id: field number 1 in trace.fbs. */
const REQUEST_ID_VTABLE_OFFSET = 6;

function setRequestId({ bb, bb_pos: at }: wire.Install | wire.Trace, requestId: number): void {
  const offset = bb?.__offset(at, REQUEST_ID_VTABLE_OFFSET) ?? 0;
  invariant(bb && offset > 0, 'a message with request number 0 has no place for another');
  bb.writeUint32(at + offset, requestId);
}

/** A copy of an Install message that answers another request. The message must have been made with a number other than 0. */
export function relabelInstall(message: Uint8Array, requestId: number): Uint8Array {
  const copy = Uint8Array.from(message);
  const install = openAnswer(copy);
  invariant(install instanceof wire.Install, 'only an Install can be relabelled');
  setRequestId(install, requestId);
  return copy;
}

/** A copy of a Trace message with another request number; null if it is none, or its number is 0. @throws TraceFormatError */
export function relabelTrace(message: Uint8Array, requestId: number): Uint8Array | null {
  if (requestIdOf(message) === 0) return null;
  const copy = Uint8Array.from(message);
  const trace: wire.Trace | null = openMessage(copy).body(new wire.Trace());
  invariant(trace, 'a Trace message has a body');
  setRequestId(trace, requestId);
  return copy;
}
