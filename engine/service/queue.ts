/**
 * The order of work: jobs start in the order they came, at most `limit` at a time. Each job builds on the main thread
 * and then waits for the add-on's workers, so a limit of two keeps both busy.
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

  /** The job's own outcome. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    this.started += 1;
    if (this.#running >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await job();
    } finally {
      // the place is handed on, not freed: a newcomer must not overtake
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
