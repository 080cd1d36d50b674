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

/** Servers for one who asks for one program at a time, with engines between them. */
class WarmObserver implements Observer {
  readonly #options: ForkServerOptions;
  #engines = new SharedEngines();
  #servers = new Map<string, Promise<ForkServer>>();
  #observed = 0;

  constructor(options: ForkServerOptions) {
    this.#options = options;
  }

  async observe(configuration: Configuration, program: Program): Promise<Observation> {
    if (this.#observed++ >= RENEW_AFTER) await this.#renew();
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
    this.#observed = 1;
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
  readonly #warm: WarmObserver[] = [];

  /**
   * @param mutant a seeded miscompilation of mutants/table.ts, or null
   * @param environment added to what the programs and engines get
   */
  constructor(mutant: string | null, environment: Readonly<Record<string, string>> = {}) {
    const options = mutant === null ? {} : withMutant(mutant);
    this.#options = { ...options, environment: { ...environment, ...options.environment } };
    this.fresh = new FreshObserver(this.#options);
  }

  /** An observer for one who asks for one program at a time. */
  warm(): Observer {
    const observer = new WarmObserver(this.#options);
    this.#warm.push(observer);
    return observer;
  }

  async close(): Promise<void> {
    await Promise.all(this.#warm.map((observer) => observer.close()));
  }
}
