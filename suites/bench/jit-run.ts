/** What the JIT did in one run of a program: how much was compiled, and why native code was left. */
import { explainRun, type RunStats } from '../../engine/cli/explain-report.ts';

/** A reason at a line: exits are counted, refusals are not. */
export interface ExitPlace {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  readonly sentence: string;
  readonly count: number;
}

export interface JitRun {
  readonly regions: number;
  readonly entries: number;
  /** Questions to the engine; none where the cache had everything. */
  readonly requests: number;
  readonly codeBytes: number;
  /** Time of the engine, all regions and stages together, also where they come from the cache; most of it passes beside the running program. */
  readonly compileMs: number;
  readonly exits: Readonly<Record<string, number>>;
  readonly bails: Readonly<Record<string, number>>;
  /** Most frequent first, at most `MOST_PLACES`. */
  readonly places: readonly ExitPlace[];
}

/** The counters, as the stats file and `tracejit.stats()` have them. */
export interface JitStats extends RunStats {
  readonly regions: number;
  readonly requests: number;
  readonly codeBytes: number;
  readonly compileMs: Readonly<Record<string, number>>;
  readonly exits: Readonly<Record<string, number>>;
}

const MOST_PLACES = 12;

export function describeJitRun(stats: JitStats): JitRun {
  const places = explainRun(stats, []).flatMap(({ file, code, exits }) =>
    exits.map(({ line, reason, sentence, count }) => ({ file, line, code, reason, sentence, count })),
  );
  return {
    regions: stats.regions,
    entries: stats.entries,
    requests: stats.requests,
    codeBytes: stats.codeBytes,
    compileMs: Object.values(stats.compileMs).reduce((sum, ms) => sum + ms, 0),
    exits: stats.exits,
    bails: stats.bails,
    places: places.toSorted((a, b) => b.count - a.count).slice(0, MOST_PLACES),
  };
}
