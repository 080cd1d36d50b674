/**
 * The warm parent of suites/worker, as this side sees it: a request goes in, a reply comes out, one at a time. Frames as those
 * of the engine, with JSON in them (suites/worker/frames.py).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { FrameReader, frame } from '../../engine/service/protocol.ts';
import { hostPython, suiteFile } from '../machine.ts';
import { LastWords } from './last-words.ts';
import type { Exit, ProcessCounters, Sections } from './observation.ts';
import { WorkerError } from './worker-error.ts';

/** What one program may use; limits.py has the defaults. */
export interface Limits {
  /** Seconds of CPU time. */
  readonly cpu?: number;
  /** Bytes of mapped addresses. */
  readonly memory?: number;
  /** Bytes of stdout, and of stderr. */
  readonly output?: number;
  /** Seconds, for each text. */
  readonly wall?: number;
}

export type Request =
  | {
      readonly op: 'run' | 'open';
      /** What the program takes for its file's name. */
      readonly name: string;
      /** `run` only. */
      readonly source?: string;
      /** How often `main` is called again. */
      readonly repeat?: number;
      /** Exec a python of its own instead of forking the warm one. */
      readonly fresh?: boolean;
      readonly limits?: Limits;
    }
  | { readonly op: 'step'; readonly source: string }
  | { readonly op: 'close' };

/** What the program's own process said (observe.py). */
export interface Report extends Sections {
  /** Exit code that python would end with after this text. */
  readonly code: number;
  /** Nobody caught a MemoryError. */
  readonly outOfMemory: boolean;
  readonly counters: ProcessCounters | null;
}

export interface Reply {
  /** null: still alive. */
  readonly end: Exit | null;
  readonly stdout: string;
  readonly stderr: string;
  /** null: it ended without one. */
  readonly report: Report | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface WorkerOptions {
  /** Folder of the extension; null: no JIT. */
  readonly native: string | null;
  /** The whole environment. */
  readonly environment: Environment;
  /** The programs' working folder. */
  readonly cwd: string;
}

export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly requests: Writable;
  private readonly words: LastWords;
  private readonly frames = new FrameReader();
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;

  constructor(options: WorkerOptions) {
    const program = hostPython().path;
    const native = options.native === null ? [] : ['--native', options.native];
    this.child = spawn(program, [suiteFile('worker', '__main__.py'), ...native], {
      cwd: options.cwd,
      env: options.environment,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.words = new LastWords(`the worker (${program})`, this.child);
    void this.words.ended.then((message) => this.fail(message));
    this.requests = this.child.stdio[3] as Writable;
    this.requests.on('error', () => undefined); // the process's own end says more
    (this.child.stdio[4] as Readable).on('data', (piece: Buffer) => this.receive(piece));
  }

  /** @throws WorkerError when the worker is gone, or goes; Error when the reply to another request is awaited */
  async ask(request: Request): Promise<Reply> {
    if (this.waiting) throw new Error('the worker takes one request at a time');
    if (this.words.message !== undefined) throw new WorkerError(this.words.message);
    this.requests.write(frame(Buffer.from(JSON.stringify(request))));
    return await new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  /** Ends the parent; the process of a program that still runs is killed. */
  async close(): Promise<void> {
    this.requests.end();
    this.child.stdio[4]?.destroy();
    await this.words.ended;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  private receive(piece: Buffer): void {
    for (const payload of this.frames.push(piece)) {
      const reply = JSON.parse(Buffer.from(payload).toString()) as
        | Reply
        | { readonly report: { readonly broken: string } };
      if (reply.report && 'broken' in reply.report) this.fail(`the worker itself failed: ${reply.report.broken}`);
      else this.settle((waiting) => waiting.resolve(reply as Reply));
    }
  }

  private fail(message: string): void {
    this.settle((waiting) => waiting.reject(new WorkerError(message)));
  }

  private settle(how: (waiting: NonNullable<WorkerProcess['waiting']>) => void): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting) how(waiting);
  }
}
