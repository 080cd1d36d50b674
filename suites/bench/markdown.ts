/** The report as Markdown, and as the part of a README that stands between its markers. */
import { armsOf, armTitle, cautions, pairsOf, timesText, versionLines } from './columns.ts';
import { type BenchDocument, compare, meanOver, type RowDocument } from './document.ts';
import { geometricMean } from './statistics.ts';

export const README_START = '<!-- bench:start -->';
export const README_END = '<!-- bench:end -->';

export function formatMarkdown(document: BenchDocument): string {
  const parts = [introduction(document)];
  if (document.steady.length > 0) parts.push('Milliseconds a call of the steady program.', comparison(document.steady));
  if (document.whole.length > 0)
    parts.push('Milliseconds from process start to end, nothing kept.', comparison(document.whole));
  const firstEntry = document.startup.flatMap(({ stages }) => stages['entered'] ?? []);
  if (firstEntry.length > 0)
    parts.push(
      `From process start to the first native entry, nothing cached, geometric mean: ${geometricMean(firstEntry).toFixed(0)} ms (\`tracejit bench --startup\`).`,
    );
  return `${parts.join('\n\n')}\n`;
}

function introduction(document: BenchDocument): string {
  const { environment, at } = document;
  const commit =
    environment.commit === '' ? '' : ` at commit ${environment.commit.replace(/^(.{7}).*?(\+?)$/, '$1$2')}`;
  return [
    `\`tracejit bench\` on ${at.slice(0, 10)}${commit}, ${environment.cores} cores (${environment.cpu}): medians of interleaved rounds, ratios with their 95 % intervals.`,
    `${versionLines(document).join('; ')}.`,
    ...cautions(document).map((line) => `Note: ${line}.`),
  ].join('\n');
}

function comparison(rows: readonly RowDocument[]): string {
  const shown = armsOf(rows);
  const pairs = pairsOf(rows);
  const lines = rows.map(({ kernel, arms, wrong }) => [
    wrong.length > 0 ? `${kernel} **wrong result: ${wrong.map(armTitle).join(', ')}**` : kernel,
    ...shown.map((arm) => arms[arm]?.medianMs.toFixed(2) ?? ''),
    ...pairs.map((pair) => timesText(compare(arms, pair))),
  ]);
  const means = pairs.map((pair) => timesText(meanOver(rows, pair)));
  const last = rows.length > 1 ? [['geometric mean', ...shown.map(() => ''), ...means]] : [];
  const head = [
    'kernel',
    ...shown.map(armTitle),
    ...pairs.map(({ arm, peer }) => `${armTitle(peer)}/${armTitle(arm)}`),
  ];
  return markdownTable([head, ...lines, ...last]);
}

/** Numbers to the right, and every column as wide as its widest cell: readable as it stands. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = (cells[0] ?? []).map((_, k) => Math.max(3, ...cells.map((row) => (row[k] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, k) => (k === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** The text with everything between its markers replaced; null where it has not exactly one pair of them. */
export function replaceBetweenMarkers(text: string, block: string): string | null {
  const [before, inside, ...others] = text.split(README_START);
  const [, after, ...more] = (inside ?? '').split(README_END);
  if (before === undefined || after === undefined || others.length + more.length > 0) return null;
  return `${before}${README_START}\n\n${block.trim()}\n\n${README_END}${after}`;
}
