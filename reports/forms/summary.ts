/**
 * What a pull request shows: the verdict in the first line, failures, then tables; cut at a number of bytes, as the places
 * it goes to refuse what is longer instead of cutting it.
 */

import type { BenchDocument } from '../../suites/bench/document.ts';
import { formatMarkdown, markdownTable } from '../../suites/bench/markdown.ts';
import type { KeptComparison } from '../../suites/gate/compare-kept.ts';
import type { Estimate } from '../../suites/gate/method/estimate.ts';
import { type GateResult, outcomeOf, verdictWord } from '../../suites/gate/result.ts';
import { percentText } from '../performance/numbers.ts';
import { countStates, type TestCase, type TestRun } from '../tests/test-case.ts';

/** A step summary above 1,024 KiB is dropped by GitHub as a whole; a comment above 65,536 characters is refused. */
export const STEP_SUMMARY_BYTES = 1_000_000;
export const COMMENT_BYTES = 60_000;

/** The first line of a comment, by which the next run finds it and replaces it. */
export const COMMENT_MARKER = '<!-- tracejit-report -->';

export interface Gathered {
  readonly runs: readonly TestRun[];
  readonly bench: BenchDocument | null;
  readonly gate: GateResult | null;
  readonly comparison?: KeptComparison | null;
}

export function stepSummary(gathered: Gathered): string {
  return cutToBytes(summaryBlocks(gathered), STEP_SUMMARY_BYTES);
}

export function stickyComment(gathered: Gathered): string {
  return cutToBytes([COMMENT_MARKER, ...summaryBlocks(gathered)], COMMENT_BYTES);
}

/** Blocks are left out from the end, never cut in their middle: half a table or half a <details> breaks what follows. */
export function cutToBytes(blocks: readonly string[], most: number): string {
  const note = '_The rest was left out: it is too long for this place. The whole is in the report._\n';
  let text = '';
  for (const [k, block] of blocks.entries()) {
    const next = `${text}${block.trimEnd()}\n\n`;
    const reserve = k === blocks.length - 1 ? 0 : Buffer.byteLength(note);
    if (Buffer.byteLength(next) + reserve > most) return text + note;
    text = next;
  }
  return text;
}

const GATE_WORDS: Readonly<Record<ReturnType<typeof outcomeOf>, string>> = {
  pass: 'nothing got worse',
  regression: 'something got worse',
  unmeasured: 'not all was measured',
};

/** Whether what was gathered is good, in words that stand first. */
export function verdict({ runs, bench, gate, comparison = null }: Gathered): {
  readonly good: boolean;
  readonly text: string;
} {
  const { passed, failed, skipped } = countStates(runs.flatMap(({ cases }) => cases));
  const rows = bench ? [...bench.steady, ...bench.whole] : [];
  const wrong = rows.filter((row) => row.wrong.length > 0).length;
  const judged = gate ? outcomeOf(gate, { strict: false, acceptCounters: false }) : 'pass';
  const blind = runs.filter(({ trouble }) => trouble !== '').length;
  const slower = comparison ? comparison.kernels.filter((row) => row.verdict === 'SLOWER').length : 0;
  const parts = [
    ...(runs.length > 0 ? [`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} did not run` : ''}`] : []),
    ...(blind > 0 ? [`${blind} ${blind === 1 ? 'run proves' : 'runs prove'} nothing`] : []),
    ...(wrong > 0 ? [`${wrong} wrong results in the benchmark`] : []),
    ...(comparison ? [`compare: ${slower === 0 ? 'nothing' : slower} got slower`] : []),
    ...(gate ? [`gate: ${GATE_WORDS[judged]}`] : []),
  ];
  const good = failed + skipped + blind + wrong + slower === 0 && judged === 'pass';
  return { good, text: parts.join('; ') || 'nothing was tested' };
}

function summaryBlocks(gathered: Gathered): string[] {
  const { good, text } = verdict(gathered);
  const { runs, bench, gate, comparison = null } = gathered;
  const failures = runs.flatMap(({ cases }) => cases).filter(({ state }) => state === 'failed');
  return [
    `## tracejit: ${good ? 'good' : 'NOT GOOD'} - ${text}`,
    ...runs.flatMap(({ tool, trouble }) => (trouble === '' ? [] : [`**${tool} proves nothing**: ${oneLine(trouble)}`])),
    ...(gate ? [gateTable(gate)] : []),
    ...(comparison ? [comparisonTable(comparison)] : []),
    ...failures.map(failureBlock),
    ...(bench ? [details('Benchmark', formatMarkdown(bench))] : []),
  ];
}

function comparisonTable({ a, b, kernels }: KeptComparison): string {
  const rows = kernels.map(({ kernel, effect, verdict: word, why }) => effectRow(kernel, effect, [word, why]));
  const title = `${fenceless(b)} over ${fenceless(a)}, each over the CPython beside it`;
  return `${title}\n\n${markdownTable([['program', 'time', '95 %', 'verdict'], ...rows])}`;
}

/** File names are shown as code; in it a backtick would end it. */
const fenceless = (path: string) => `\`${path.replaceAll('`', "'")}\``;

const effectRow = (name: string, effect: Estimate | null, words: readonly string[]) => [
  name,
  effect ? percentText(Math.expm1(effect.centre)) : '',
  effect ? `${percentText(Math.expm1(effect.low))} to ${percentText(Math.expm1(effect.high))}` : '',
  words.filter(Boolean).join(': '),
];

function gateTable({ base, head, kernels, costs, suite }: GateResult): string {
  const told = costs.map((row) => ({ ...row, kernel: `${row.kernel}, ${row.channel}`, verdict: verdictWord(row) }));
  const rows = [...kernels, { kernel: 'geometric mean', why: '', ...suite }, ...told].map(
    ({ kernel, effect, verdict: word, why }) => effectRow(kernel, effect, [word, why]),
  );
  const title = `Time, and what it costs, of ${head.commit.slice(0, 7)} over ${base.commit.slice(0, 7)}`;
  return `${title}\n\n${markdownTable([['kernel', 'head over base', '95 %', 'verdict'], ...rows])}`;
}

const LONGEST_DETAILS = 4000;

function failureBlock({ suite, name, message, details: told }: TestCase): string {
  return details(
    `FAILED ${escapeTags([...suite, name].join(' › '))}: ${escapeTags(oneLine(message))}`,
    fenced(told.slice(0, LONGEST_DETAILS) || message),
  );
}

/** Longer than any fence inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

const details = (title: string, body: string) => `<details><summary>${title}</summary>\n\n${body.trim()}\n\n</details>`;
const escapeTags = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const oneLine = (text: string) => text.split('\n').slice(0, 1).join('').slice(0, 300);
