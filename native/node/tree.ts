/** What crosses between encode.ts, decode.ts and tracejit_values.py: JSON, in which an object is one tag with its content. */

export type Tree = null | boolean | number | string | Tree[] | Tagged;

/**
 * `i` int in hexadecimal, `f` float as text, `b` bytes in base64; `t` tuple, `s` set, `d` dict (key, value, key, value, …).
 * tracejit_values.py says what needs a tag.
 */
export type Tagged = { i: string } | { f: string } | { b: string } | { t: Tree[] } | { s: Tree[] } | { d: Tree[] };

/** A value that cannot cross, told from where it stands: each container on the way out adds its step. */
export class Refusal extends Error {
  path: string;
  readonly why: string;

  constructor(why: string, path = '') {
    super(why);
    this.why = why;
    this.path = path;
  }

  /** The same refusal, seen from one container further out. */
  inside(step: string): this {
    this.path = step + this.path;
    return this;
  }
}
