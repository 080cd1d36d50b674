/** What `tracejit gate --json` and `tracejit compare --json` keep, as far as reports show it (suites/gate has the rest). */
import { RefusedFile } from './refused.ts';

/** Natural logarithms of head's time over base's. */
export interface Effect {
  readonly centre: number;
  readonly low: number;
  readonly high: number;
}

export interface GateRow {
  readonly kernel: string;
  /** SLOWER, FASTER, SAME, INCONCLUSIVE, CONTAMINATED or ERROR. */
  readonly verdict: string;
  readonly why: string;
  readonly effect: Effect | null;
  readonly counters: {
    readonly changes: readonly { name: string; base: number; head: number; worse: boolean }[];
  };
}

export interface GateResult {
  readonly at: string;
  readonly base: { readonly label: string; readonly commit: string };
  readonly head: { readonly label: string; readonly commit: string };
  readonly kernels: readonly GateRow[];
  readonly suite: { readonly verdict: string; readonly effect: Effect | null };
}

export const GATE_SCHEMA = 'tracejit-gate';

/** @throws RefusedFile */
export function gateResult(content: Readonly<Record<string, unknown>>, place: string): GateResult {
  const result = content as unknown as GateResult;
  const whole =
    content['version'] === 1 &&
    Array.isArray(result.kernels) &&
    [result.base?.commit, result.head?.commit, result.suite?.verdict].every((part) => typeof part === 'string') &&
    result.kernels.every(({ kernel, verdict, counters }) => kernel && verdict && Array.isArray(counters?.changes));
  if (!whole) throw new RefusedFile(`${place} is no whole result of tracejit gate, schema version 1`);
  return result;
}
