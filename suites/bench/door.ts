/** `tracejit bench` as engine/cli sees it: measure or read, then one text for each form asked for. */
import { MissingProgram } from '../machine.ts';
import { StatsError } from '../oracle/stats.ts';
import { NothingToMeasure } from './choose.ts';
import { type BenchDocument, documentOf } from './document.ts';
import { mergeDocuments, NoResult, parseDocument } from './kept-document.ts';
import { formatMarkdown, README_END, README_START, replaceBetweenMarkers } from './markdown.ts';
import { TrialError } from './process-trial.ts';
import { rawSamples } from './raw-samples.ts';
import { type BenchOptions, runBench } from './run.ts';
import { SessionError } from './session.ts';
import { formatReport } from './table.ts';

/** `wrong`: an arm's result differs; `usage`: asked for nothing there is; `unable`: a program is missing or failed. */
export type BenchOutcome =
  | { readonly kind: 'measured' | 'wrong'; readonly document: BenchDocument }
  | { readonly kind: 'usage' | 'unable'; readonly text: string };

const UNABLE = [MissingProgram, SessionError, TrialError, StatsError];

export async function bench(options: BenchOptions): Promise<BenchOutcome> {
  try {
    return judged(documentOf(await runBench(options)));
  } catch (error) {
    if (error instanceof NothingToMeasure) return { kind: 'usage', text: error.message };
    if (UNABLE.some((kind) => error instanceof kind)) return { kind: 'unable', text: (error as Error).message };
    throw error;
  }
}

/** The results in these texts as one. */
export function readBench(files: readonly { readonly path: string; readonly text: string }[]): BenchOutcome {
  try {
    return judged(mergeDocuments(files.map(({ path, text }) => parseDocument(text, path))));
  } catch (error) {
    if (error instanceof NoResult) return { kind: 'usage', text: error.message };
    throw error;
  }
}

function judged(document: BenchDocument): BenchOutcome {
  const wrong = [...document.steady, ...document.whole].some((row) => row.wrong.length > 0);
  return { kind: wrong ? 'wrong' : 'measured', document };
}

/** Forms that need nothing but the document. */
export const BENCH_FORMS = {
  text: (document: BenchDocument) => `${formatReport(document)}\n`,
  json: (document: BenchDocument) => `${JSON.stringify(document, null, 2)}\n`,
  samples: rawSamples,
  markdown: formatMarkdown,
} as const;

/** What a README lacks for its table to be put into it; null where it lacks nothing. To be asked before anything is measured. */
export function benchTablePlace(readme: string): string | null {
  return replaceBetweenMarkers(readme, '') === null
    ? `has not exactly one ${README_START} with a ${README_END} after it`
    : null;
}

/** The README with its table made anew; null where it has no pair of markers. */
export function withBenchTable(readme: string, document: BenchDocument): string | null {
  return replaceBetweenMarkers(readme, formatMarkdown(document));
}
