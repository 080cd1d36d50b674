/**
 * Compiles a small region before the first request comes: V8 has then met the compiler, LLVM its tables and the add-on
 * its workers. It runs beside the script that has started the engine and is not hot yet.
 */
import { decodeTrace } from '../../traces/format/codec.ts';
import type { Log } from './log.ts';
import type { TraceCompiler } from './request.ts';
import { WARM_UP_TRACE } from './warm-up-trace.generated.ts';

/** Never rejects: an engine that cannot compile this says so again at its first request. */
export async function warmUp(compiler: TraceCompiler, log: Log): Promise<void> {
  try {
    await compiler.compile(decodeTrace(Buffer.from(WARM_UP_TRACE, 'base64')), { stage: 'warm-up', region: null });
    log('ready', { sinceProcessStartMs: performance.now() });
  } catch (error) {
    log('fault', { stage: 'warm-up', message: String(error) });
  }
}
