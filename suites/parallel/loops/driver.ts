/** One python that runs all random loops, both ways (agree.py). */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { hostPython, packageFolder, suiteFile } from '../../machine.ts';

export interface Agreement {
  /** Times native code was entered. */
  readonly entries: number;
  /** Runs of a loop on several threads, and those of them that stopped before their last iteration. */
  readonly parallel: number;
  readonly stopped: number;
  readonly difference: {
    readonly threads: number;
    readonly turn: number;
    readonly arguments: string;
    readonly expected: string;
    readonly found: string;
  } | null;
}

/** Everything is compiled from the first call on and waited for; chunks are tiny, and a loop never too short to be shared out. */
const KNOBS = {
  TRACEJIT_PARALLEL: 'always',
  TRACEJIT_PARALLEL_CHUNK: '3',
  TRACEJIT_SYNC: '1',
  TRACEJIT_QUICK: '1',
  TRACEJIT_CACHE: '',
} as const;

type Python = ChildProcessByStdio<Writable, Readable, null>;

export class LoopDriver {
  #running: { readonly child: Python; readonly lines: AsyncIterator<string>; readonly reader: Interface } | null = null;

  /** @throws Error when the python died of the case; the next case gets a new one */
  async ask(source: string, calls: readonly string[], threads: readonly number[]): Promise<Agreement> {
    this.#running ??= this.#start();
    const { child, lines } = this.#running;
    child.stdin.write(`${JSON.stringify({ source, calls, threads })}\n`);
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value) as Agreement;
    this.#running = null;
    throw new Error(`python died (${child.signalCode ?? child.exitCode})`);
  }

  #start() {
    const child = spawn(hostPython().path, [suiteFile('parallel', 'loops', 'agree.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONPATH: packageFolder(), ...KNOBS },
    });
    child.stdin.on('error', () => undefined); // the end of its answers says more
    const reader = createInterface(child.stdout);
    return { child, reader, lines: reader[Symbol.asyncIterator]() };
  }

  end(): void {
    this.#running?.child.stdin.end();
    this.#running?.reader.close();
  }
}
