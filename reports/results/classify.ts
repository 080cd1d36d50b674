/** Which of the files that tracejit's commands write a file is, by what stands in it. */
import { BENCH_SCHEMA, type BenchDocument } from '../../suites/bench/document.ts';
import { mergeDocuments, NoResult, parseDocument } from '../../suites/bench/kept-document.ts';
import { KEPT_COMPARISON_SCHEMA, type KeptComparison } from '../../suites/gate/compare-kept.ts';
import type { HistoryLine } from '../../suites/gate/history.ts';
import { type GateResult, RESULT_SCHEMA } from '../../suites/gate/result.ts';
import { PARALLEL_SCHEMA, type ParallelDocument } from '../../suites/parallel/result.ts';
import type { TestReport } from '../../suites/pytests/report.ts';
import type { ProgramExits } from '../performance/exits.ts';
import { type CampaignReport, campaignRun, comparisonRun } from '../tests/comparison.ts';
import { type MochawesomeReport, mochawesomeRun } from '../tests/mochawesome.ts';
import type { TestRun } from '../tests/test-case.ts';
import { comparisonResult } from './comparison-result.ts';
import { gateResult } from './gate-result.ts';
import { parseHistory } from './history.ts';
import { parallelResult } from './parallel-result.ts';
import { RefusedFile } from './refused.ts';

export interface GivenFile {
  readonly path: string;
  readonly text: string;
}

export interface Results {
  readonly runs: readonly TestRun[];
  readonly bench: BenchDocument | null;
  readonly gate: GateResult | null;
  /** Of two results kept in files. */
  readonly comparison: KeptComparison | null;
  readonly parallel: ParallelDocument | null;
  readonly history: readonly HistoryLine[];
  readonly explained: readonly ProgramExits[];
}

type Found =
  | { readonly kind: 'run'; readonly run: TestRun }
  | { readonly kind: 'bench'; readonly document: BenchDocument }
  | { readonly kind: 'gate'; readonly gate: GateResult }
  | { readonly kind: 'comparison'; readonly comparison: KeptComparison }
  | { readonly kind: 'parallel'; readonly parallel: ParallelDocument }
  | { readonly kind: 'explained'; readonly program: ProgramExits };

/** Shards of one measurement become one. @throws RefusedFile */
export function classify(files: readonly GivenFile[]): Results {
  const [histories, others] = [
    files.filter(({ path }) => path.endsWith('.jsonl')),
    files.filter(({ path }) => !path.endsWith('.jsonl')),
  ];
  const found = others.map(readFile);
  const gates = found.flatMap((file) => (file.kind === 'gate' ? [file.gate] : []));
  const comparisons = found.flatMap((file) => (file.kind === 'comparison' ? [file.comparison] : []));
  const parallels = found.flatMap((file) => (file.kind === 'parallel' ? [file.parallel] : []));
  return {
    runs: found.flatMap((file) => (file.kind === 'run' ? [file.run] : [])),
    bench: mergedBench(found.flatMap((file) => (file.kind === 'bench' ? [file.document] : []))),
    gate: theOnly(gates, 'gate'),
    comparison: theOnly(comparisons, 'comparison of results'),
    parallel: theOnly(parallels, 'measurement of parallel loops'),
    history: histories.flatMap(({ path, text }) => parseHistory(text, path)),
    explained: found.flatMap((file) => (file.kind === 'explained' ? [file.program] : [])),
  };
}

function theOnly<T>(results: readonly T[], what: string): T | null {
  if (results.length > 1) throw new RefusedFile(`a report is about one ${what}, and there are several results of it`);
  return results[0] ?? null;
}

function mergedBench(documents: readonly BenchDocument[]): BenchDocument | null {
  return documents.length === 0 ? null : orRefused(() => mergeDocuments(documents));
}

function orRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoResult) throw new RefusedFile(error.message);
    throw error;
  }
}

function readFile({ path, text }: GivenFile): Found {
  let content: Readonly<Record<string, unknown>>;
  try {
    content = (JSON.parse(text) ?? {}) as typeof content;
  } catch (error) {
    throw new RefusedFile(`${path} is no JSON, or is cut off: ${error instanceof Error ? error.message : error}`);
  }
  const reader = READERS.find(({ marks }) => marks.every((mark) => mark in content));
  if (content['schema'] === BENCH_SCHEMA)
    return { kind: 'bench', document: orRefused(() => parseDocument(text, path)) };
  if (content['schema'] === RESULT_SCHEMA) return { kind: 'gate', gate: gateResult(content, path) };
  if (content['schema'] === KEPT_COMPARISON_SCHEMA)
    return { kind: 'comparison', comparison: comparisonResult(content, path) };
  if (content['schema'] === PARALLEL_SCHEMA) return { kind: 'parallel', parallel: parallelResult(content, path) };
  if (!reader) throw new RefusedFile(`${path} is none of the files that a report is made of (tracejit report --help)`);
  return reader.read(content, path);
}

/** Files without a schema's name, by the fields that only they have. */
const READERS: readonly {
  readonly marks: readonly string[];
  readonly read: (content: Readonly<Record<string, unknown>>, path: string) => Found;
}[] = [
  {
    marks: ['stats', 'results'],
    read: (content) => ({ kind: 'run', run: mochawesomeRun(content as unknown as MochawesomeReport) }),
  },
  {
    marks: ['runner', 'interpreter', 'configurations'],
    read: (content) => ({ kind: 'run', run: comparisonRun(content as unknown as TestReport) }),
  },
  {
    marks: ['outcome', 'tally', 'findings'],
    read: (content) => ({ kind: 'run', run: campaignRun(content as unknown as CampaignReport) }),
  },
  {
    marks: ['exitCode', 'bails', 'places'],
    read: (content, path) => ({ kind: 'explained', program: explainedProgram(content as unknown as Explained, path) }),
  },
];

/** `tracejit explain --json`. */
interface Explained {
  readonly bails: Readonly<Record<string, number>>;
  readonly places: readonly {
    readonly file: string;
    readonly code: string;
    readonly exits: readonly { reason: string; line: number; count: number; sentence: string }[];
  }[];
}

function explainedProgram({ bails, places }: Explained, path: string): ProgramExits {
  const exits = places.flatMap(({ file, code, exits: own }) => own.map((exit) => ({ file, code, ...exit })));
  return { program: places[0]?.file ?? path, places: exits, bails };
}
