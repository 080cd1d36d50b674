/** Whole python processes, as a user starts them: same python, folder and environment, interpreted or under the JIT. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { tracejitCommand } from '../machine.ts';
import type { Configuration } from '../oracle/configurations.ts';
import type { Exit, JitCounters } from '../oracle/observation.ts';
import { readStats } from '../oracle/stats.ts';

/** What all runs of one `tracejit test` have in common. */
export interface Surroundings {
  /** The python to use; null: the one that `tracejit run` would use. */
  readonly python: string | null;
  /** Seconds after which a process is ended. */
  readonly timeout: number;
}

/** What a process leaves behind. */
export interface Finished {
  readonly stdout: string;
  /** Without the notices. */
  readonly stderr: string;
  /** Lines on standard error that are tracejit's own: why something runs interpreted. */
  readonly notices: readonly string[];
  readonly exit: Exit;
  /** null when the run was interpreted, or did not live to write them. */
  readonly counters: JitCounters | null;
  readonly seconds: number;
}

/** Bytes of each stream; a program that prints more is ended. */
const MAX_OUTPUT = 64 << 20;

const NOTICE = /^tracejit: .*$/gm;

/**
 * Starts python with these words (options, program, arguments) and waits for its end. Its standard input is empty.
 * @param paths folders put before those of PYTHONPATH
 */
export async function launch(
  words: readonly string[],
  configuration: Configuration,
  surroundings: Surroundings,
  paths: readonly string[] = [],
): Promise<Finished> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-test-'));
  try {
    const stats = join(folder, 'stats.json');
    const start = performance.now();
    const child = spawn(tracejitCommand(), ['run', ...words], {
      // a group of its own, so that what it started ends with it
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(configuration, surroundings, paths, stats),
    });
    const ended = await untilEnd(child, surroundings.timeout);
    return {
      ...ended,
      stderr: ended.stderr.replace(/^tracejit: .*\n?/gm, ''),
      notices: ended.stderr.match(NOTICE) ?? [],
      counters: configuration.knobs !== null && existsSync(stats) ? readStats(stats) : null,
      seconds: (performance.now() - start) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(
  { knobs }: Configuration,
  { python }: Surroundings,
  paths: readonly string[],
  stats: string,
): NodeJS.ProcessEnv {
  const path = [...paths, ...(process.env['PYTHONPATH'] ? [process.env['PYTHONPATH']] : [])].join(delimiter);
  return {
    ...process.env,
    ...(path === '' ? {} : { PYTHONPATH: path }),
    ...(python === null ? {} : { TRACEJIT_PYTHON: python }),
    // A fixed hash seed: the order of sets of strings is no difference of ours.
    PYTHONHASHSEED: '0',
    // An engine of its own that keeps nothing: what one run compiles is none of the next one's business.
    TRACEJIT_ENGINE: '',
    TRACEJIT_CACHE: '',
    ...(knobs === null ? { TRACEJIT: 'off' } : { TRACEJIT: 'on', TRACEJIT_STATS: stats, ...knobs }),
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Output and exit; the process group is ended at the limits, and when we are. */
function untilEnd(child: Child, timeout: number): Promise<{ stdout: string; stderr: string; exit: Exit }> {
  const output = { stdout: '', stderr: '' };
  let limit: 'wall' | 'output' | null = null;
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const interrupted = (): void => {
    end();
    process.exit(130);
  };
  const clock = setTimeout(() => {
    limit = 'wall';
    end();
  }, timeout * 1000);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (output[name].length <= MAX_OUTPUT || limit !== null) return;
      limit = 'output';
      end();
    });
  }
  process.once('SIGINT', interrupted);
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(clock);
      process.off('SIGINT', interrupted);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve({ ...output, exit: limit === null ? exitOf(code, signal) : { kind: 'limit', limit } });
    });
  });
}

function exitOf(code: number | null, signal: NodeJS.Signals | null): Exit {
  return code === null ? { kind: 'signal', signal: signal ?? 'unknown' } : { kind: 'code', code };
}
