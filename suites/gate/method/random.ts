/** Random numbers that depend on nothing but what they are seeded with: the same samples give the same verdict. */
import { createHash } from 'node:crypto';

/** Four 32-bit words of state. */
export type Seed = readonly [number, number, number, number];

/** A seed that hangs on every one of the texts and numbers, in their order. */
export function seedOf(...content: readonly (string | readonly number[])[]): Seed {
  const hash = createHash('sha256');
  for (const part of content) hash.update(typeof part === 'string' ? part : Float64Array.from(part)).update('\0');
  const digest = hash.digest();
  return [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)];
}

/** Uniform unsigned integers of 32 bits. The generator is sfc32 (Doty-Humphrey, PractRand, 2014). */
export function integersFrom(seed: Seed): () => number {
  let [a, b, c, counter] = seed;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Uniform in [0, 1), 32 bits. */
export function randomFrom(seed: Seed): () => number {
  const next = integersFrom(seed);
  return () => next() / 0x1_0000_0000;
}

/** The elements in an order that only the generator decides (Fisher and Yates). */
export function shuffled<T>(elements: readonly T[], random: () => number): T[] {
  const order = [...elements];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
