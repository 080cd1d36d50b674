/** The same texts in two long-lived processes, one interpreted and one under the JIT, compared after each. */
import { firstDivergence } from '../oracle/compare.ts';
import type { Configuration } from '../oracle/configurations.ts';
import type { Divergence } from '../oracle/divergence.ts';
import type { ForkServer, ObservedSession } from '../oracle/fork-server.ts';
import type { ProcessCounters } from '../oracle/observation.ts';
import { PRELUDE } from './pieces.ts';

/** One text for both sides. */
export interface Step {
  /** In a few words. */
  readonly title: string;
  /** Python. */
  readonly source: string;
  /** Something may have got hot: what is compiled beside the program is given the time. */
  readonly hot: boolean;
}

/** The two sides can be told apart. */
export class SidesDiffer extends Error {
  override name = 'SidesDiffer';
  readonly divergence: Divergence;

  constructor(divergence: Divergence) {
    super(`${divergence.channel}: ${divergence.kind}`);
    this.divergence = divergence;
  }
}

/** What texts are called in tracebacks, with #1, #2, … */
export const SEQUENCE_NAME = '/tmp/lifecycle.py';

/** Milliseconds in which an engine beside the program answers, mostly. */
const ANSWER_MS = 80;

export class SteppedPair {
  /** All so far, the prelude first. */
  readonly steps: Step[] = [];
  counters: ProcessCounters | null = null;
  readonly #sides: readonly [ObservedSession, ObservedSession];
  readonly #waits: boolean;
  #over = false;

  private constructor(sides: readonly [ObservedSession, ObservedSession], { knobs }: Configuration) {
    this.#sides = sides;
    this.#waits = knobs?.['TRACEJIT_SYNC'] === undefined;
  }

  /** Both servers do nothing else until `close`. @param fresh in processes that are no forks of warm ones */
  static async open(servers: readonly [ForkServer, ForkServer], fresh: boolean): Promise<SteppedPair> {
    const program = { name: SEQUENCE_NAME, fresh };
    const [expected, actual] = servers;
    const pair = new SteppedPair(
      await Promise.all([expected.openSession(program), actual.openSession(program)]),
      actual.configuration,
    );
    await pair.step({ title: 'begin', source: PRELUDE, hot: false });
    return pair;
  }

  /** What is hot is done again when an engine beside the program has had time to answer. @throws SidesDiffer; WorkerError */
  async step(step: Step): Promise<void> {
    await this.#compare(step);
    if (!step.hot || !this.#waits) return;
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    await this.#compare(step);
  }

  async #compare(step: Step): Promise<void> {
    if (this.#over) return;
    this.steps.push(step);
    const [expected, actual] = this.#sides;
    const [wanted, found] = await Promise.all([expected.step(step.source), actual.step(step.source)]);
    this.counters = found.counters ?? this.counters;
    const divergence = firstDivergence(wanted, found);
    if (divergence) throw new SidesDiffer(divergence);
    this.#over = wanted.exit.kind !== 'code';
  }

  async close(): Promise<void> {
    await Promise.all(this.#sides.map((side) => side.close()));
  }
}
