/** One measured process, kept through all rounds: commands go in by stdin, one line of JSON comes back for each. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { describeJitRun, type JitRun, type JitStats } from './jit-run.ts';

/** The measured process ended, or answered something else than JSON. */
export class SessionError extends Error {
  override name = 'SessionError';
}

/** Durations of the calls of `run(n)` of one command, in nanoseconds, and the result as the process prints it. */
export interface Measured {
  readonly ns: readonly number[];
  readonly result: string;
}

export interface WarmUp {
  readonly calls: number;
  readonly regions: number;
  readonly seconds: number;
}

export class Session {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines: AsyncIterator<string>;
  private readonly name: string;
  private stderr = '';

  /** Starts `command`, a child.py under some Python. */
  constructor(command: readonly string[], env: Readonly<Record<string, string>>) {
    const [program = '', ...args] = command;
    this.name = command.join(' ');
    this.child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.on('error', (error) => {
      this.stderr += error.message;
    });
    this.child.stdin.on('error', (error) => {
      this.stderr += error.message;
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Calls until nothing new gets compiled, at most `seconds`. */
  async warm(seconds: number): Promise<WarmUp> {
    return (await this.ask(`warm ${seconds}`)) as WarmUp;
  }

  async run(calls: number): Promise<Measured> {
    return (await this.ask(`run ${calls}`)) as Measured;
  }

  /** Peak resident memory so far, in KiB. */
  async memory(): Promise<number> {
    return (await this.ask('memory')) as number;
  }

  /** What the JIT has done so far; null under a Python without one. */
  async jit(): Promise<JitRun | null> {
    const stats = await this.counters();
    return stats && describeJitRun(stats);
  }

  /** The JIT's counters as they are; null under a Python without one. */
  async counters(): Promise<JitStats | null> {
    return (await this.ask('stats')) as JitStats | null;
  }

  /** Ends the process and waits for its end. */
  async end(): Promise<void> {
    const gone = this.child.exitCode !== null || this.child.signalCode !== null;
    this.child.stdin.end();
    if (!gone) await new Promise((resolve) => this.child.once('close', resolve));
  }

  private async ask(command: string): Promise<unknown> {
    this.child.stdin.write(`${command}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new SessionError(`${this.name} ended at "${command}": ${this.stderr.trim().slice(-2000)}`);
    try {
      return JSON.parse(value);
    } catch (cause) {
      throw new SessionError(`${this.name} answered "${command}" with ${value.slice(0, 200)}`, { cause });
    }
  }
}
