/** Sequences until one fails in a new way; fast-check then makes it small. */
import fc from 'fast-check';
import { firstDivergence } from '../oracle/compare.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import type { ForkServer } from '../oracle/fork-server.ts';
import { type LifecycleCommand, openings } from './commands.ts';
import { type LifecycleFailure, type Replay, scriptOf } from './failure.ts';
import { Model } from './model.ts';
import { SEQUENCE_NAME, SidesDiffer, type Step, SteppedPair } from './stepped-pair.ts';
import { addSequence, type LifecycleTally } from './tally.ts';

/** Interpreted, and under the JIT. */
export type Servers = readonly [ForkServer, ForkServer];

/** Sequences tried for making one small, and the time they may take. */
const SHRINK_RUNS = 300;
const SHRINK_MS = 30_000;

interface Failed {
  readonly divergence: Divergence;
  readonly steps: readonly Step[];
}

export class Search {
  tally: LifecycleTally;
  readonly #servers: Servers;
  readonly #known: ReadonlySet<string>;
  #smallest: Failed | null = null;
  #shrinkRuns = 0;
  #shrinkEnd = 0;

  /** @param known fingerprints of divergences that are no news */
  constructor(servers: Servers, known: ReadonlySet<string>, tally: LifecycleTally) {
    this.#servers = servers;
    this.#known = known;
    this.tally = tally;
  }

  /** @returns null when none of them failed in a new way. @throws WorkerError */
  async run(
    sequences: fc.Arbitrary<Iterable<LifecycleCommand>>,
    plan: { readonly seed: number; readonly path: string | null; readonly runs: number },
  ): Promise<LifecycleFailure | null> {
    const { seed, path, runs } = plan;
    const property = fc.asyncProperty(openings, sequences, (opening, commands) =>
      this.#holds([...opening, ...commands]),
    );
    // fast-check's bias is towards short sequences, and the life cycle takes a while
    const found = await fc.check(property, { seed, numRuns: runs, unbiased: true, ...(path === null ? {} : { path }) });
    if (!found.failed) return null;
    if (!this.#smallest || found.counterexamplePath === null) throw found.errorInstance;
    const replayPath = /replayPath="([^"]*)"/.exec(String(found.counterexample[1]))?.[1] ?? '';
    return this.#failure(this.#smallest, { seed, path: found.counterexamplePath, replayPath });
  }

  /** @throws SidesDiffer when it fails in a new way; past the limits of shrinking everything holds */
  async #holds(commands: Iterable<LifecycleCommand>): Promise<void> {
    if (this.#smallest && (this.#shrinkRuns++ >= SHRINK_RUNS || performance.now() > this.#shrinkEnd)) return;
    const pair = await SteppedPair.open(this.#servers, false);
    try {
      await fc.asyncModelRun(() => ({ model: new Model(), real: pair }), commands);
    } catch (error) {
      if (!(error instanceof SidesDiffer)) throw error;
      if (this.#isNews(error.divergence, pair.steps)) throw error;
    } finally {
      if (!this.#smallest || this.#shrinkEnd === 0) this.tally = addSequence(this.tally, pair.counters);
      if (this.#smallest && this.#shrinkEnd === 0) this.#shrinkEnd = performance.now() + SHRINK_MS;
      await pair.close();
    }
  }

  /** A sequence must not shrink into another fault. */
  #isNews(divergence: Divergence, steps: readonly Step[]): boolean {
    const print = fingerprint(divergence);
    if (this.#smallest ? fingerprint(this.#smallest.divergence) !== print : this.#known.has(print)) return false;
    this.#smallest = { divergence, steps: [...steps] };
    return true;
  }

  async #failure({ divergence, steps }: Failed, replay: Replay): Promise<LifecycleFailure> {
    const script = scriptOf(steps);
    return {
      ...replay,
      configuration: this.#servers[1].configuration.name,
      divergence,
      commands: steps.slice(1).map(({ title }) => title),
      script,
      confirmed: await this.#differsStepByStep(steps),
      asScript: await this.#differsAtOnce(script),
    };
  }

  async #differsStepByStep(steps: readonly Step[]): Promise<boolean> {
    const pair = await SteppedPair.open(this.#servers, true);
    try {
      for (const step of steps.slice(1)) await pair.step(step);
      return false;
    } catch (error) {
      if (error instanceof SidesDiffer) return true;
      throw error;
    } finally {
      await pair.close();
    }
  }

  async #differsAtOnce(source: string): Promise<boolean> {
    const program = { name: SEQUENCE_NAME, source, fresh: true };
    const [expected, actual] = this.#servers;
    return firstDivergence(await expected.observe(program), await actual.observe(program)) !== undefined;
  }
}
