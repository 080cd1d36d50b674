/** What `tracejit compare A.json B.json --json` keeps, read again. */
import { KEPT_COMPARISON_SCHEMA, type KeptComparison } from '../../suites/gate/compare-kept.ts';
import { RefusedFile } from './refused.ts';

/** @throws RefusedFile */
export function comparisonResult(content: Readonly<Record<string, unknown>>, place: string): KeptComparison {
  const { version, a, b, kernels } = content as unknown as KeptComparison;
  const whole =
    version === 1 &&
    typeof a === 'string' &&
    typeof b === 'string' &&
    Array.isArray(kernels) &&
    kernels.every(({ kernel, verdict }) => kernel && verdict);
  if (!whole) throw new RefusedFile(`${place} is no whole result of ${KEPT_COMPARISON_SCHEMA}, schema version 1`);
  return content as unknown as KeptComparison;
}
