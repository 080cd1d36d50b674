/**
 * Each program of a campaign has a seed of its own, so that any of them can be made again without those before it.
 * The mixing function is splitmix32's (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
export function programSeed(seed: number, index: number): number {
  let x = (seed + Math.imul(index + 1, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) | 0;
}
