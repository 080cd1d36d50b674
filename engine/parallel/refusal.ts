/** Why a loop stays serial. */
import type { ParallelVerdict } from '../base/parallel-verdicts.ts';

export interface Refusal {
  readonly verdict: Exclude<ParallelVerdict, 'Parallel'>;
  /** Python line it is about; 0: the loop's. */
  readonly line: number;
  /** Completes the verdict's sentence; may name the values of a local by `{local}`. */
  readonly detail: string;
}

export function refuse(verdict: Refusal['verdict'], line: number, detail: string): Refusal {
  return { verdict, line, detail };
}

export function isRefusal(thing: object): thing is Refusal {
  return 'verdict' in thing;
}
