/** A Python module as a JavaScript object: what is read from it can be called. */
import type { PyArgument, PyValue } from './values.ts';

export interface CallOptions {
  /** Milliseconds the call may run; then its Python process is killed. No limit where there is none. */
  readonly timeoutMs?: number;
  /** Floats come as PyFloat, so that `1.0` is not `1`: what was got can be given back as it was. */
  readonly exact?: boolean;
  /** Keyword arguments. */
  readonly keywords?: { readonly [name: string]: PyArgument };
}

/**
 * A name of a module. Calling it calls the Python function.
 * @throws PythonError what Python raised; UnsupportedValueError; PythonTimeoutError; PythonExitError
 */
export interface PythonFunction {
  (...args: PyArgument[]): Promise<PyValue>;
  /** The same function with options for its calls. */
  with(options: CallOptions): PythonFunction;
  /** The value that the name has: `await config.LIMIT.value()`. */
  value(): Promise<PyValue>;
}

/** Each property is a name of the module; a dotted one (`module['Point.origin']`) one inside. `then` cannot be reached. */
export interface PythonModule {
  readonly [name: string]: PythonFunction;
}

/** Does a call, or, without arguments, reads a value. */
export type Invoke = (name: string, args: readonly PyArgument[] | null, options: CallOptions) => Promise<PyValue>;

export function moduleProxy(invoke: Invoke): PythonModule {
  const functions = new Map<string, PythonFunction>();
  return new Proxy<PythonModule>(Object.freeze({}), {
    get(_, name) {
      // A `then` would make `await` take the module for a promise.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const found = functions.get(name) ?? bind(invoke, name, {});
      functions.set(name, found);
      return found;
    },
  });
}

function bind(invoke: Invoke, name: string, options: CallOptions): PythonFunction {
  const call = (...args: PyArgument[]) => invoke(name, args, options);
  return Object.assign(call, {
    with: (more: CallOptions) => bind(invoke, name, { ...options, ...more }),
    value: () => invoke(name, null, options),
  });
}
