/** The report as a program reads it: `tracejit bench --json`, schema version 1. */
import type { BenchReport } from './run.ts';
import type { Series } from './samples.ts';
import { ratioTo } from './table.ts';

export function reportAsJson(report: BenchReport): object {
  return {
    schema: 'tracejit-bench',
    version: 1,
    quick: report.quick,
    cpython: report.host,
    arms: report.arms.map(({ name, version, command }) => ({ name, version, command })),
    steady: report.steady.map((row) => ({
      kernel: row.kernel,
      kind: row.kind,
      wrong: row.wrong,
      warmUps: Object.fromEntries(row.warmUps),
      arms: series(row.arms),
      tracejitOver: ratios(row),
    })),
    whole: report.whole.map((row) => ({
      kernel: row.kernel,
      scale: row.scale,
      wrong: row.wrong,
      arms: series(row.arms),
      tracejitOver: ratios(row),
    })),
    startup: report.startup,
  };
}

function series(arms: ReadonlyMap<string, Series>): object {
  return Object.fromEntries(arms);
}

function ratios(row: Parameters<typeof ratioTo>[0]): Record<string, number> {
  const peers = [...row.arms.keys()].filter((name) => name !== 'tracejit');
  return Object.fromEntries(peers.map((peer) => [peer, ratioTo(row, peer)]));
}
