/** What loads modules: a Python process that starts with the first, and again after it has ended. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { readAnswer, resultOf, type TracejitStats } from './answer.ts';
import { Encoder } from './encode.ts';
import { UnsupportedValueError } from './errors.ts';
import { type CallOptions, type Invoke, moduleProxy, type PythonModule } from './module.ts';
import { type CallName, type ProcessOptions, PythonProcess } from './process.ts';
import { Refusal, type Tree } from './tree.ts';
import type { PyArgument } from './values.ts';

export interface SessionOptions extends ProcessOptions {
  /** For calls and loads that give none of their own. */
  readonly timeoutMs?: number;
  /** Likewise. */
  readonly exact?: boolean;
}

/** The longest that node's timers can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** A Python process of its own, with its modules. Node ends by itself while nothing is called; Python then ends with it. */
export class Session {
  readonly #options: SessionOptions;
  #process: PythonProcess | undefined;

  constructor(options: SessionOptions = {}) {
    checkTimeout(options.timeoutMs);
    this.#options = options;
  }

  /**
   * Imports a Python module under the JIT, starting a Python process if there is none (any more).
   *
   * A module belongs to its process: when that has ended, its functions reject, and it must be loaded again.
   * @param module a file (URL, or a path, with a slash or `.py`, from the session's folder), or a module's name: `numpy`
   * @throws PythonError whatever the import raised; PythonTimeoutError; PythonExitError
   */
  async load<M extends object = PythonModule>(
    module: string | URL,
    options: Pick<CallOptions, 'timeoutMs'> = {},
  ): Promise<M> {
    const source = sourceOf(module, this.#options.cwd ?? process.cwd());
    const timeoutMs = checkTimeout(options.timeoutMs ?? this.#options.timeoutMs);
    if (!this.#process?.alive) this.#process = new PythonProcess(this.#options);
    const python = this.#process;
    const call = () => `load(${inspect(String(module))})`;
    const answer = readAnswer(await python.request(JSON.stringify({ do: 'load', ...source }), call, timeoutMs), call);
    const id = 'module' in answer ? answer.module : Number.NaN;
    const invoke = this.#invoker(python, id, 'name' in source ? source.name : source.file);
    return moduleProxy(invoke) as M;
  }

  /** The JIT's counters in the Python process; empty where none runs. */
  async stats(): Promise<TracejitStats> {
    if (!this.#process?.alive) return {};
    const call = () => 'stats()';
    const answer = readAnswer(await this.#process.request('{"do":"stats"}', call, this.#options.timeoutMs), call);
    return 'stats' in answer ? answer.stats : {};
  }

  /** Ends the Python process; what still runs in it is killed, and rejects. A later load() starts another. */
  async close(): Promise<void> {
    await this.#process?.close();
  }

  #invoker(python: PythonProcess, module: number, source: string): Invoke {
    const prefix = source.slice(source.lastIndexOf('/') + 1).replace(/\.py$/, '');
    return async (name, args, options) => {
      const { keywords = {}, exact = false, timeoutMs } = { ...this.#options, ...options };
      checkTimeout(timeoutMs);
      const call = () => `${prefix}.${name}${args === null ? '' : callText(args, keywords)}`;
      const request = { do: 'value', module, name };
      const text = JSON.stringify(
        args === null ? request : { ...request, do: 'call', ...encodeCall(call, args, keywords) },
      );
      const answer = readAnswer(await python.request(text, call, timeoutMs), call);
      return 'value' in answer ? resultOf(answer.value, exact, call) : null;
    };
  }
}

function sourceOf(module: string | URL, folder: string): { file: string } | { name: string } {
  if (module instanceof URL || module.startsWith('file:')) return { file: fileURLToPath(module) };
  return module.includes('/') || module.endsWith('.py') ? { file: resolve(folder, module) } : { name: module };
}

function encodeCall(call: CallName, args: readonly PyArgument[], keywords: object): { args: Tree; keywords: Tree } {
  const encoder = new Encoder();
  const encode = (root: string, value: unknown) => {
    try {
      return encoder.encode(value);
    } catch (error) {
      if (error instanceof Refusal) throw new UnsupportedValueError(call(), root + error.path, error.why);
      throw error;
    }
  };
  const pairs = Object.entries(keywords).map(([name, value]) => [name, encode(`keywords[${inspect(name)}]`, value)]);
  return { args: args.map((arg, k) => encode(`args[${k}]`, arg)), keywords: { d: pairs.flat(1) as Tree[] } };
}

const BRIEFLY = { depth: 1, maxArrayLength: 4, maxStringLength: 40, breakLength: Number.POSITIVE_INFINITY };

/** The arguments as an error names them: the start of each. */
function callText(args: readonly PyArgument[], keywords: object): string {
  const brief = (value: unknown) => {
    const text = inspect(value, BRIEFLY);
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  };
  const words = [...args.map(brief), ...Object.entries(keywords).map(([name, value]) => `${name}=${brief(value)}`)];
  return `(${words.join(', ')})`;
}

/** @throws RangeError */
function checkTimeout(timeoutMs: number | undefined): number | undefined {
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= LONGEST_MS)) {
    throw new RangeError(
      `timeoutMs is ${timeoutMs}: give milliseconds from 1 to ${LONGEST_MS}, or nothing for no limit`,
    );
  }
  return timeoutMs;
}
