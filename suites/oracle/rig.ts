/** The processes that observe many programs: fork servers by configuration, started when they are needed first. */
import { withMutant } from '../mutants/server-options.ts';
import type { Configuration } from './configurations.ts';
import type { Observer, Program } from './examine.ts';
import { ForkServer, type ForkServerOptions } from './fork-server.ts';
import type { Observation } from './observation.ts';

/** Servers for one who asks for one program at a time, each kept until the end. */
class WarmObserver implements Observer {
  readonly #options: ForkServerOptions;
  readonly #servers = new Map<string, Promise<ForkServer>>();

  constructor(options: ForkServerOptions) {
    this.#options = options;
  }

  async observe(configuration: Configuration, program: Program): Promise<Observation> {
    const server = this.#servers.get(configuration.name) ?? ForkServer.start(configuration, this.#options);
    this.#servers.set(configuration.name, server);
    return (await server).observe(program);
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) await (await server).close();
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
