/** What `tracejit gate --json` and `tracejit compare --json` keep, read again. */
import { type GateResult, RESULT_SCHEMA, RESULT_VERSION } from '../../suites/gate/result.ts';
import { RefusedFile } from './refused.ts';

/** @throws RefusedFile */
export function gateResult(content: Readonly<Record<string, unknown>>, place: string): GateResult {
  const result = content as unknown as GateResult;
  const whole =
    result.version === RESULT_VERSION &&
    Array.isArray(result.kernels) &&
    [result.base?.commit, result.head?.commit, result.suite?.verdict].every((part) => typeof part === 'string') &&
    result.kernels.every(({ kernel, verdict, counters }) => kernel && verdict && Array.isArray(counters?.changes));
  if (!whole)
    throw new RefusedFile(`${place} is no whole result of ${RESULT_SCHEMA}, schema version ${RESULT_VERSION}`);
  // What was added to version 1 later.
  return { ...result, costs: result.costs ?? [], cold: result.cold ?? [] };
}
