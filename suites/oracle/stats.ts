/** The stats file that `TRACEJIT_STATS` asks for, as far as the suites read it. */
import { readFileSync } from 'node:fs';
import type { JitCounters } from './observation.ts';

/** The stats file is missing or is not what it should be. */
export class StatsError extends Error {
  override name = 'StatsError';
}

/** Of loops that ran on several threads. */
export interface ParallelStats {
  /** Times that a loop did. */
  readonly runs: number;
  /** Iterations that were done so. */
  readonly iterations: number;
  /** Runs that ended before their last iteration, for the serial code to go on. */
  readonly stopped: number;
  /** Runs without the GIL. */
  readonly released: number;
}

export interface Stats extends JitCounters {
  readonly parallel: ParallelStats;
  /** Milliseconds after process start, by stage; empty where not measured. */
  readonly startup: Readonly<Record<string, number>>;
}

/** @throws StatsError when the process wrote none, or wrote something else */
export function readStats(file: string): Stats {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StatsError(`no stats file was written: ${file}`, { cause });
  }
  const stats: unknown = JSON.parse(text);
  if (typeof stats !== 'object' || stats === null) throw new StatsError(`${file}: not an object`);
  const fields = stats as Record<string, unknown>;
  return {
    regions: count(fields, 'regions'),
    entries: count(fields, 'entries'),
    exits: table(fields, 'exits'),
    bails: table(fields, 'bails'),
    parallel: parallelOf(fields['parallel'] ?? {}),
    startup: 'startup' in fields ? table(fields, 'startup') : {},
  };
}

function parallelOf(value: unknown): ParallelStats {
  const { runs = 0, iterations = 0, stopped = 0, released = 0 } = value as Partial<ParallelStats>;
  return { runs, iterations, stopped, released };
}

function count(fields: Readonly<Record<string, unknown>>, key: string): number {
  const value = fields[key];
  if (typeof value !== 'number') throw new StatsError(`stats field ${key} is ${JSON.stringify(value)}, not a number`);
  return value;
}

function table(fields: Readonly<Record<string, unknown>>, key: string): Record<string, number> {
  const value = fields[key];
  if (typeof value !== 'object' || value === null)
    throw new StatsError(`stats field ${key} is ${JSON.stringify(value)}, not a table`);
  return value as Record<string, number>;
}
