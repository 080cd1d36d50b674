/** The process that makes smaller variants of a Python program: shrinker/ (Python), asked over its standard streams. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { suiteFile } from '../machine.ts';

/** A variant, to be answered with whether it is still interesting. */
export interface Candidate {
  readonly source: string;
  /** The pass that made it: a name of shrinker/passes.py. */
  readonly step: string;
}

/** The text is no Python program; the message is the parser's. */
export class NotAProgram extends Error {
  override readonly name = 'NotAProgram';
}

/** The shrinker process ended, or said what it should not: a fault of ours. */
export class ShrinkerError extends Error {
  override readonly name = 'ShrinkerError';
}

/** Is it a program at all? @throws NotAProgram, ShrinkerError */
export async function checkSyntax(source: string, python: string): Promise<void> {
  const shrinker = new Shrinker(source, python);
  try {
    await shrinker.next();
  } finally {
    shrinker.close();
  }
}

type Answer =
  | { readonly candidate: string; readonly step: string }
  | { readonly done: true }
  | { readonly error: string };

/** One reduction: `next()` until it gives null. To be closed in any case. */
export class Shrinker {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #stderr = '';

  /** @param python the program to parse with: its syntax is what is accepted */
  constructor(source: string, python: string) {
    // The user's environment is none of the shrinker's business, and it leaves no __pycache__ among our sources.
    this.#child = spawn(python, ['-E', '-s', '-B', suiteFile('reduce', 'shrinker')]);
    this.#child.stderr.setEncoding('utf8').on('data', (text) => {
      this.#stderr += text;
    });
    // What fails here shows as an end of the answers.
    this.#child.on('error', (error) => {
      this.#stderr += error.message;
    });
    this.#child.stdin.on('error', (error) => {
      this.#stderr += error.message;
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#tell({ source });
  }

  /**
   * The next variant; null when there is none left.
   * @param accepted the verdict on the last one: true makes the next ones of it. Nothing was judged before the first.
   * @throws NotAProgram at the first call, ShrinkerError
   */
  async next(accepted?: boolean): Promise<Candidate | null> {
    if (accepted !== undefined) this.#tell({ accepted });
    const { value, done } = await this.#answers.next();
    if (done) throw new ShrinkerError(`the shrinker ended: ${this.#stderr.trim().slice(-2000)}`);
    const answer = JSON.parse(value) as Answer;
    if ('error' in answer) throw new NotAProgram(answer.error);
    return 'candidate' in answer ? { source: answer.candidate, step: answer.step } : null;
  }

  #tell(message: { source: string } | { accepted: boolean }): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
