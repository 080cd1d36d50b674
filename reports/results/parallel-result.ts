/** What `tracejit bench --parallel --json` keeps, read again. */
import { PARALLEL_SCHEMA, PARALLEL_VERSION, type ParallelDocument } from '../../suites/parallel/result.ts';
import { RefusedFile } from './refused.ts';

/** @throws RefusedFile */
export function parallelResult(content: Readonly<Record<string, unknown>>, place: string): ParallelDocument {
  const { version, loops, kernels } = content as unknown as ParallelDocument;
  const whole =
    version === PARALLEL_VERSION &&
    Array.isArray(loops) &&
    loops.every(({ file, line, verdict }) => file && line > 0 && (verdict === 'Parallel' || verdict === 'Serial')) &&
    Array.isArray(kernels) &&
    kernels.every(
      ({ name, threads }) =>
        name && Array.isArray(threads) && threads.every((row) => row.ratioToSerial && row.controlRatio),
    );
  if (!whole)
    throw new RefusedFile(`${place} is no whole result of ${PARALLEL_SCHEMA}, schema version ${PARALLEL_VERSION}`);
  return content as unknown as ParallelDocument;
}
