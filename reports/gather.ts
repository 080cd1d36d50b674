/** One folder with everything a run left, for people, for services that read tests, and for a pull request. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryLine, KernelChange } from '../suites/gate/history.ts';
import { speedupPicture } from './charts/speedup-picture.ts';
import { writeCharts } from './charts/write-charts.ts';
import { ctrfJson } from './forms/ctrf.ts';
import { junitXml } from './forms/junit.ts';
import { stepSummary, stickyComment, verdict } from './forms/summary.ts';
import { html, Markup } from './markup/html.ts';
import { performancePage } from './performance/page.ts';
import { STYLE } from './performance/style.ts';
import { classify, type GivenFile } from './results/classify.ts';

export interface GatherOptions {
  readonly files: readonly GivenFile[];
  /** Made where missing; files of the same names are replaced. */
  readonly folder: string;
  /** Where the pictures for a README go besides, PNG among them; null: nowhere. */
  readonly charts?: string | null;
  /** Where the lines of a history bend: the method is the gate's. */
  readonly changesOf: (lines: readonly HistoryLine[]) => Promise<readonly KernelChange[]>;
}

export interface GatheredReport {
  readonly good: boolean;
  /** One line. */
  readonly text: string;
  /** Names in the folder. */
  readonly files: readonly string[];
  /** Names in the folder of the pictures. */
  readonly charts: readonly string[];
}

interface Part {
  readonly name: string;
  readonly meaning: string;
  readonly content: string | null;
}

/** @throws RefusedFile for a file that is none of a report's, NoFont; nothing is written then */
export async function gatherReport({
  files,
  folder,
  charts = null,
  changesOf,
}: GatherOptions): Promise<GatheredReport> {
  const { runs, bench, gate, comparison, parallel, history, explained } = classify(files);
  const hasPerformance = bench !== null || gate !== null || parallel !== null || history.length + explained.length > 0;
  const page = { bench, gate, parallel, history: { lines: history, changes: await changesOf(history) }, explained };
  const gathered = { runs, bench, gate, comparison };
  const tests = runs.length > 0;
  const parts: Part[] = [
    { name: 'performance.html', meaning: 'Performance', content: hasPerformance ? performancePage(page) : null },
    { name: 'speedup.svg', meaning: 'Speed-ups as a picture, for a README', content: bench && speedupPicture(bench) },
    { name: 'junit.xml', meaning: 'Tests as JUnit XML', content: tests ? junitXml(runs) : null },
    { name: 'ctrf.json', meaning: 'Tests as CTRF', content: tests ? ctrfJson(runs, Date.now()) : null },
    { name: 'summary.md', meaning: 'Step summary', content: stepSummary(gathered) },
    { name: 'comment.md', meaning: 'Comment for a pull request', content: stickyComment(gathered) },
  ];
  const pictures = charts === null ? [] : await writeCharts(bench, charts);
  mkdirSync(folder, { recursive: true });
  const pages = copyTestPages(files, folder);
  const written = parts.filter(({ content }) => content !== null);
  for (const { name, content } of written) writeFileSync(join(folder, name), content ?? '');
  const links = [...pages.map((name) => ({ name, meaning: 'Tests' })), ...written];
  const { good, text } = verdict(gathered);
  writeFileSync(join(folder, 'index.html'), indexPage(text, good, links));
  return { good, text, files: ['index.html', ...links.map(({ name }) => name)], charts: pictures };
}

/** The pages that mochawesome wrote beside its JSON. */
function copyTestPages(files: readonly GivenFile[], folder: string): string[] {
  const pages = files.map(({ path }) => path.replace(/\.json$/, '.html')).filter((page) => page.endsWith('.html'));
  return pages
    .filter((page) => existsSync(page))
    .map((page, k) => {
      const name = k === 0 ? 'tests.html' : `tests-${k + 1}.html`;
      copyFileSync(page, join(folder, name));
      return name;
    });
}

function indexPage(text: string, good: boolean, links: readonly { name: string; meaning: string }[]): string {
  const items = links.map(({ name, meaning }) => html`<li><a href="${name}">${meaning}</a> <code>${name}</code></li>`);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>tracejit report</title><meta name="viewport" content="width=device-width,initial-scale=1">
<style>${new Markup(STYLE)}</style></head><body><main><h1>tracejit report: ${good ? 'good' : 'not good'}</h1><p>${text}</p><ul>${items}</ul></main></body></html>
`.text;
}
