/** The door of the trace document: bytes ↔ Trace. What comes out of here has been validated. */
import { decodeTraceMessage } from './decode.ts';
import type { Trace } from './trace.ts';
import { validateTrace } from './validate.ts';

export { encodeTrace } from './encode.ts';

/** @throws TraceFormatError naming the field at fault. */
export function decodeTrace(message: Uint8Array): Trace {
  const trace = decodeTraceMessage(message);
  validateTrace(trace);
  return trace;
}
