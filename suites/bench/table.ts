/** The report as a person reads it. */

import type { BenchReport } from './run.ts';
import type { Series } from './samples.ts';
import type { StartupResult } from './startup.ts';
import { geometricMean, pairedRatio } from './statistics.ts';
import { TWIN_COMPILER, TWIN_FLAGS } from './twin.ts';

/** Measured on pyperformance: how much slower an interpreter without profile-guided optimisation is. */
const PGO_FACTOR = 1.27;

export function formatReport(report: BenchReport): string {
  const parts = [header(report)];
  if (report.steady.length > 0) parts.push(comparison('steady', report.steady, ['cpython', 'tracejit', 'pypy3', 'c']));
  if (report.whole.length > 0) parts.push(comparison('whole process', report.whole, ['cpython', 'tracejit', 'pypy3']));
  for (const result of report.startup) parts.push(startupLines(result));
  return parts.join('\n\n');
}

function header(report: BenchReport): string {
  const lines = report.arms.filter(({ name }) => name !== 'tracejit').map(({ name, version }) => `${name}: ${version}`);
  lines.push(`c: ${TWIN_COMPILER} ${TWIN_FLAGS.join(' ')}`);
  if (!report.host.pgo) {
    lines.push(
      `note: this CPython was built without --enable-optimizations; ratios against it flatter us, by ${PGO_FACTOR} times on average`,
    );
  }
  if (report.quick) lines.push('note: --quick shows that it works; its numbers are not for quoting');
  return lines.join('\n');
}

interface Row {
  readonly kernel: string;
  readonly arms: ReadonlyMap<string, Series>;
  readonly wrong: readonly string[];
}

function comparison(title: string, rows: readonly Row[], columns: readonly string[]): string {
  const shown = columns.filter((column) => rows.some(({ arms }) => arms.has(column)));
  const peers = shown.filter((column) => column !== 'tracejit');
  const head = [
    title.padEnd(16),
    ...shown.map((column) => `${column} ms`.padStart(12)),
    ...peers.map((peer) => `/${peer}`.padStart(10)),
  ].join('');
  const lines = rows.map((row) => comparisonLine(row, shown, peers));
  const means = peers.map((peer) =>
    geometricMean(rows.map((row) => ratioTo(row, peer)))
      .toFixed(3)
      .padStart(10),
  );
  const last = ['geometric mean'.padEnd(16 + 12 * shown.length), ...means].join('');
  return [head, ...lines, last, '(/x: tracejit divided by x, median of the rounds; below 1 is faster than x)'].join(
    '\n',
  );
}

function comparisonLine(row: Row, shown: readonly string[], peers: readonly string[]): string {
  const times = shown.map((column) => (row.arms.get(column)?.medianMs.toFixed(2) ?? '').padStart(12));
  const ratios = peers.map((peer) => ratioTo(row, peer).toFixed(3).padStart(10));
  const wrong = row.wrong.length > 0 ? `  WRONG RESULT: ${row.wrong.join(', ')}` : '';
  return [row.kernel.padEnd(16), ...times, ...ratios, wrong].join('');
}

/** tracejit's time divided by the peer's. */
export function ratioTo(row: Row, peer: string): number {
  return pairedRatio(row.arms.get('tracejit')?.samplesMs ?? [], row.arms.get(peer)?.samplesMs ?? []);
}

function startupLines({ kernel, rounds, stages }: StartupResult): string {
  const entries = Object.entries(stages).sort(([, a], [, b]) => a - b);
  if (entries.length === 0) return `${kernel}: the stats file names no stages`;
  return [
    `${kernel}: ms after process start, median of ${rounds}`,
    ...entries.map(([stage, ms]) => `  ${stage.padEnd(24)}${ms.toFixed(1).padStart(8)}`),
  ].join('\n');
}
