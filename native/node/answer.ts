/** What tracejit_adapter.py answers, and what it means. */
import { decode } from './decode.ts';
import { PythonError, UnsupportedValueError } from './errors.ts';
import type { CallName } from './process.ts';
import { Refusal, type Tree } from './tree.ts';
import { PyOpaque, type PyValue } from './values.ts';

/** One exception of the table in which it, its causes, contexts and errors stand, by their places. */
interface RaisedException {
  readonly type: string;
  readonly text: string;
  readonly args: readonly ({ readonly value: Tree } | { readonly type: string; readonly repr: string })[];
  readonly notes: readonly string[];
  readonly traceback: string;
  readonly cause: number | null;
  readonly context: number | null;
  readonly errors: readonly number[];
}

type Answer =
  | { readonly value: Tree }
  | { readonly module: number }
  | { readonly stats: TracejitStats }
  | { readonly refused: { readonly path: string; readonly why: string } }
  | { readonly raised: readonly RaisedException[] };

/** Counters of the JIT in one Python process, as in the TRACEJIT_STATS file; empty where it is off. */
export interface TracejitStats {
  /** Times native code was entered. */
  readonly entries?: number;
  /** Regions compiled and installed. */
  readonly regions?: number;
  readonly [counter: string]: unknown;
}

type Success = Exclude<Answer, { refused: unknown } | { raised: unknown }>;

/**
 * @param call what to name it in an error
 * @throws PythonError, UnsupportedValueError
 */
export function readAnswer(text: string, call: CallName): Success {
  const answer = JSON.parse(text) as Answer;
  if ('raised' in answer) throw exceptionOf(answer.raised);
  if ('refused' in answer) throw new UnsupportedValueError(call(), answer.refused.path, answer.refused.why);
  return answer;
}

/** The value of a result. @throws UnsupportedValueError */
export function resultOf(tree: Tree, exact: boolean, call: CallName): PyValue {
  try {
    return decode(tree, exact);
  } catch (error) {
    if (error instanceof Refusal) throw new UnsupportedValueError(call(), `result${error.path}`, error.why);
    throw error;
  }
}

function exceptionOf(table: readonly RaisedException[]): PythonError {
  const errors = table.map((row) => new PythonError({ ...row, args: row.args.map(argument) }));
  const at = (place: number | null) => (place === null ? undefined : errors[place]);
  for (const [k, { cause, context, errors: group }] of table.entries()) {
    const error = errors[k] as PythonError;
    const [itsCause, itsContext] = [at(cause), at(context)];
    if (itsCause) error.cause = itsCause;
    if (itsContext) error.context = itsContext;
    error.errors = group.map((place) => errors[place] as PythonError);
  }
  return errors[0] as PythonError;
}

function argument(arg: RaisedException['args'][number]): PyValue | PyOpaque {
  if (!('value' in arg)) return new PyOpaque(arg.type, arg.repr);
  return decode(arg.value, true);
}
