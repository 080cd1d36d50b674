/**
 * tracejit from JavaScript: `import { tracejit } from 'tracejit'`. Loads Python modules under the JIT and calls their functions.
 *
 * ```js
 * const orbit = await tracejit.load(new URL('./orbit.py', import.meta.url));
 * await orbit.steps(1000, py.float(1));
 * ```
 */
import { Session, type SessionOptions } from './session.ts';

export type { TracejitStats } from './answer.ts';
export { PythonError, PythonExitError, PythonTimeoutError, UnsupportedValueError } from './errors.ts';
export type { CallOptions, PythonFunction, PythonModule } from './module.ts';
export type { SessionOptions } from './session.ts';
export { Session } from './session.ts';
export { type PyArgument, PyFloat, PyOpaque, PyTuple, type PyValue, py } from './values.ts';

class Tracejit extends Session {
  /** Another Python process, apart from this one; it starts with its first load(). */
  session(options: SessionOptions = {}): Session {
    return new Session(options);
  }
}

/** The session of this program. For options, or for several processes: `tracejit.session(options)`. */
export const tracejit: Tracejit = new Tracejit();
