/** What the tables have in common: the sides in their order, the ratios between them, and how numbers are written. */
import { ARM_NAMES } from './arms.ts';
import type { BenchDocument, Comparison, Pair, RowDocument } from './document.ts';
import { TWIN_COMPILER, TWIN_FLAGS } from './twin.ts';

const TITLES: Readonly<Record<string, string>> = {
  cpython: 'CPython',
  'tracejit-warm': 'warm cache',
  pypy3: 'PyPy',
  numba: 'Numba',
  c: 'C',
};

/** How an arm is called in a heading. */
export function armTitle(arm: string): string {
  return TITLES[arm] ?? arm;
}

/** Arms that some row has, in the order of reports. */
export function armsOf(rows: readonly RowDocument[]): string[] {
  return ARM_NAMES.filter((name) => rows.some(({ arms }) => arms[name]));
}

/** What is compared in a table of these rows: tracejit with each of the others, and from a filled cache with CPython. */
export function pairsOf(rows: readonly RowDocument[]): Pair[] {
  const arms = armsOf(rows);
  const peers = arms.filter((name) => name !== 'tracejit' && name !== 'tracejit-warm');
  const warm = arms.includes('tracejit-warm') ? [{ arm: 'tracejit-warm', peer: 'cpython' }] : [];
  return [...peers.map((peer) => ({ arm: 'tracejit', peer })), ...warm];
}

/** 0.502 as it is, and its interval with three digits too. */
export function ratioText(comparison: Comparison | null): string {
  if (comparison === null) return '';
  const { ratio, interval } = comparison;
  return interval ? `${ratio.toFixed(3)} [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}]` : ratio.toFixed(3);
}

/** How many times faster: the ratio turned round. */
export function timesText(comparison: Comparison | null): string {
  if (comparison === null) return '';
  const { ratio, interval } = comparison;
  const digits = 1 / ratio >= 20 ? 0 : 1 / ratio >= 2 ? 1 : 2;
  const shown = (value: number) => value.toFixed(digits);
  const range = interval ? ` [${shown(1 / interval.high)}, ${shown(1 / interval.low)}]` : '';
  return `${shown(1 / ratio)} ×${range}`;
}

/** Measured on pyperformance: how much slower an interpreter without profile-guided optimisation is. */
const PGO_FACTOR = 1.27;

/** What a reader must know before the numbers. */
export function cautions({ cpython, quick }: BenchDocument): string[] {
  const lines: string[] = [];
  if (!cpython.pgo)
    lines.push(
      `this CPython was built without --enable-optimizations; ratios against it flatter us, by ${PGO_FACTOR} times on average`,
    );
  if (quick) lines.push('--quick shows that it works; its numbers are not for quoting');
  return lines;
}

/** The programs compared, with their versions: `CPython 3.13.0`. */
export function versionLines({ arms, steady }: BenchDocument): string[] {
  const lines = arms.filter(({ name }) => name !== 'tracejit').map(({ name, version }) => shortVersion(name, version));
  return armsOf(steady).includes('c') ? [...lines, `C by ${TWIN_COMPILER} ${TWIN_FLAGS.join(' ')}`] : lines;
}

/** Of the lines that pythons print about themselves the part that people go by. */
function shortVersion(arm: string, version: string): string {
  const [known] = /PyPy \S+|Numba \S+/.exec(version) ?? [];
  return known ?? `${armTitle(arm)} ${version.split(' ')[0]}`;
}
