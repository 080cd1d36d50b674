/**
 * What one run of a program leaves behind, in seven channels. Made by suites/worker (Python), compared by compare.ts.
 *
 * A program is a plain Python script. What it leaves in its globals is what is observed, so that any script can be looked at;
 * a few names have a meaning, for programs that want to say more:
 *
 * | global      | holds                                                                     |
 * | ----------- | ------------------------------------------------------------------------- |
 * | `RESULTS`   | list: what the program computed (channel `result`)                        |
 * | `ERRORS`    | list: exceptions it caught, as objects (channel `exception`)              |
 * | `EFFECTS`   | list: what its operators and finalisers logged (channel `effects`)        |
 * | `SENTINELS` | list: weak references, dead or alive at the end (channel `lifetime`)      |
 * | `main`      | function without arguments: called again to see whether blocks are lost   |
 */

/** One node of a canonical dump: where it was found, and what stands there, e.g. `["RESULTS[3].x", "float -0x0.0p+0"]`. */
export type DumpNode = readonly [path: string, text: string];

/** How the process ended. A limit that was hit is a result, and so is a signal. */
export type Exit =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'limit'; readonly limit: 'cpu' | 'memory' | 'output' | 'wall' };

/** What the JIT counted: the stats file's fields (native/cpython/counters.cc). */
export interface JitCounters {
  readonly regions: number;
  /** Times native code was entered. */
  readonly entries: number;
  readonly exits: Readonly<Record<string, number>>;
  readonly bails: Readonly<Record<string, number>>;
}

/** What is counted besides where a process is asked itself. */
export interface ProcessCounters extends JitCounters {
  /** Installations that became invalid because something they assumed was changed. */
  readonly invalidations: number;
}

/** What is dumped of a program's variables, by channel. */
export interface Sections {
  /** `RESULTS`. */
  readonly result: readonly DumpNode[];
  /** The uncaught exception, then `ERRORS`: type, args, str, cause and context, notes, traceback positions. */
  readonly exception: readonly DumpNode[];
  /** All other globals: arguments after the call, cells of functions, states of generators. */
  readonly state: readonly DumpNode[];
  /** `EFFECTS`. */
  readonly effects: readonly DumpNode[];
  /** `SENTINELS`, reference counts of mutable objects reached from globals, blocks lost per call of `main`. */
  readonly lifetime: readonly DumpNode[];
}

export interface Observation extends Sections {
  /** Bytes that are no UTF-8 as `\xNN`. */
  readonly stdout: string;
  /** The last 4 KB; no channel, but shown with a crash. */
  readonly stderr: string;
  readonly exit: Exit;
  /** null when the run was interpreted, or did not live to say. */
  readonly counters: ProcessCounters | null;
}
