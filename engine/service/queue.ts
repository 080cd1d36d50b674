/**
 * The order of work: jobs start in the order they came, at most `limit` at a time. A job builds on the main thread and
 * then waits for the add-on's workers.
 */
export class WorkQueue {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** Jobs that ever came. */
  started = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Jobs started or waiting. */
  get size(): number {
    return this.#running + this.#waiting.length;
  }

  /** The job's own outcome; null when by the time its turn came it was not `wanted` any more. */
  async run<T>(job: () => Promise<T>, wanted: () => boolean): Promise<T | null> {
    this.started += 1;
    if (this.#running >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return wanted() ? await job() : null;
    } finally {
      this.#handOn();
    }
  }

  /**
   * The place is handed on, not freed: a newcomer must not overtake. In a turn of its own: who waited begins with
   * milliseconds on the main thread, and the outcome of the job before would be sent after them.
   */
  #handOn(): void {
    const next = this.#waiting.shift();
    if (next) setImmediate(next);
    else this.#running -= 1;
  }
}
