/** Observes programs under one configuration: a warm python that forks once for each, and an engine where there is a JIT. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../machine.ts';
import type { Configuration } from './configurations.ts';
import { type Engine, EngineProcess } from './engine-process.ts';
import type { Exit, Observation } from './observation.ts';
import type { SharedEngines } from './shared-engines.ts';
import { type Limits, type Reply, type Report, type Request, WorkerProcess } from './worker-process.ts';

export interface ForkServerOptions {
  /** Added to the configuration's knobs, for python and for the engine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Another engine than build/engine.cjs. */
  readonly engineMain?: string;
  /** Another folder with the extension than build/native/py3.13. */
  readonly native?: string;
  /** Borrowed: lend an engine that others have too. Left out: one of its own, in a process of its own. */
  readonly engines?: SharedEngines;
}

export interface Program {
  /** What the program takes for its file's name, and tracebacks show. */
  readonly name: string;
  readonly source: string;
  /** Call `main` so many times more and see whether blocks are lost; at least 4 says something. */
  readonly repeat?: number;
  /** Run in a python of its own, not in a copy of the warm one: what differs there as well is no artefact of forking. */
  readonly fresh?: boolean;
  readonly limits?: Limits;
}

/** A process that stays alive and runs one text after another in the same namespace. Its fork server does nothing else. */
export interface ObservedSession {
  /**
   * Counters and globals are those since the session began; stdout is this step's. Exit code: as if python ended here.
   * @throws WorkerError; Error when the session is over, because a step ended the process or `close` was called
   */
  step(source: string): Promise<Observation>;
  /** Lets the process finalise. @returns how it ended, also when a step ended it */
  close(): Promise<Exit>;
}

export class ForkServer {
  readonly configuration: Configuration;
  private readonly folder: string;
  private readonly engine: Engine | null;
  private readonly worker: WorkerProcess;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(configuration: Configuration, folder: string, engine: Engine | null, worker: WorkerProcess) {
    this.configuration = configuration;
    this.folder = folder;
    this.engine = engine;
    this.worker = worker;
  }

  /** To be closed. @throws WorkerError when the engine does not start; MissingProgram */
  static async start(configuration: Configuration, options: ForkServerOptions = {}): Promise<ForkServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tracejit-fork-server-'));
    const cwd = join(folder, 'work');
    mkdirSync(cwd);
    try {
      const environment = environmentOf(configuration, options);
      const engine = configuration.knobs ? await engineOf(environment, folder, options) : null;
      const native = engine ? (options.native ?? projectFile('build', 'native', 'py3.13')) : null;
      const worker = new WorkerProcess({
        native,
        cwd,
        environment: { ...environment, ...(engine ? { TRACEJIT_ENGINE: engine.socket } : {}) },
      });
      return new ForkServer(configuration, folder, engine, worker);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** One program, one process. Calls wait for each other. @throws WorkerError when the worker or the engine is gone */
  observe(program: Program): Promise<Observation> {
    return this.inTurn(async () => observationOf(await this.ask({ op: 'run', ...program })));
  }

  /** @throws WorkerError */
  openSession(program: Omit<Program, 'source' | 'repeat'>): Promise<ObservedSession> {
    return this.inTurn(async () => {
      let { end } = await this.ask({ op: 'open', ...program });
      const ask = async (request: Request): Promise<Reply> => {
        if (end !== null) throw new Error(`the session is over: its process ended with ${JSON.stringify(end)}`);
        const reply = await this.ask(request);
        end = reply.end;
        return reply;
      };
      return {
        step: (source) => this.inTurn(async () => observationOf(await ask({ op: 'step', source }))),
        close: () => this.inTurn(async () => end ?? exitOf(await ask({ op: 'close' }))),
      };
    });
  }

  /** Ends its processes and removes its files. */
  async close(): Promise<void> {
    await this.worker.close();
    if (this.engine instanceof EngineProcess) await this.engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The warm parent's process id. */
  get pid(): number | undefined {
    return this.worker.pid;
  }

  /** The engine's process id; undefined where there is none. */
  get enginePid(): number | undefined {
    return this.engine?.pid;
  }

  private async ask(request: Request): Promise<Reply> {
    this.engine?.assertAlive();
    const reply = await this.worker.ask(request);
    this.engine?.assertAlive(); // without it the program ran interpreted, and the observation says nothing
    return reply;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined); // whoever asked hears of it
    return result;
  }
}

/** An engine of tests is never shared: one that is wrong on purpose may be so by what it was asked before. */
function engineOf(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  { engines, engineMain }: ForkServerOptions,
): Promise<Engine> {
  if (engineMain !== undefined) return EngineProcess.start({ main: engineMain, environment, folder });
  return engines ? engines.engineFor(environment) : EngineProcess.start({ environment, folder });
}

/** Nothing of the caller's own tracejit and python settings gets in. */
function environmentOf(configuration: Configuration, options: ForkServerOptions): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TRACEJIT|PYTHON)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    PYTHONHASHSEED: '0',
    PYTHONUTF8: '1',
    ...configuration.knobs,
    ...options.environment,
  };
}

const NO_REPORT: Report = {
  code: 0,
  outOfMemory: false,
  result: [],
  exception: [],
  state: [],
  effects: [],
  lifetime: [],
  counters: null,
};

function observationOf(reply: Reply): Observation {
  const { result, exception, state, effects, lifetime, counters } = reply.report ?? NO_REPORT;
  const { stdout, stderr } = reply;
  return { stdout, stderr, exit: exitOf(reply), result, exception, state, effects, lifetime, counters };
}

function exitOf({ end, report }: Reply): Exit {
  const exit = end ?? { kind: 'code', code: report?.code ?? 0 };
  return exit.kind === 'code' && report?.outOfMemory ? { kind: 'limit', limit: 'memory' } : exit;
}
