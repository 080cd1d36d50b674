/** The processes that observe many programs: fork servers by configuration, started when they are needed first. */
import { withMutant } from '../mutants/server-options.ts';
import type { Configuration } from './configurations.ts';
import type { Observer, Program } from './examine.ts';
import { ForkServer, type ForkServerOptions } from './fork-server.ts';
import type { Observation } from './observation.ts';
import { SharedEngines } from './shared-engines.ts';

/**
 * Observations until the processes are begun anew: an engine keeps every shared object it has made, and what llvm-bindings
 * forgets (S-020 in DECISIONS.md).
 */
const RENEW_AFTER = 10_000;

/** Servers for one program at a time, with engines between them. */
class WarmObserver implements Observer {
  readonly #options: ForkServerOptions;
  readonly #renewAfter: number;
  #engines = new SharedEngines();
  #servers = new Map<string, Promise<ForkServer>>();
  #observed = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ForkServerOptions, renewAfter: number) {
    this.#options = options;
    this.#renewAfter = renewAfter;
  }

  /** Calls wait for each other: processes are never begun anew under one who waits for them. */
  observe(configuration: Configuration, program: Program): Promise<Observation> {
    const result = this.#last.then(() => this.#observe(configuration, program));
    this.#last = result.catch(() => undefined); // whoever asked hears of it
    return result;
  }

  async #observe(configuration: Configuration, program: Program): Promise<Observation> {
    if (this.#observed >= this.#renewAfter) await this.#renew();
    this.#observed++;
    const key = JSON.stringify([configuration.name, configuration.knobs]);
    const server =
      this.#servers.get(key) ?? ForkServer.start(configuration, { ...this.#options, engines: this.#engines });
    this.#servers.set(key, server);
    return (await server).observe(program);
  }

  async #renew(): Promise<void> {
    await this.close();
    this.#engines = new SharedEngines();
    this.#servers = new Map();
    this.#observed = 0;
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) await (await server).close();
    await this.#engines.close();
  }
}

/** A python, and an engine, for each program: nothing is left of the one before, and knobs may differ each time. */
class FreshObserver implements Observer {
  readonly #options: ForkServerOptions;

  constructor(options: ForkServerOptions) {
    this.#options = options;
  }

  async observe(configuration: Configuration, program: Program): Promise<Observation> {
    const server = await ForkServer.start(configuration, this.#options);
    try {
      return await server.observe({ ...program, fresh: true });
    } finally {
      await server.close();
    }
  }
}

export class Rig {
  readonly fresh: Observer;
  readonly #options: ForkServerOptions;
  readonly #renewAfter: number;
  readonly #warm: WarmObserver[] = [];

  /**
   * @param mutant a seeded miscompilation of mutants/table.ts, or null
   * @param environment added to what the programs and engines get
   * @param renewAfter observations of one warm observer, see RENEW_AFTER
   */
  constructor(
    mutant: string | null,
    environment: Readonly<Record<string, string>> = {},
    renewAfter: number = RENEW_AFTER,
  ) {
    this.#renewAfter = renewAfter;
    const options = mutant === null ? {} : withMutant(mutant);
    this.#options = { ...options, environment: { ...environment, ...options.environment } };
    this.fresh = new FreshObserver(this.#options);
  }

  /** An observer that runs one program at a time. */
  warm(): Observer {
    const observer = new WarmObserver(this.#options, this.#renewAfter);
    this.#warm.push(observer);
    return observer;
  }

  async close(): Promise<void> {
    await Promise.all(this.#warm.map((observer) => observer.close()));
  }
}
