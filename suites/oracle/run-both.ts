/** One script, interpreted and under the JIT: everything a user could tell them apart by. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython, tracejitCommand } from '../machine.ts';
import { readStats, type Stats } from './stats.ts';

/** What a process leaves behind. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code, or the signal's name for a process that a signal ended. */
  readonly exit: number | string;
}

export interface BothOutcomes {
  readonly interpreted: Outcome;
  readonly native: Outcome;
  readonly stats: Stats;
}

/** A low threshold and an engine that is waited for: what runs natively is then the same each time. */
export const TEST_KNOBS = { TRACEJIT_SYNC: '1', TRACEJIT_THRESHOLD: '20', TRACEJIT_CACHE: '' } as const;

/** Longer than any script of the suites takes; a process that hangs is ended and differs by its exit. */
const TIMEOUT_MS = 60_000;

export interface RunOptions {
  readonly args?: readonly string[];
  readonly stdin?: string;
  /** Added to TEST_KNOBS for the native run. */
  readonly knobs?: Readonly<Record<string, string>>;
  /** Added to the environment of both runs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws StatsError when the native run wrote no stats file */
export function runBoth(script: string, options: RunOptions = {}): BothOutcomes {
  return { interpreted: runInterpreted(script, options), ...runNative(script, options) };
}

export function runInterpreted(script: string, options: RunOptions = {}): Outcome {
  return start([hostPython().path, script, ...(options.args ?? [])], options, {});
}

/** @throws StatsError when the run wrote no stats file */
export function runNative(script: string, options: RunOptions = {}): { native: Outcome; stats: Stats } {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-oracle-'));
  try {
    const file = join(folder, 'stats.json');
    const command = [tracejitCommand(), 'run', script, ...(options.args ?? [])];
    const native = start(command, options, { ...TEST_KNOBS, ...options.knobs, TRACEJIT_STATS: file });
    return { native, stats: readStats(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(command: readonly string[], options: RunOptions, knobs: Readonly<Record<string, string>>): Outcome {
  const [program = '', ...args] = command;
  const child = spawnSync(program, args, {
    encoding: 'utf8',
    input: options.stdin ?? '',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 64 << 20,
    // A fixed hash seed: the order of sets of strings is no difference of ours.
    env: { ...process.env, PYTHONHASHSEED: '0', ...options.environment, ...knobs },
  });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    exit: child.status ?? child.signal ?? `not started: ${child.error?.message}`,
  };
}
