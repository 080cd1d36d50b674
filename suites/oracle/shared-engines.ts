/**
 * Engines for the fork servers of one who asks for one program at a time: configurations that differ on the extension's
 * side alone are answered by one engine, which compiles what several of them ask for once (engine/service/memory.ts). An
 * answer depends on the message, on the engine's own knobs and on nothing else; so an engine is shared exactly where the
 * environments are the same, less the knobs that no engine reads. All are in one process (many-engines.ts).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtFile } from '../../engine/base/build-folder.ts';
import { KNOBS } from '../../engine/base/knobs.ts';
import type { Engine } from './engine-process.ts';
import { LastWords } from './last-words.ts';
import type { Opening } from './many-engines.ts';
import { WorkerError } from './worker-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Knobs of the extension and the launcher: the table says who reads each. */
const NOT_THE_ENGINES: ReadonlySet<string> = new Set(
  KNOBS.filter(({ side }) => side === 'extension' || side === 'launcher').map(({ name }) => name),
);

/** What an engine can know of a process's environment, sorted: two processes in which it is the same may have one engine. */
export function engineEnvironment(environment: Environment): Environment {
  const known = Object.entries(environment).filter(
    ([name, value]) => !NOT_THE_ENGINES.has(name) && value !== undefined,
  );
  return Object.fromEntries(known.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export class SharedEngines {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tracejit-engines-'));
  readonly #engines = new Map<string, Promise<Engine>>();
  readonly #ready = new Map<string, () => void>();
  #process: { readonly child: ChildProcess; readonly words: LastWords } | null = null;

  /** Lent until `close`. @throws WorkerError when it does not start */
  engineFor(environment: Environment): Promise<Engine> {
    const known = engineEnvironment(environment);
    const key = JSON.stringify(known);
    const engine = this.#engines.get(key) ?? this.#open(known);
    this.#engines.set(key, engine);
    return engine;
  }

  async #open(environment: Environment): Promise<Engine> {
    this.#process ??= this.#start();
    const { child, words } = this.#process;
    const socket = join(this.#folder, `engine-${this.#engines.size}.sock`);
    const opening: Opening = { socket, environment };
    child.stdin?.write(`${JSON.stringify(opening)}\n`);
    await new Promise<void>((resolve, reject) => {
      this.#ready.set(socket, resolve);
      void words.ended.then((message) => reject(new WorkerError(message)));
    });
    return { socket, pid: child.pid, assertAlive: () => words.assertAlive() };
  }

  #start(): { child: ChildProcess; words: LastWords } {
    const main = builtFile('js/suites/oracle/many-engines.js');
    const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined); // the process's own end says more
    createInterface({ input: child.stdout }).on('line', (socket) => this.#ready.get(socket)?.());
    return { child, words: new LastWords("the engines' process", child) };
  }

  async close(): Promise<void> {
    this.#process?.child.stdin?.end();
    await this.#process?.words.ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
