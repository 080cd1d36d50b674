/** One program, interpreted and in some configurations: does anything differ? */
import { firstDivergence } from './compare.ts';
import { type Configuration, INTERPRETER } from './configurations.ts';
import type { Divergence } from './divergence.ts';
import type { Program as ServerProgram } from './fork-server.ts';
import type { JitCounters, Observation } from './observation.ts';

/** How often `main` is called again where lost blocks are looked for (suites/worker/lifetime.py). */
export const CALLS_AGAIN = 6;

export type Program = Pick<ServerProgram, 'name' | 'source' | 'repeat' | 'limits'>;

/** Runs programs: in copies of warm processes, or in fresh ones (rig.ts). */
export interface Observer {
  observe(configuration: Configuration, program: Program): Promise<Observation>;
}

export type Verdict =
  /** The interpreter itself hit a limit: nothing to compare with. */
  | { readonly kind: 'discarded'; readonly limit: string }
  /** Two interpreted runs differ: the program is no test, and the generator should not have made it. */
  | { readonly kind: 'unsteady'; readonly divergence: Divergence }
  | { readonly kind: 'same'; readonly counters: readonly JitCounters[] }
  | {
      readonly kind: 'diverges';
      readonly configuration: Configuration;
      readonly divergence: Divergence;
      readonly counters: readonly JitCounters[];
    };

export interface Examination {
  readonly configurations: readonly Configuration[];
  /** Interpret twice and compare. */
  readonly checkSteady: boolean;
}

/** Stops at the first configuration that differs. */
export async function examine(observer: Observer, program: Program, plan: Examination): Promise<Verdict> {
  const expected = await observer.observe(INTERPRETER, program);
  if (expected.exit.kind === 'limit') return { kind: 'discarded', limit: expected.exit.limit };
  if (plan.checkSteady) {
    const divergence = firstDivergence(expected, await observer.observe(INTERPRETER, program));
    if (divergence) return { kind: 'unsteady', divergence };
  }
  const counters: JitCounters[] = [];
  for (const configuration of plan.configurations) {
    const actual = await observer.observe(configuration, program);
    if (actual.counters) counters.push(actual.counters);
    const divergence = firstDivergence(expected, actual);
    if (divergence) return { kind: 'diverges', configuration, divergence, counters };
  }
  return { kind: 'same', counters };
}
