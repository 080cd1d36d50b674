/** How a process of the harness ended, and what it wrote to stderr last. */
import type { ChildProcess } from 'node:child_process';
import { WorkerError } from './worker-error.ts';

const KEPT_CHARACTERS = 4096;

export class LastWords {
  /** Resolves with the message once the process has ended, or could not be started. Never rejects. */
  readonly ended: Promise<string>;
  /** Undefined while the process lives. */
  message: string | undefined;
  private stderr = '';

  /** @param name what to call the process in the message */
  constructor(name: string, child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-KEPT_CHARACTERS);
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        const words = this.stderr.trim();
        this.message = `${name} ${how}${words ? `; its last words:\n${words}` : ' and said nothing'}`;
        resolve(this.message);
      };
      child.once('error', (error) => end(`could not be started: ${error.message}`));
      child.once('close', (code, signal) => end(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
    });
  }

  /** @throws WorkerError with the message, once there is one */
  assertAlive(): void {
    if (this.message !== undefined) throw new WorkerError(this.message);
  }
}
