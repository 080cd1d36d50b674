/** Which loops run on several threads, why the others do not, and what more threads came to. */
import {
  type Estimate,
  type KernelRow,
  type LoopRow,
  PARALLEL_VERDICTS,
  type ParallelDocument,
  type ParallelVerdict,
  type ThreadsRow,
} from '../../suites/parallel/result.ts';
import { axisCell, intervalCell, type Mark } from '../charts/cells.ts';
import { type LogAxis, logAxis } from '../charts/log-axis.ts';
import { html, type Markup } from '../markup/html.ts';
import { fileName, rangeText, timesText } from './numbers.ts';
import { columnHeads, pictureHead, table } from './section.ts';

export function parallelBody({ loops, kernels }: ParallelDocument): Markup {
  const parallel = loops.filter(({ verdict }) => verdict === 'Parallel').length;
  return html`<p>${parallel} of ${loops.length} loops run on several threads.</p>
${loops.length > 0 ? loopTable(loops) : null}${kernels.length > 0 ? threadsTable(kernels) : null}`;
}

function loopTable(loops: readonly LoopRow[]): Markup {
  const rows = loops.map(
    ({ kernel, file, line, verdict, reason, detail }) =>
      html`<tr><th scope="row"><code>${fileName(file)}:${line}</code></th><td class="text wide">${kernel}</td><td class="text"><span class="verdict-${verdict}">${verdict}</span></td><td class="text">${reason}${detail === '' ? null : html` <span class="soft">${detail}</span>`}</td></tr>`,
  );
  const head = html`${columnHeads('loop')}<th scope="col" class="text wide">kernel</th><th scope="col" class="text">verdict</th><th scope="col" class="text">reason, and detail</th>`;
  return table('Each loop, whether its iterations run on several threads, and why', head, rows);
}

const markOf = ({ median, low, high }: Estimate): Mark => ({
  ratio: median,
  interval: low === null || high === null ? null : { low, high },
});

function threadsTable(kernels: readonly KernelRow[]): Markup {
  const results = kernels.flatMap(({ threads }) => threads);
  const axis = logAxis(results.flatMap(({ ratioToSerial: { median, low, high } }) => [median, low ?? 1, high ?? 1]));
  const rows = kernels.flatMap(({ name, threads }) => threads.map((result) => threadsRow(name, result, axis)));
  const head = html`${columnHeads('kernel', 'threads', 'times faster')}<th scope="col" class="wide">95 %</th><th scope="col" class="wide">C gets</th><th scope="col" class="wide">rounds</th><th scope="col" class="text">verdict</th>${pictureHead('slower ← → faster than serial', axisCell(axis))}`;
  return html`<h3>Speed-up by number of threads</h3>${table('Parallel loops: how many times faster than the same kernel run serially, and what C gets of as many threads', head, rows)}${legend(results)}${peers(kernels)}`;
}

function threadsRow(name: string, result: ThreadsRow, axis: LogAxis): Markup {
  const { threads, ratioToSerial, controlRatio, roundsKept, roundsDropped, verdict } = result;
  const mark = markOf(ratioToSerial);
  const rounds = roundsDropped === 0 ? `${roundsKept}` : `${roundsKept} (${roundsDropped} dropped)`;
  return html`<tr><th scope="row">${name}</th><td>${threads}</td><td>${timesText(mark.ratio)}</td><td class="range wide">${rangeText(mark.ratio, mark.interval)}</td><td class="wide">${timesText(controlRatio.median)}</td><td class="wide">${rounds}</td><td class="text"><span class="verdict-${verdict}">${verdict}</span></td><td class="picture">${intervalCell(mark, axis, kindOf(mark))}</td></tr>`;
}

/** By the whole interval: one that holds 1 is neither. */
function kindOf({ interval }: Mark): string {
  if (interval === null) return 'even';
  return interval.low > 1 ? 'better' : interval.high < 1 ? 'worse' : 'even';
}

/** What the verdicts that came up mean. */
function legend(results: readonly ThreadsRow[]): Markup {
  const seen = (Object.keys(PARALLEL_VERDICTS) as ParallelVerdict[]).filter((verdict) =>
    results.some((result) => result.verdict === verdict),
  );
  return html`<ul class="soft">${seen.map((verdict) => html`<li>${verdict}: ${PARALLEL_VERDICTS[verdict]}</li>`)}</ul>`;
}

function peers(kernels: readonly KernelRow[]): Markup {
  const lines = kernels.flatMap(({ name, peer }) =>
    peer ? [html`<p>${name}, with the most threads: ${timesText(peer.ratio.median)} as fast as ${peer.name}.</p>`] : [],
  );
  return html`${lines}`;
}
