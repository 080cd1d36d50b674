/** Speed-up over CPython, commit by commit, and the commits between which it changed for good. */

import type { HistoryLine, KernelChange } from '../../suites/gate/history.ts';
import { lineCell } from '../charts/cells.ts';
import { html, type Markup } from '../markup/html.ts';
import { comparableLines, type History } from '../results/history.ts';
import { commitText, percentText, timesText } from './numbers.ts';
import { columnHeads, table } from './section.ts';

export function historyBody({ lines, changes }: History): Markup {
  const alike = comparableLines(lines);
  const left = lines.length - alike.length;
  const kernels = [...new Set(alike.map(({ kernel }) => kernel))];
  const rows = kernels.map((kernel) =>
    historyRow(
      kernel,
      alike.filter((line) => line.kernel === kernel),
      changes.filter((change) => change.kernel === kernel),
    ),
  );
  const head = html`${columnHeads('kernel', 'runs', 'now', 'since the run before')}<th scope="col" class="picture">oldest to newest</th>`;
  return html`${table('How many times faster than CPython, in each run of the gate', head, rows)}
${left > 0 ? html`<p class="soft">${left} lines of other machines or versions are left out.</p>` : null}${changeList(changes)}`;
}

const speedup = ({ overControl }: HistoryLine) => Math.exp(-overControl);

function historyRow(kernel: string, lines: readonly HistoryLine[], changes: readonly KernelChange[]): Markup {
  const values = lines.map(speedup);
  const [before, now] = [values.at(-2), values.at(-1) ?? Number.NaN];
  const step = before === undefined ? '–' : percentText(now / before - 1);
  const bends = changes.map(({ at }) => at);
  return html`<tr><th scope="row">${kernel}</th><td>${lines.length}</td><td>${timesText(now)}</td><td>${step}</td><td class="picture">${lineCell(values, bends)}</td></tr>`;
}

function changeList(changes: readonly KernelChange[]): Markup {
  if (changes.length === 0) return html`<p>No kernel’s speed changed for good.</p>`;
  const items = changes.map(
    ({ kernel, from, to, before, after, p }) =>
      html`<li><strong>${kernel}</strong> ${after > before ? 'got slower' : 'got faster'}: time ${percentText(Math.expm1(after - before))} between <code>${commitText(from)}</code> and <code>${commitText(to)}</code> (p = ${p.toExponential(0)})</li>`,
  );
  return html`<h3>Changes for good</h3><ul>${items}</ul>`;
}
