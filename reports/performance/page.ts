/**
 * One page about performance: a single file, no script, nothing loaded from anywhere (its own policy forbids it). Every
 * picture stands in a row of a table that says the same in numbers.
 */
import { armTitle, cautions, pairsOf, versionLines } from '../../suites/bench/columns.ts';
import { type BenchDocument, meanOver } from '../../suites/bench/document.ts';
import type { GateResult } from '../../suites/gate/result.ts';
import type { ParallelDocument } from '../../suites/parallel/result.ts';
import { html, Markup } from '../markup/html.ts';
import type { History } from '../results/history.ts';
import { costTable, spreadTable, startupTable } from './costs.ts';
import { bailTable, exitsOfRows, exitTable, type ProgramExits } from './exits.ts';
import { gateBody } from './gate.ts';
import { historyBody } from './history.ts';
import { commitText, rangeText, timesText } from './numbers.ts';
import { parallelBody } from './parallel.ts';
import type { Section } from './section.ts';
import { speedupTables } from './speedups.ts';
import { STYLE } from './style.ts';

/** Whatever there is; a part of which there is nothing is left out. */
export interface PerformanceInput {
  readonly bench?: BenchDocument | null;
  readonly gate?: GateResult | null;
  readonly history?: History | null;
  readonly parallel?: ParallelDocument | null;
  /** Of `tracejit explain --json`: programs that were not measured. */
  readonly explained?: readonly ProgramExits[];
}

/** Bytes that the page may have. */
export const LARGEST_PAGE = 300_000;

export function performancePage(input: PerformanceInput): string {
  const parts = sections(input);
  const links = parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  const bodies = parts.map(
    ({ id, title, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>
`,
  );
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>tracejit performance</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${new Markup(STYLE)}</style></head><body>
<a class="skip" href="#main">To the results</a>
<header><h1>tracejit performance</h1>${input.bench ? origin(input.bench) : null}
<nav aria-label="Parts of this page"><ul>${links}</ul></nav></header>
<main id="main" tabindex="-1">${input.bench ? tiles(input.bench) : null}
${bodies}</main>
<footer>${input.bench ? footer(input.bench) : null}<p>Times faster: the other’s time divided by tracejit’s, the median over rounds in which the programs take turns. The interval holds the true median with 95 % confidence, whatever the distribution; “–”: too few rounds to have one.</p></footer>
</body></html>
`.text;
}

function sections({ bench, gate, history, parallel, explained = [] }: PerformanceInput): Section[] {
  const list: Section[] = [];
  const add = (id: string, title: string, body: Markup) => void list.push({ id, title, body });
  if (gate) add('gate', 'Gate', gateBody(gate));
  if (bench && bench.steady.length > 0) add('steady', 'Steady speed', speedupTables(bench.steady, 'Steady calls'));
  if (bench && bench.whole.length > 0)
    add('whole', 'Whole processes', speedupTables(bench.whole, 'From process start to end'));
  if (parallel) add('parallel', 'Parallel loops', parallelBody(parallel));
  if (history && history.lines.length > 0) add('history', 'History', historyBody(history));
  if (bench && bench.spread.length > 0) add('spread', 'Spread over runs', spreadTable(bench));
  const rows = bench ? [...bench.steady, ...bench.whole] : [];
  if (bench && rows.some(({ jit }) => jit))
    add(
      'cost',
      'Compiling and memory',
      html`${costTable(bench.steady, 'Steady')}${costTable(bench.whole, 'Whole process')}<p class="soft">Compiling happens in the engine, beside the running program. The peak is the process’s own, without the engine’s.</p>`,
    );
  if (bench && bench.startup.length > 0) add('startup', 'From start to native code', startupTable(bench));
  const programs = [...explained, ...exitsOfRows(rows)];
  if (programs.length > 0)
    add('exits', 'Exits and bails', html`${exitTable(programs)}<h3>Not compiled</h3>${bailTable(programs)}`);
  return list;
}

function origin({ at, environment }: BenchDocument): Markup {
  const { cpu, cores, commit, tracejit } = environment;
  return html`<p class="soft">${at.slice(0, 10)}, tracejit ${tracejit} ${commit === '' ? '' : `at commit ${commitText(commit)}`}, ${cores} cores (${cpu})</p>`;
}

function tiles(document: BenchDocument): Markup {
  const [rows, what] = document.steady.length > 0 ? [document.steady, 'steady'] : [document.whole, 'whole process'];
  const items = pairsOf(rows).flatMap((pair) => {
    const mean = meanOver(rows, pair);
    if (!mean) return [];
    const times = 1 / mean.ratio;
    const interval = mean.interval && { low: 1 / mean.interval.high, high: 1 / mean.interval.low };
    const own = pair.arm === 'tracejit' ? '' : `${armTitle(pair.arm)}, `;
    return [
      html`<div><dt>${own}against ${armTitle(pair.peer)}</dt><dd>${timesText(times)}<small>${interval ? `95 %: ${rangeText(times, interval)}` : 'no interval: too few rounds'}<br>${what}, ${rows.length === 1 ? (rows[0]?.kernel ?? '') : `geometric mean of ${rows.length}`}</small></dd></div>`,
    ];
  });
  const notes = cautions(document).map((line) => html`<p class="note" role="note">${line}</p>`);
  return html`<dl class="tiles">${items}</dl>${notes}`;
}

function footer(document: BenchDocument): Markup {
  const { kernel, node, memoryGb } = document.environment;
  return html`<p>${versionLines(document).join('; ')}; Linux ${kernel}, node ${node}, ${memoryGb} GB.</p>`;
}
