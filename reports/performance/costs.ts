/** What the speed costs: compiling, memory, the way to the first native entry; and how far runs lie apart. */
import type { BenchDocument, RowDocument } from '../../suites/bench/document.ts';
import { dotsCell } from '../charts/cells.ts';
import { html, type Markup } from '../markup/html.ts';
import { countText, mebibytesText, msText, percentText } from './numbers.ts';
import { columnHeads, table } from './section.ts';

export function costTable(rows: readonly RowDocument[], title: string): Markup {
  const lines = rows.flatMap(({ kernel, jit, rssKb }) =>
    jit === null
      ? []
      : [
          html`<tr><th scope="row">${kernel}</th><td>${jit.regions}</td><td>${jit.compileMs.toFixed(0)}</td><td>${(jit.codeBytes / 1024).toFixed(1)}</td><td>${countText(jit.entries)}</td><td>${mebibytesText(rssKb['tracejit'])}</td><td>${mebibytesText(rssKb['cpython'])}</td></tr>`,
        ],
  );
  if (lines.length === 0) return html``;
  const heads = columnHeads('kernel', 'regions', 'compile ms', 'code KiB', 'entries', 'peak MiB', 'CPython’s MiB');
  return table(`${title}: what was compiled, and peak memory of the process`, html`${heads}`, lines);
}

export function spreadTable({ spread }: BenchDocument): Markup {
  const widest = Math.max(...spread.map(({ series }) => Math.max(...series.samplesMs) / series.medianMs - 1), 0.05);
  const rows = spread.map(({ kernel, series: { samplesMs, medianMs } }) => {
    const [low, high] = [Math.min(...samplesMs), Math.max(...samplesMs)];
    const at = (ms: number) => Math.max(1, 50 + ((ms / medianMs - 1) / widest) * 47);
    return html`<tr><th scope="row">${kernel}</th><td>${samplesMs.length}</td><td>${msText(medianMs)}</td><td>${percentText(low / medianMs - 1)}</td><td>${percentText(high / medianMs - 1)}</td><td class="picture">${dotsCell(samplesMs, at, medianMs)}</td></tr>`;
  });
  const heads = columnHeads('kernel', 'runs', 'median ms', 'fastest', 'slowest');
  const last = html`<th scope="col" class="picture">each run</th>`;
  return table(
    'The same program in fresh processes, its steady speed in each, around the median',
    html`${heads}${last}`,
    rows,
  );
}

export function startupTable({ startup }: BenchDocument): Markup {
  const stages = [
    ...new Set(
      startup.flatMap((row) =>
        Object.entries(row.stages)
          .toSorted(([, a], [, b]) => a - b)
          .map(([name]) => name),
      ),
    ),
  ];
  const rows = startup.map(
    (row) =>
      html`<tr><th scope="row">${row.kernel}</th>${stages.map((stage) => html`<td>${row.stages[stage]?.toFixed(0) ?? '–'}</td>`)}</tr>`,
  );
  return table(
    'Milliseconds after process start at which each stage was reached, nothing cached',
    html`${columnHeads('kernel', ...stages)}`,
    rows,
  );
}
