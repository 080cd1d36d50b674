/** What a gate decided: head against base, kernel by kernel. */
import type { Estimate } from '../../suites/gate/method/estimate.ts';
import { type CostRow, type GateResult, type KernelRow, verdictWord, worseCounters } from '../../suites/gate/result.ts';
import { axisCell, intervalCell } from '../charts/cells.ts';
import { logAxis } from '../charts/log-axis.ts';
import { html, type Markup } from '../markup/html.ts';
import { commitText, percentText } from './numbers.ts';
import { columnHeads, pictureHead, table } from './section.ts';

export function gateBody({ base, head, kernels, costs, suite }: GateResult): Markup {
  const all = [...kernels.map(({ effect }) => effect), suite.effect].filter((effect) => effect !== null);
  const axis = logAxis(all.flatMap(({ low, high }) => [Math.exp(low), Math.exp(high)]));
  const row = (name: string, verdict: string, effect: Estimate | null, more: string, kind: string) =>
    html`<tr class="${kind === 'mean' ? 'total' : ''}"><th scope="row">${name}</th><td>${effect ? percentText(Math.expm1(effect.centre)) : '–'}</td><td class="range wide">${effect ? `${percentText(Math.expm1(effect.low))} to ${percentText(Math.expm1(effect.high))}` : '–'}</td><td class="text"><span class="verdict-${verdict}">${verdict}</span> ${more}</td><td class="picture">${effect ? intervalCell(markOf(effect), axis, kind) : null}</td></tr>`;
  const rows = kernels.map((told) =>
    row(told.kernel, told.verdict, told.effect, whyText(told), KINDS[told.verdict] ?? 'even'),
  );
  const heads = html`${columnHeads('kernel', 'time')}<th scope="col" class="wide">95 %</th><th scope="col" class="text">verdict</th>${pictureHead('faster ← → slower than base', axisCell(axis))}`;
  return html`<p>Base ${base.label} (<code>${commitText(base.commit)}</code>), head ${head.label} (<code>${commitText(head.commit)}</code>).</p>
${table('Time of head over base', heads, [...rows, row('geometric mean', suite.verdict, suite.effect, '', 'mean')])}${costs.length > 0 ? costTable(costs) : null}`;
}

/** Cold starts and memory: numbers of both sides, since a share alone says little of 12 MiB. */
function costTable(costs: readonly CostRow[]): Markup {
  const axis = logAxis(costs.flatMap(({ effect }) => (effect ? [Math.exp(effect.low), Math.exp(effect.high)] : [])));
  const rows = costs.map((row) => {
    const { kernel, channel, unit, values, effect, why } = row;
    const word = verdictWord(row);
    return html`<tr><th scope="row">${kernel}, ${channel}</th><td class="wide">${values ? `${values.base.toFixed(1)} → ${values.head.toFixed(1)} ${unit}` : '–'}</td><td>${effect ? percentText(Math.expm1(effect.centre)) : '–'}</td><td class="range wide">${effect ? `${percentText(Math.expm1(effect.low))} to ${percentText(Math.expm1(effect.high))}` : '–'}</td><td class="text"><span class="verdict-${word}">${word}</span> ${why}</td><td class="picture">${effect ? intervalCell(markOf(effect), axis, KINDS[row.verdict] ?? 'even') : null}</td></tr>`;
  });
  const heads = html`${columnHeads('kernel, cost')}<th scope="col" class="wide">base → head</th>${columnHeads('head over base')}<th scope="col" class="wide">95 %</th><th scope="col" class="text">verdict</th>${pictureHead('less ← → more than base', axisCell(axis))}`;
  return html`<h3>Cold starts and memory</h3>${table('What the speed costs, head over base', heads, rows)}`;
}

const KINDS: Readonly<Record<string, string>> = { SLOWER: 'worse', FASTER: 'better' };

const markOf = ({ centre, low, high }: Estimate) => ({
  ratio: Math.exp(centre),
  interval: { low: Math.exp(low), high: Math.exp(high) },
});

/** What is behind the verdict: a fault, and counters that got worse. */
function whyText(row: KernelRow): string {
  const worse = worseCounters(row);
  const counters = row.counters.changes
    .filter(({ name }) => worse.includes(name))
    .map(({ name, base, head }) => `${name} ${base} → ${head}`);
  return [row.why, counters.join(', ')].filter(Boolean).join('; ');
}
