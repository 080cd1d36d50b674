/** Python's values in JavaScript. What JavaScript has no type for has a class here. */

/**
 * What Python gives: `None` is null, `bool` boolean, `int` a number up to 2^53 - 1 and a bigint beyond, `float` a number (or a
 * {@link PyFloat}, see CallOptions.exact), `str` a string, `bytes` a Uint8Array, `list` an array, `tuple` a
 * {@link PyTuple}, `dict` a Map, `set` a Set.
 */
export type PyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | Uint8Array
  | PyTuple
  | PyValue[]
  | Map<PyValue, PyValue>
  | Set<PyValue>;

/**
 * What can be given to Python: each {@link PyValue}, and a plain object, a `dict` with `str` keys.
 *
 * A number that is a safe integer is an `int`, any other number (-0, NaN, 0.5, 2 ** 53) a `float`; `py.float(1)` is `1.0` and
 * a bigint is always an `int`.
 */
export type PyArgument =
  | PyValue
  | readonly PyArgument[]
  | ReadonlyMap<PyArgument, PyArgument>
  | ReadonlySet<PyArgument>
  | { readonly [key: string]: PyArgument };

/** A Python `float`, whatever its number: `py.float(1)` is `1.0`, where `1` is an `int`. Counts as its number in arithmetic. */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
    Object.freeze(this);
  }

  valueOf(): number {
    return this.value;
  }
}

/** A Python `tuple`: an array that is frozen. Made by `py.tuple(…)`. */
export class PyTuple extends Array<PyValue> {
  /** What its methods give (`map`, `slice`) are arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** An argument of an exception that cannot cross: only its type and repr() are told. */
export class PyOpaque {
  readonly type: string;
  readonly repr: string;

  constructor(type: string, repr: string) {
    this.type = type;
    this.repr = repr;
    Object.freeze(this);
  }
}

/** Makes Python values that JavaScript has no literal for. */
export const py = {
  /** A `float`, even where the number is whole. */
  float: (value: number): PyFloat => new PyFloat(value),
  /** A `tuple` of the items. What is inside crosses like everything else: `py.tuple(1, py.float(1))`. */
  tuple: (...items: PyArgument[]): PyTuple => tupleOf(items as PyValue[]),
} as const;

/** A tuple of these items. Not the constructor, which takes one number for a length. */
export function tupleOf(items: readonly PyValue[]): PyTuple {
  const tuple = new PyTuple();
  for (const item of items) tuple.push(item);
  return Object.freeze(tuple) as PyTuple;
}
