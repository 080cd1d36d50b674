/**
 * What has been compiled in this process, by its bitcode: what several traces come to is given to LLVM once. The newest
 * only: it is the same program that asks again, with other counts in its traces, or recorded from another pass on.
 */
import { existsSync } from 'node:fs';

/** Tens of kilobytes each. */
const MOST = 100;

export class CodeMemory<Code extends { readonly soPath: string }> {
  readonly #limit: number;
  /** Least recently made first. */
  readonly #known = new Map<string, Code>();

  constructor(limit = MOST) {
    this.#limit = limit;
  }

  /** What was made of the same bitcode in the same `way`, while its shared object is there; else what `make` makes of it. */
  async recall(bitcode: Uint8Array, way: string, make: () => Promise<Code>): Promise<Code> {
    const key = way + Buffer.from(bitcode.buffer, bitcode.byteOffset, bitcode.length).toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined && existsSync(known.soPath)) return known;
    const made = await make();
    this.#known.set(key, made);
    const oldest = this.#known.keys().next();
    if (this.#known.size > this.#limit && !oldest.done) this.#known.delete(oldest.value);
    return made;
  }
}
