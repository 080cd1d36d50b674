/** The ways a call can fail. Every failure of the API is one of these, but for a wrong option (RangeError). */
import type { PyOpaque, PyValue } from './values.ts';

/** What Python said of one exception. */
export interface ExceptionDetails {
  readonly type: string;
  readonly text: string;
  readonly args: readonly (PyValue | PyOpaque)[];
  readonly notes: readonly string[];
  readonly traceback: string;
}

/** Python raised. The message is the last line of a traceback: `ValueError: no such thing`. */
export class PythonError extends Error {
  override name = 'PythonError';
  /** The exception's class: `ValueError`, `decimal.InvalidOperation`. */
  readonly type: string;
  /** str() of the exception. */
  readonly text: string;
  /** Its `args`, floats as PyFloat; what cannot cross is a PyOpaque. */
  readonly args: readonly (PyValue | PyOpaque)[];
  /** What `add_note` added. */
  readonly notes: readonly string[];
  /** What Python would have printed. Of the exception that was raised, causes and contexts are in it; of those, only they themselves. */
  declare readonly traceback: string;
  /** `__cause__`: raise … from. */
  declare cause?: PythonError;
  /** `__context__`: this one was raised while it was handled; not there after `from`. */
  declare context?: PythonError;
  /** The exceptions of an exception group, else empty. */
  errors: readonly PythonError[] = [];

  constructor(details: ExceptionDetails) {
    super(details.text === '' ? details.type : `${details.type}: ${details.text}`);
    this.type = details.type;
    this.text = details.text;
    this.args = details.args;
    this.notes = details.notes;
    // Not enumerable: it is in the stack, which is what consoles and loggers show.
    Object.defineProperty(this, 'traceback', { value: details.traceback });
    if (this.stack !== undefined) this.stack += `\n${details.traceback.trimEnd()}`;
  }
}

/** A value that cannot go from one language to the other. Nothing was called when it stood in the arguments. */
export class UnsupportedValueError extends TypeError {
  override name = 'UnsupportedValueError';
  /** Where it stands: `args[0]['rows'][3]`, `keywords['x']`, `result[2]`. */
  readonly path: string;

  constructor(call: string, path: string, why: string) {
    super(`${call}: ${path} ${why}`);
    this.path = path;
  }
}

/** A call took longer than its `timeoutMs`. Its Python process has been killed, with every module in it. */
export class PythonTimeoutError extends Error {
  override name = 'PythonTimeoutError';
  /** What was running. */
  readonly call: string;
  readonly timeoutMs: number;

  constructor(call: string, timeoutMs: number, stderr: string) {
    super(
      `${call} did not end within ${timeoutMs} ms: its Python process was killed. ` +
        `Load the module again for a fresh one.${lastWords(stderr)}`,
    );
    this.call = call;
    this.timeoutMs = timeoutMs;
  }
}

/** How a process ended: one of the two is null. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Its last lines on stderr. */
  readonly stderr: string;
  /** Why, when it was we who ended it or who could not start it. */
  readonly reason?: string;
}

/** The Python process ended while, or before, a call was to run in it: os._exit, a crash, close(). */
export class PythonExitError extends Error {
  override name = 'PythonExitError';
  /** What was running, or was to run. */
  readonly call: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Python's last lines on stderr. */
  readonly stderr: string;

  constructor(call: string, when: 'running' | 'waiting' | 'gone', ending: Ending) {
    super(`${call}: ${sentence(when, ending)}${advice(when, ending)}${lastWords(ending.stderr)}`);
    this.call = call;
    this.exitCode = ending.exitCode;
    this.signal = ending.signal;
    this.stderr = ending.stderr;
  }
}

const WHEN = {
  running: 'while this ran',
  waiting: 'before this could run',
  gone: 'earlier, and the module with it',
};

function sentence(when: keyof typeof WHEN, { reason, signal, exitCode }: Ending): string {
  const how = reason ?? (signal === null ? `exited with code ${exitCode}` : `was ended by ${signal}`);
  return `the Python process ${how} ${WHEN[when]}.`;
}

/** Signals by which a process ends that has gone wrong inside. */
const CRASHES: readonly string[] = ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT', 'SIGTRAP'];

function advice(when: keyof typeof WHEN, { signal }: Ending): string {
  if (when === 'gone') return ' Load the module again for a fresh one.';
  if (signal === null || !CRASHES.includes(signal)) return '';
  return ' Try TRACEJIT=off: if Python does not crash then, the fault is tracejit’s.';
}

function lastWords(stderr: string): string {
  return stderr === '' ? '' : ` Python’s last lines on stderr:\n${stderr}`;
}
