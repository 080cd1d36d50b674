/** One Python process under the JIT: a queue of calls, one at a time; how it starts, how it ends. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LastWords, watchEnding } from './ending.ts';
import { type Ending, PythonExitError, PythonTimeoutError } from './errors.ts';
import { type Remote, startBridge, type Unlimited } from './pythonia.ts';

export interface ProcessOptions {
  /** The python to run, a CPython 3.13; else what `tracejit run` would take. */
  readonly python?: string;
  /** Environment variables, on top of this process's own: `{ TRACEJIT: 'off' }`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the process runs; modules given by name are looked for there first. */
  readonly cwd?: string;
}

/** native/, seen from build/js/native/node. */
const NATIVE = fileURLToPath(new URL('../../../../native', import.meta.url));
const LAUNCHER = join(NATIVE, 'python/launcher/tracejit');
const ADAPTER = 'tracejit_adapter.py';

/** What a call is named in an error: made when there is one. */
export type CallName = () => string;

/** A start takes 0.1 s; what takes this long waits for something that will not come. */
const START_MS = 60_000;

type Outcome<T> = { readonly value: T } | { readonly failure: () => unknown };

interface Job {
  readonly call: CallName;
  readonly timeoutMs: number | undefined;
  start(): void;
  fail(failure: () => unknown): void;
}

/** A new one each time: pythonia takes it apart. */
const unlimited = (): Unlimited => ({ $timeout: Number.POSITIVE_INFINITY });

/** Processes with a call running: they would go on without us. Those that wait for one end by themselves. */
const busy = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of busy) child.kill('SIGKILL');
});

export class PythonProcess {
  readonly #child: ChildProcess;
  readonly #queue: Job[] = [];
  readonly #exited: Promise<void>;
  #running: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #last: LastWords;
  #ending: Ending | undefined;
  readonly #adapter: Promise<Remote>;

  constructor({ python, env, cwd }: ProcessOptions) {
    const ownPython = python === undefined ? {} : { TRACEJIT_PYTHON: python };
    const { child, root } = startBridge([LAUNCHER, 'run'], {
      env: { ...process.env, ...env, ...ownPython },
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.#child = child;
    this.#last = watchEnding(child);
    this.#exited = this.#last.ended.then((ending) => this.#end(ending));
    const folder = join(NATIVE, 'node');
    this.#adapter = this.#submit(
      () => 'starting Python',
      START_MS,
      () => root.fileImport$(ADAPTER, join(folder, ADAPTER), folder, unlimited()),
    );
    // Told by each request.
    this.#adapter.catch(() => undefined);
  }

  /** Whether it can still be asked. */
  get alive(): boolean {
    return this.#ending === undefined;
  }

  /**
   * Has the adapter do what a request says, after those before it.
   * @param call what to name it in an error
   * @param timeoutMs from when it begins to run
   * @throws PythonExitError, PythonTimeoutError
   */
  async request(text: string, call: CallName, timeoutMs: number | undefined): Promise<string> {
    const answer = this.#submit(call, timeoutMs, async () => (await this.#adapter).handle$(text, unlimited()));
    return await answer;
  }

  /** Ends it: what runs is killed, what is idle ends as a script ends, with atexit. Resolves when it has ended. */
  async close(): Promise<void> {
    if (this.alive) {
      const idle = this.#running === undefined;
      this.#end({ exitCode: null, signal: null, stderr: '', reason: 'was closed by close()' });
      if (idle && this.#child.connected) this.#child.disconnect();
      else this.#child.kill('SIGKILL');
    }
    this.#keepNode(true);
    await this.#exited;
    this.#keepNode(false);
  }

  async #submit<T>(call: CallName, timeoutMs: number | undefined, run: () => Promise<T>): Promise<T> {
    if (this.#ending) throw new PythonExitError(call(), 'gone', this.#ending);
    const outcome = await new Promise<Outcome<T>>((settle) => {
      const job: Job = {
        call,
        timeoutMs,
        fail: (failure) => settle({ failure }),
        start: () => {
          const finish = (result: Outcome<T>) => {
            settle(result);
            if (this.#running === job) this.#next();
          };
          run().then(
            (value) => finish({ value }),
            (error) => finish({ failure: () => error }),
          );
        },
      };
      this.#queue.push(job);
      if (!this.#running) this.#next();
    });
    // The error is made here, and not where the process was seen to end: its stack then names the caller.
    if ('failure' in outcome) throw outcome.failure();
    return outcome.value;
  }

  #next(): void {
    clearTimeout(this.#timer);
    const job = this.#queue.shift();
    this.#running = job;
    this.#keepNode(job !== undefined);
    if (!job) return;
    const { timeoutMs } = job;
    if (timeoutMs !== undefined) this.#timer = setTimeout(() => this.#timeOut(job, timeoutMs), timeoutMs);
    job.start();
  }

  #timeOut(job: Job, timeoutMs: number): void {
    const stderr = this.#last.lines();
    job.fail(() => new PythonTimeoutError(job.call(), timeoutMs, stderr));
    const reason = `was killed, because ${job.call()} did not end within ${timeoutMs} ms,`;
    this.#end({ exitCode: null, signal: 'SIGKILL', stderr: '', reason });
    this.#child.kill('SIGKILL');
  }

  /** Fails all calls, now and later. The first ending is the one that counts. */
  #end(ending: Ending): void {
    if (this.#ending) return;
    this.#ending = ending;
    clearTimeout(this.#timer);
    const failed = (job: Job, when: 'running' | 'waiting') =>
      job.fail(() => new PythonExitError(job.call(), when, ending));
    if (this.#running) failed(this.#running, 'running');
    for (const job of this.#queue.splice(0)) failed(job, 'waiting');
    this.#running = undefined;
    this.#keepNode(false);
  }

  /** Whether the process keeps node from ending. */
  #keepNode(wanted: boolean): void {
    const { channel, stderr } = this.#child;
    for (const handle of [this.#child, channel, stderr as typeof channel]) {
      if (wanted) handle?.ref();
      else handle?.unref();
    }
    if (wanted) busy.add(this.#child);
    else busy.delete(this.#child);
  }
}
