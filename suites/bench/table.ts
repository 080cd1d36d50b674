/** The report as a person reads it on a terminal. */
import { armsOf, cautions, pairsOf, ratioText, versionLines } from './columns.ts';
import { type BenchDocument, compare, meanOver, type RowDocument } from './document.ts';
import type { StartupResult } from './startup.ts';

export function formatReport(document: BenchDocument): string {
  const notes = cautions(document).map((line) => `note: ${line}`);
  const parts = [[...versionLines(document), ...notes].join('\n')];
  if (document.steady.length > 0) parts.push(comparison('steady', document.steady));
  if (document.whole.length > 0) parts.push(comparison('whole process', document.whole));
  const costs = [...document.steady, ...document.whole].filter(({ jit }) => jit !== null);
  if (costs.length > 0) parts.push(costTable(costs));
  if (document.spread.length > 0) parts.push(spreadTable(document));
  for (const result of document.startup) parts.push(startupLines(result));
  return parts.join('\n\n');
}

/** As wide as its widest cell, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  return rows
    .map((row) => row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

function comparison(title: string, rows: readonly RowDocument[]): string {
  const shown = armsOf(rows);
  const pairs = pairsOf(rows);
  const heads = pairs.map(({ arm, peer }) => `${arm === 'tracejit' ? '' : arm}/${peer}`);
  const lines = rows.map(({ kernel, arms, wrong }) => [
    kernel,
    ...shown.map((arm) => arms[arm]?.medianMs.toFixed(2) ?? ''),
    ...pairs.map((pair) => ratioText(compare(arms, pair))),
    wrong.length > 0 ? `WRONG RESULT: ${wrong.join(', ')}` : '',
  ]);
  const means = pairs.map((pair) => ratioText(meanOver(rows, pair)));
  const last = rows.length > 1 ? [['geometric mean', ...shown.map(() => ''), ...means, '']] : [];
  const head = [title, ...shown.map((arm) => `${arm} ms`), ...heads, ''];
  return `${table([head, ...lines, ...last])}\n(/x: tracejit divided by x, median of the rounds with its 95 % interval; below 1 is faster than x)`;
}

function costTable(rows: readonly RowDocument[]): string {
  const lines = rows.map(({ kernel, jit, rssKb }) => [
    kernel,
    String(jit?.regions ?? 0),
    (jit?.compileMs ?? 0).toFixed(0),
    ((jit?.codeBytes ?? 0) / 1024).toFixed(1),
    megabytes(rssKb['tracejit']),
    megabytes(rssKb['cpython']),
  ]);
  const head = ['cost', 'regions', 'compile ms', 'code KiB', 'peak MiB', 'CPython MiB'];
  return `${table([head, ...lines])}\n(compile ms: of the engine, beside the running program; peak: of the process, without the engine's)`;
}

const megabytes = (kb: number | undefined) => (kb === undefined ? '' : (kb / 1024).toFixed(1));

function spreadTable({ spread }: BenchDocument): string {
  const lines = spread.map(({ kernel, series: { samplesMs, medianMs } }) => {
    const [low, high] = [Math.min(...samplesMs), Math.max(...samplesMs)];
    return [kernel, String(samplesMs.length), ...[medianMs, low, high].map((ms) => ms.toFixed(2)), share(high / low)];
  });
  return table([['spread', 'processes', 'median ms', 'fastest', 'slowest', 'slowest over fastest'], ...lines]);
}

const share = (ratio: number) => `+${((ratio - 1) * 100).toFixed(1)} %`;

function startupLines({ kernel, rounds, stages }: StartupResult): string {
  const entries = Object.entries(stages).sort(([, a], [, b]) => a - b);
  if (entries.length === 0) return `${kernel}: the stats file names no stages`;
  return [
    `${kernel}: ms after process start, median of ${rounds}`,
    ...entries.map(([stage, ms]) => `  ${stage.padEnd(24)}${ms.toFixed(1).padStart(8)}`),
  ].join('\n');
}
