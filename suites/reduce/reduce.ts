/**
 * The smallest program that is still interesting, found by asking. Any Python source, any question: what a candidate is, shrinker/
 * knows; when to believe an answer, and when to stop, is here.
 */
import { hostPython } from '../machine.ts';
import { Shrinker } from './shrinker.ts';

/** Is this program still interesting? Asked one at a time. It ends programs that run too long, and says no to them. */
export type Predicate = (source: string) => Promise<boolean>;

export interface ReduceOptions {
  /** Most questions. */
  readonly maxRuns?: number;
  readonly maxSeconds?: number;
  /** Whose syntax the program has; ours when left out. */
  readonly python?: string;
  /** Told of every step. */
  readonly progress?: (step: Step) => void;
  /** Milliseconds, from any moment on: for tests. */
  readonly now?: () => number;
}

/** A variant that was still interesting. */
export interface Step {
  /** The pass that made it: layout, statements, unwrapping, parts, expressions, constants. */
  readonly pass: string;
  readonly lines: number;
  /** Questions asked so far. */
  readonly runs: number;
}

export interface Reduction {
  /**
   * `reduced`: the source is the smallest found. `absent`: the program was not interesting to begin with. `flaky`: the same
   * program was answered with yes and with no; the source is the last that was confirmed.
   */
  readonly outcome: 'reduced' | 'absent' | 'flaky';
  /** Why it stopped: nothing smaller is interesting, or a limit was reached. */
  readonly end: 'smallest' | 'runs' | 'seconds';
  readonly source: string;
  readonly steps: readonly Step[];
  readonly runs: number;
  readonly seconds: number;
  /** Lines with something in them, of the program given and of `source`. */
  readonly lines: { readonly before: number; readonly after: number };
}

/** Hypothesis learned both limits: issue 2484 there. */
const MAX_RUNS = 400;
const MAX_SECONDS = 60;

/** So many yeses before anything is believed. */
const CONFIRMATIONS = 3;

/** Questions after which the best program so far is asked about again. */
const RECHECK = 50;

/**
 * Deterministic, as long as the predicate is and the time does not run out.
 * @throws NotAProgram, ShrinkerError, and what the predicate throws
 */
export async function reduce(source: string, predicate: Predicate, options: ReduceOptions = {}): Promise<Reduction> {
  const search = new Search(source, predicate, options);
  const shrinker = new Shrinker(source, options.python ?? hostPython().path);
  try {
    const first = await shrinker.next();
    const yes = await search.confirmOriginal();
    if (yes < CONFIRMATIONS) return search.report(yes === 0 ? 'absent' : 'flaky', 'smallest');
    let candidate = first;
    while (candidate !== null) {
      const limit = search.limitReached();
      if (limit) return search.report((await search.confirmBest()) ? 'reduced' : 'flaky', limit);
      if (search.recheckIsDue() && !(await search.confirmBest())) return search.report('flaky', 'smallest');
      candidate = await shrinker.next(await search.judge(candidate.source, candidate.step));
    }
    return search.report((await search.confirmBest()) ? 'reduced' : 'flaky', 'smallest');
  } finally {
    shrinker.close();
  }
}

/** The best program so far, the last one that was confirmed, and what all this has cost. */
class Search {
  readonly #source: string;
  readonly #predicate: Predicate;
  readonly #options: ReduceOptions;
  readonly #now: () => number;
  readonly #start: number;
  readonly #steps: Step[] = [];
  #runs = 0;
  #best: string;
  #confirmed: string;
  #confirmedAt = 0;

  constructor(source: string, predicate: Predicate, options: ReduceOptions) {
    this.#source = this.#best = this.#confirmed = source;
    this.#predicate = predicate;
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#start = this.#now();
  }

  /** How many of the first questions about the program itself were answered with yes. */
  async confirmOriginal(): Promise<number> {
    let yes = 0;
    for (let k = 0; k < CONFIRMATIONS; k++) if (await this.#ask(this.#source)) yes++;
    this.#confirmedAt = this.#runs;
    return yes;
  }

  async judge(source: string, pass: string): Promise<boolean> {
    const accepted = await this.#ask(source);
    if (!accepted) return false;
    this.#best = source;
    const step = { pass, lines: countLines(source), runs: this.#runs };
    this.#steps.push(step);
    this.#options.progress?.(step);
    return true;
  }

  limitReached(): 'runs' | 'seconds' | null {
    if (this.#runs >= (this.#options.maxRuns ?? MAX_RUNS)) return 'runs';
    return this.#seconds() >= (this.#options.maxSeconds ?? MAX_SECONDS) ? 'seconds' : null;
  }

  recheckIsDue(): boolean {
    return this.#runs - this.#confirmedAt >= RECHECK;
  }

  /** Asks about the best program once more; a yes makes it the confirmed one. */
  async confirmBest(): Promise<boolean> {
    if (this.#best !== this.#confirmed && !(await this.#ask(this.#best))) return false;
    this.#confirmed = this.#best;
    this.#confirmedAt = this.#runs;
    return true;
  }

  report(outcome: Reduction['outcome'], end: Reduction['end']): Reduction {
    const lines = { before: countLines(this.#source), after: countLines(this.#confirmed) };
    return {
      outcome,
      end,
      source: this.#confirmed,
      steps: this.#steps,
      runs: this.#runs,
      seconds: this.#seconds(),
      lines,
    };
  }

  #seconds(): number {
    return (this.#now() - this.#start) / 1000;
  }

  #ask(source: string): Promise<boolean> {
    this.#runs++;
    return this.#predicate(source);
  }
}

function countLines(source: string): number {
  return source.split('\n').filter((line) => line.trim() !== '').length;
}
