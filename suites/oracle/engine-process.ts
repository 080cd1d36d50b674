/** An engine for the processes of one fork server: resident on a socket, and gone soon after whoever started it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { projectFile } from '../machine.ts';
import { LastWords } from './last-words.ts';
import { WorkerError } from './worker-error.ts';

/** Without a client. This process is one as long as it lives. */
const IDLE_SECONDS = 5;

export interface EngineOptions {
  /** Another engine than build/engine.cjs. */
  readonly main?: string;
  /** The whole environment of the engine. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder of this user alone, for the socket. */
  readonly folder: string;
}

/** What a fork server needs to know of its engine. */
export interface Engine {
  /** What TRACEJIT_ENGINE has to be. */
  readonly socket: string;
  /** Of the process it is in. */
  readonly pid: number | undefined;
  /** @throws WorkerError when it has ended by itself */
  assertAlive(): void;
}

export class EngineProcess implements Engine {
  readonly socket: string;
  private readonly child: ChildProcess;
  private readonly presence: Socket;
  private readonly words: LastWords;

  private constructor(child: ChildProcess, words: LastWords, socket: string, presence: Socket) {
    this.child = child;
    this.words = words;
    this.socket = socket;
    this.presence = presence;
  }

  /** Resolves when clients can connect. @throws WorkerError */
  static async start(options: EngineOptions): Promise<EngineProcess> {
    const socket = join(options.folder, 'engine.sock');
    const main = options.main ?? projectFile('build', 'engine.cjs');
    const child = spawn(process.execPath, [main, '--socket', socket, '--idle', String(IDLE_SECONDS)], {
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const words = new LastWords(`the engine (${main})`, child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      void words.ended.then((message) => reject(new WorkerError(message)));
    });
    const presence = connect(socket);
    presence.on('error', () => undefined); // the process's own end says more
    return new EngineProcess(child, words, socket, presence);
  }

  assertAlive(): void {
    this.words.assertAlive();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  async close(): Promise<void> {
    this.presence.destroy();
    this.child.kill('SIGTERM');
    await this.words.ended;
  }
}
