/** From a tree that tracejit_values.py made to JavaScript values. */
import { Refusal, type Tagged, type Tree } from './tree.ts';
import { PyFloat, type PyValue, tupleOf } from './values.ts';

/** What String() of Python calls the numbers that JavaScript calls otherwise. */
const NOT_FINITE: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/**
 * The value of a tree.
 * @param exact every float is a PyFloat, so that giving the value back gives Python what it was
 * @throws Refusal where a Map or Set would not be what the dict or set is; never where it is exact
 */
export function decode(tree: Tree, exact: boolean): PyValue {
  if (typeof tree === 'number') return exact && !Number.isInteger(tree) ? new PyFloat(tree) : tree;
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return items(tree, exact, (k) => `[${k}]`);
  return tagged(tree, exact);
}

function tagged(tree: Tagged, exact: boolean): PyValue {
  if ('i' in tree) return bigint(tree.i);
  if ('f' in tree) {
    const value = NOT_FINITE[tree.f] ?? Number(tree.f);
    return exact ? new PyFloat(value) : value;
  }
  if ('b' in tree) return Uint8Array.from(Buffer.from(tree.b, 'base64'));
  if ('t' in tree) return tupleOf(items(tree.t, exact, (k) => `[${k}]`));
  if ('s' in tree) {
    const values = items(tree.s, exact, () => '{…}');
    const set = new Set(values);
    checkKept('set', values, set.size);
    return set;
  }
  return dict(tree.d, exact);
}

function dict(flat: readonly Tree[], exact: boolean): Map<PyValue, PyValue> {
  const values = items(flat, exact, (k) => (k % 2 === 0 ? '{key}' : '[…]'));
  const map = new Map<PyValue, PyValue>();
  for (let k = 0; k + 1 < values.length; k += 2) map.set(values[k] ?? null, values[k + 1] ?? null);
  checkKept(
    'dict',
    values.filter((_, k) => k % 2 === 0),
    map.size,
  );
  return map;
}

/** A Map or Set has one NaN, and no -0. */
function checkKept(kind: string, keys: readonly PyValue[], size: number): void {
  if (size === keys.length && !keys.some((key) => Object.is(key, -0))) return;
  throw new Refusal(
    `is a ${kind} with NaN twice or -0.0 in it, which JavaScript cannot keep apart: ask for { exact: true }`,
  );
}

function items(trees: readonly Tree[], exact: boolean, step: (k: number) => string): PyValue[] {
  return trees.map((tree, k) => {
    try {
      return decode(tree, exact);
    } catch (error) {
      throw error instanceof Refusal ? error.inside(step(k)) : error;
    }
  });
}

function bigint(hexadecimal: string): bigint {
  return hexadecimal.startsWith('-') ? -BigInt(`0x${hexadecimal.slice(1)}`) : BigInt(`0x${hexadecimal}`);
}
