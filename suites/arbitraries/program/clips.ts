/** Ints that grow are cut when they are stored, each program in its own way: the path over 64 bits stays hot, and memory small. */
import type { ClipName } from './policies.ts';
import type { Node } from './tree.ts';

interface Clip {
  /** Around the text of an int. */
  readonly text: (int: string) => string;
  /** After a name that has just grown. */
  readonly assignment: string;
}

const MASK = `${(1n << 63n) - 1n}`;
/** The largest prime of 63 bits. */
const PRIME = '9223372036854775783';

function clip(operator: '&' | '%', operand: string): Clip {
  return { text: (int) => `${int} ${operator} ${operand}`, assignment: `${operator}= ${operand}` };
}

const WIDE = clip('&', `${(1n << 70n) - 1n}`);

/** Constants of more than 64 bits are not compiled: only the wide clips have one. */
export const CLIPS: Readonly<Record<ClipName, Clip>> = {
  mask63: clip('&', MASK),
  mask30: clip('&', '1073741823'),
  prime: clip('%', '1000003'),
  signed63: { text: (int) => `(${int} & ${MASK}) - ${1n << 62n}`, assignment: `&= ${MASK}` },
  prime63: clip('%', PRIME),
  mask70: WIDE,
  none: WIDE,
};

/** What floats are cut by where ints may have taken their place: the rest is a float again. */
export const FLOAT_CLIP = clip('%', '1e60');

/** How fast an int grows that is stored where it came from: by an addend, twofold, by a factor a pass, squared a pass. */
export type Growth = 0 | 1 | 2 | 3;

/** Kinds that grow faster than the fastest of their parts. */
const GROWS: Readonly<Record<string, Growth>> = {
  scale: 2,
  multiply: 3,
  'multiply reduced': 1,
  power: 3,
  'pow of ints': 3,
  'left shift': 2,
  'shift by negative': 2,
  'number multiply': 3,
  'noted operands': 1,
  'noisy sum': 1,
  'sum of generator': 2,
  'sum of generator expression': 2,
  'float multiply': 3,
  'float square': 3,
  'float to int power': 3,
  'int times float': 3,
};

export function growthOf(node: Node): Growth {
  if (node.is !== 'row') return 0;
  const parts = node.parts.map(growthOf);
  const own = GROWS[node.row.kind] ?? (node.row.family === 'arith' && node.parts.length > 1 ? 1 : 0);
  return Math.max(own, ...parts) as Growth;
}

/** Passes of nested loops up to which ints may double, or grow by a factor, each pass. */
const PASSES_TO_DOUBLE = 20;
const PASSES_TO_SCALE = 64;

/** Whether what grows so must be clipped in a loop that runs so often in all. */
export function mustClip(growth: Growth, clip: ClipName, passes: number): boolean {
  if (growth === 3) return true;
  if (growth === 2) return clip !== 'none' || passes > PASSES_TO_SCALE;
  return growth === 1 && passes > PASSES_TO_DOUBLE;
}
