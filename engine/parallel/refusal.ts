/** Why a loop stays serial. */
import type { ParallelVerdict } from '../base/parallel-verdicts.ts';
import type { Value } from '../ir/region.ts';

export interface Refusal {
  readonly verdict: Exclude<ParallelVerdict, 'Parallel'>;
  /** Python line it is about; 0: the loop's. */
  readonly line: number;
  /** Completes the verdict's sentence. Locals are written `{code:slot}` (locals.ts); the one that holds `about`, `{local}`. */
  readonly detail: string;
  readonly about?: Value;
}

export function refuse(verdict: Refusal['verdict'], line: number, detail: string, about?: Value): Refusal {
  return { verdict, line, detail, ...(about && { about }) };
}

export function isRefusal(thing: object): thing is Refusal {
  return 'verdict' in thing;
}
