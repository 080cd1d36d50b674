/** `tracejit bench --parallel` as engine/cli sees it. */
import { NothingToMeasure } from '../bench/choose.ts';
import { SessionError } from '../bench/session.ts';
import { MissingProgram } from '../machine.ts';
import type { ParallelDocument, ParallelVerdict } from './result.ts';
import { type ParallelOptions, runParallel } from './run.ts';
import { formatParallel } from './table.ts';

/**
 * `met`: all verdicts are MET; `missed`: one is MISSED, SERIAL or WRONG; `unmeasured`: else; `usage`: asked for nothing there
 * is; `unable`: a program is missing or failed.
 */
export type ParallelOutcome =
  | { readonly kind: 'met' | 'missed' | 'unmeasured'; readonly document: ParallelDocument }
  | { readonly kind: 'usage' | 'unable'; readonly text: string };

export async function benchParallel(options: ParallelOptions): Promise<ParallelOutcome> {
  try {
    const document = await runParallel(options);
    return { kind: outcomeOf(document), document };
  } catch (error) {
    if (error instanceof NothingToMeasure) return { kind: 'usage', text: error.message };
    if (error instanceof SessionError || error instanceof MissingProgram)
      return { kind: 'unable', text: error.message };
    throw error;
  }
}

export function outcomeOf({ kernels }: ParallelDocument): 'met' | 'missed' | 'unmeasured' {
  const verdicts = kernels.flatMap(({ threads }) => threads.map(({ verdict }) => verdict));
  const has = (...some: readonly ParallelVerdict[]) => verdicts.some((verdict) => some.includes(verdict));
  if (has('MISSED', 'SERIAL', 'WRONG')) return 'missed';
  return has('INCONCLUSIVE') ? 'unmeasured' : 'met';
}

export const PARALLEL_FORMS = {
  text: (document: ParallelDocument) => `${formatParallel(document)}\n`,
  json: (document: ParallelDocument) => `${JSON.stringify(document, null, 2)}\n`,
} as const;
