/**
 * Why something is not compiled at all: the closed list behind every refusal and every `bails` counter.
 * A Bail is thrown by whoever finds out and caught at the service's door only, which answers with a Refusal.
 * `reach` says how the test-suite brings it about: suites/reasons holds a program for each. The name is the wire form.
 */
export interface BailReasonRow {
  readonly name: string;
  readonly message: string;
  /** What the user can do about it; '' when nothing. */
  readonly hint: string;
  /** Who gives up: the engine, with a Refusal that says where, or the extension (client.cc, install.cc). */
  readonly side: 'engine' | 'extension';
  readonly reach: 'fuzz' | 'directed' | 'fault-injection';
}

export const BAIL_REASONS = [
  {
    name: 'UnsupportedEntry',
    message: 'the loop or function cannot be entered at this place',
    hint: '',
    side: 'engine',
    reach: 'directed',
  },
  {
    name: 'GeneratorCode',
    message: 'the code is a generator or coroutine',
    hint: 'collect the values with a plain loop',
    side: 'engine',
    reach: 'directed',
  },
  {
    name: 'TooLarge',
    message: 'the region grew too large',
    hint: 'split the function, or keep the types of its variables stable',
    side: 'engine',
    reach: 'directed',
  },
  {
    name: 'AlwaysExits',
    message: 'every way through the loop leaves native code',
    hint: 'see the operation named in the detail',
    side: 'engine',
    reach: 'fuzz',
  },
  {
    name: 'UnsupportedStack',
    message: 'the operand stack holds something that cannot be taken over',
    hint: '',
    side: 'engine',
    reach: 'directed',
  },
  {
    name: 'BindingFailed',
    message: 'an object the code depends on was not found again',
    hint: 'do not redefine globals, builtins or functions while they are hot',
    side: 'extension',
    reach: 'directed',
  },
  {
    name: 'PrangeDependence',
    message: 'the iterations of a loop over prange depend on each other: the next call of prange raises ParallelError',
    hint: 'use range',
    side: 'extension',
    reach: 'fault-injection',
  },
  {
    name: 'InternalError',
    message: 'a fault of the compiler: please report it',
    hint: 'run again with TRACEJIT_LOG=file and send the file',
    side: 'engine',
    reach: 'fault-injection',
  },
  {
    name: 'CompileFailed',
    message: 'the compiled code could not be loaded',
    hint: 'remove the folder that TRACEJIT_CACHE names, if any, and see `tracejit doctor`',
    side: 'extension',
    reach: 'fault-injection',
  },
  {
    name: 'EngineGone',
    message: 'the engine could not be started or reached, or it ended; the program goes on without',
    hint: 'see `tracejit doctor`',
    side: 'extension',
    reach: 'fault-injection',
  },
] as const satisfies readonly BailReasonRow[];

export type BailReason = (typeof BAIL_REASONS)[number]['name'];

/** Where and on what the compiler gave up. */
export interface BailContext {
  /** What exactly, for people: `STORE_SUBSCR on Dict`. */
  readonly detail: string;
  /** Qualified name of the code object. */
  readonly code?: string;
  /** Python line; absent or 0: unknown. */
  readonly line?: number;
}

/** "This is not compiled": an answer, not a fault. */
export class Bail extends Error {
  override name = 'Bail';
  readonly reason: BailReason;
  readonly context: BailContext;

  constructor(reason: BailReason, context: BailContext) {
    super(`${reason}: ${context.detail}`);
    this.reason = reason;
    this.context = context;
  }
}

/** Gives up. */
export function bail(reason: BailReason, context: BailContext): never {
  throw new Bail(reason, context);
}

/** The row of a reason, or undefined for a name that is none (an answer of another version). */
export function bailReasonRow(name: string): BailReasonRow | undefined {
  return BAIL_REASONS.find((row) => row.name === name);
}
