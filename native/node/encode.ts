/** From JavaScript values to a tree that tracejit_values.py decodes. */
import { inspect, types } from 'node:util';
import { Refusal, type Tree } from './tree.ts';
import { PyFloat, PyTuple } from './values.ts';

/** Containers inside each other; as in tracejit_values.py. */
const DEEPEST = 200;

/**
 * Makes the trees of one call. One object has the whole call in view: a mutable container may stand in it once, since Python
 * would get a copy at each place.
 */
export class Encoder {
  readonly #seen = new Set<object>();
  #depth = 0;

  /** @throws Refusal for what Python has no value for, or what would not be the same there */
  encode(value: unknown): Tree {
    switch (typeof value) {
      case 'boolean':
      case 'string':
        return value;
      case 'number':
        return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : floatTree(value);
      case 'bigint':
        return { i: value.toString(16) };
      case 'object':
        return value === null ? null : this.#object(value);
      case 'undefined':
        throw new Refusal('is undefined: give null for None');
      default:
        throw new Refusal(`is a ${typeof value}, which cannot cross to Python`);
    }
  }

  #object(value: object): Tree {
    if (value instanceof PyFloat) return floatTree(value.value);
    if (types.isUint8Array(value)) {
      return { b: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
    }
    if (this.#depth === DEEPEST) throw new Refusal(`is nested more than ${DEEPEST} containers deep`);
    if (value instanceof PyTuple) return this.#within(() => ({ t: this.#items(value) }));
    if (this.#seen.has(value)) throw new Refusal('stands in this call twice, or in itself: give a copy');
    this.#seen.add(value);
    return this.#within(() => this.#container(value));
  }

  #within(make: () => Tree): Tree {
    this.#depth++;
    const tree = make();
    this.#depth--;
    return tree;
  }

  #container(value: object): Tree {
    if (Array.isArray(value)) return this.#items(value);
    if (types.isSet(value)) return { s: Array.from(value, (item) => this.#step(item, '{…}')) };
    if (types.isMap(value)) return { d: this.#pairs(value) };
    if (isPlain(value)) return { d: this.#pairs(Object.entries(value)) };
    throw new Refusal(`is ${describe(value)}, which cannot cross to Python`);
  }

  #items(items: readonly unknown[]): Tree[] {
    return Array.from(items, (item, k) => this.#step(item, `[${k}]`));
  }

  #pairs(pairs: Iterable<readonly [unknown, unknown]>): Tree[] {
    const flat: Tree[] = [];
    for (const [key, value] of pairs) flat.push(this.#step(key, '{key}'), this.#step(value, `[${inspect(key)}]`));
    return flat;
  }

  #step(value: unknown, step: string): Tree {
    try {
      return this.encode(value);
    } catch (error) {
      throw error instanceof Refusal ? error.inside(step) : error;
    }
  }
}

/** JSON writes a number with a fraction so that Python reads a float again; the others it would lose. */
function floatTree(value: number): Tree {
  if (Object.is(value, -0)) return { f: '-0.0' };
  return Number.isFinite(value) && !Number.isInteger(value) ? value : { f: String(value) };
}

/** Made by `{}`, in whatever realm (a vm context, a test runner's sandbox), or without a prototype. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  const ordinary = prototype === null || Object.getPrototypeOf(prototype) === null;
  return ordinary && Object.getOwnPropertySymbols(value).length === 0;
}

function describe(value: object): string {
  if (types.isPromise(value)) return 'a Promise (await it first)';
  const name = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object of no plain kind';
}
