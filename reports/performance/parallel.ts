/** Which loops run on several threads, why the others do not, and what more threads came to. */
import type { LoopVerdict, ParallelResult, RatioInterval, ThreadsResult } from '../../suites/parallel/result.ts';
import { axisCell, intervalCell } from '../charts/cells.ts';
import { type LogAxis, logAxis } from '../charts/log-axis.ts';
import { html, type Markup } from '../markup/html.ts';
import { fileName, rangeText, timesText } from './numbers.ts';
import { columnHeads, pictureHead, table } from './section.ts';

export function parallelBody({ loops, kernels }: ParallelResult): Markup {
  const parallel = loops.filter(({ verdict }) => verdict === 'Parallel').length;
  return html`<p>${parallel} of ${loops.length} loops run on several threads.</p>
${loops.length > 0 ? loopTable(loops) : null}${kernels.length > 0 ? threadsTable(kernels) : null}`;
}

function loopTable(loops: readonly LoopVerdict[]): Markup {
  const rows = loops.map(
    ({ kernel, file, line, verdict, reason, detail }) =>
      html`<tr><th scope="row"><code>${fileName(file)}:${line}</code></th><td class="text wide">${kernel}</td><td class="text"><span class="verdict-${verdict}">${verdict}</span></td><td class="text">${reason}${detail === '' ? null : html` <span class="soft">${detail}</span>`}</td></tr>`,
  );
  const head = html`${columnHeads('loop')}<th scope="col" class="text wide">kernel</th><th scope="col" class="text">verdict</th><th scope="col" class="text">reason, and detail</th>`;
  return table('Each loop, whether its iterations run on several threads, and why', head, rows);
}

/** How many times faster than serial: the ratio of times turned round. */
const turned = ({ median, low, high }: RatioInterval) => ({
  ratio: 1 / median,
  interval: { low: 1 / high, high: 1 / low },
});

function threadsTable(kernels: ParallelResult['kernels']): Markup {
  const measured = kernels.flatMap(({ threads }) => threads.flatMap(({ ratioToSerial }) => ratioToSerial ?? []));
  const axis = logAxis(measured.map(turned).flatMap(({ interval }) => [interval.low, interval.high]));
  const rows = kernels.flatMap(({ name, threads }) => threads.map((result) => threadsRow(name, result, axis)));
  const head = html`${columnHeads('kernel', 'threads', 'times faster')}<th scope="col" class="wide">95 %</th><th scope="col" class="wide">rounds</th><th scope="col" class="text">verdict</th>${pictureHead('slower ← → faster than serial', axisCell(axis))}`;
  return html`<h3>Speed-up by number of threads</h3>${table('Parallel loops: how many times faster than the same kernel run serially', head, rows)}`;
}

function threadsRow(name: string, result: ThreadsResult, axis: LogAxis): Markup {
  const { threads, ratioToSerial, roundsKept, roundsDropped, verdict } = result;
  const mark = ratioToSerial && turned(ratioToSerial);
  const rounds = roundsDropped === 0 ? `${roundsKept}` : `${roundsKept} (${roundsDropped} dropped)`;
  return html`<tr><th scope="row">${name}</th><td>${threads}</td><td>${mark ? timesText(mark.ratio) : '–'}</td><td class="range wide">${mark ? rangeText(mark.ratio, mark.interval) : '–'}</td><td class="wide">${rounds}</td><td class="text"><span class="verdict-${verdict}">${verdict}</span></td><td class="picture">${mark ? intervalCell(mark, axis, kindOf(mark.interval)) : null}</td></tr>`;
}

/** By the whole interval: one that holds 1 is neither. */
const kindOf = ({ low, high }: { low: number; high: number }) => (low > 1 ? 'better' : high < 1 ? 'worse' : 'even');
