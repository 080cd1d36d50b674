/** Speed-ups over each peer: a forest, a line a kernel, the interval around its point. */
import { armTitle, pairsOf } from '../../suites/bench/columns.ts';
import { type Comparison, compare, meanOver, type Pair, type RowDocument } from '../../suites/bench/document.ts';
import { axisCell, intervalCell, type Mark } from '../charts/cells.ts';
import { type LogAxis, logAxis } from '../charts/log-axis.ts';
import { html, type Markup } from '../markup/html.ts';
import { msText, rangeText, timesText } from './numbers.ts';
import { pictureHead, table } from './section.ts';

/** @param title what was measured, as it stands in a caption */
export function speedupTables(rows: readonly RowDocument[], title: string): Markup {
  return html`${pairsOf(rows).map((pair) => forest(rows, pair, title))}`;
}

/** A ratio of times turned round: how many times faster. */
function turned({ ratio, interval }: Comparison): Mark {
  return { ratio: 1 / ratio, interval: interval && { low: 1 / interval.high, high: 1 / interval.low } };
}

function forest(rows: readonly RowDocument[], pair: Pair, title: string): Markup {
  const lines = rows.flatMap((row) => {
    const comparison = compare(row.arms, pair);
    return comparison ? [{ row, mark: turned(comparison) }] : [];
  });
  const mean = meanOver(rows, pair);
  const all = [...lines.map(({ mark }) => mark), ...(mean ? [turned(mean)] : [])];
  const axis = logAxis(
    all.flatMap(({ ratio, interval }) => [ratio, ...(interval ? [interval.low, interval.high] : [])]),
  );
  const [own, peer] = [armTitle(pair.arm), armTitle(pair.peer)];
  const head = html`<th scope="col">kernel</th><th scope="col" class="wide">${peer} ms</th><th scope="col" class="wide">${own} ms</th><th scope="col">times faster</th><th scope="col">95 %</th>${pictureHead(`slower ← → faster than ${peer}`, axisCell(axis))}`;
  const body = lines.map(({ row, mark }) => forestRow(row, pair, mark, axis));
  const last = mean && lines.length > 1 ? [meanRow(turned(mean), axis)] : [];
  return html`<h3>${own} against ${peer}</h3>${table(`${title}: how many times faster ${own} is than ${peer}, with 95 % intervals`, head, [...body, ...last])}`;
}

function forestRow({ kernel, arms, wrong }: RowDocument, { arm, peer }: Pair, mark: Mark, axis: LogAxis): Markup {
  const ms = [peer, arm].map((name) => html`<td class="wide">${msText(arms[name]?.medianMs ?? Number.NaN)}</td>`);
  const warning =
    wrong.length > 0 ? html` <span class="wrong">wrong result: ${wrong.map(armTitle).join(', ')}</span>` : html``;
  return html`<tr><th scope="row">${kernel}${warning}</th>${ms}<td>${timesText(mark.ratio)}</td><td class="range">${rangeText(mark.ratio, mark.interval)}</td><td class="picture">${intervalCell(mark, axis, kindOf(mark))}</td></tr>`;
}

function meanRow(mark: Mark, axis: LogAxis): Markup {
  return html`<tr class="total"><th scope="row">geometric mean</th><td class="wide"></td><td class="wide"></td><td>${timesText(mark.ratio)}</td><td class="range">${rangeText(mark.ratio, mark.interval)}</td><td class="picture">${intervalCell(mark, axis, 'mean')}</td></tr>`;
}

/** By the whole interval: a point whose interval holds 1 is neither. */
function kindOf({ ratio, interval }: Mark): string {
  const { low, high } = interval ?? { low: ratio, high: ratio };
  return low > 1 ? 'better' : high < 1 ? 'worse' : 'even';
}
