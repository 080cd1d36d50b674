/** `tracejit explain script.py`: runs the script, then says of each hot line whether it was compiled, and if not, why. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { type EngineEvent, explainRun, explainText, type RunStats } from '../explain-report.ts';
import { runScript } from '../script-run.ts';

function readStats(path: string): RunStats | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunStats;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function readLog(path: string): EngineEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // no engine was started
    throw error;
  }
  // node's own warnings may stand between the events
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as EngineEvent);
}

interface ExplainOptions {
  readonly json?: boolean;
  readonly sync?: boolean;
  readonly parallel?: boolean;
}

async function explain(words: string[], options: ExplainOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-explain-'));
  try {
    const knobs = { TRACEJIT_STATS: join(folder, 'stats.json'), TRACEJIT_LOG: join(folder, 'log') };
    // a resident engine writes its own log: this run starts a private one
    const asked = {
      ...(options.sync ? { TRACEJIT_SYNC: '1' } : {}),
      ...(options.parallel ? { TRACEJIT_PARALLEL: 'on' } : {}),
    };
    const environment = { ...knobs, TRACEJIT_ENGINE: '', ...asked };
    const code = await runScript({ words, knobs: environment, output: 'stderr' });
    const stats = readStats(knobs.TRACEJIT_STATS);
    if (stats === null) {
      process.stderr.write('tracejit: the script left no counters: it ran interpreted, or was ended by a signal\n');
      process.exitCode = code === 0 ? EXIT.Unable : code;
      return;
    }
    const places = explainRun(stats, readLog(knobs.TRACEJIT_LOG));
    process.stdout.write(
      `${options.json ? JSON.stringify({ version: 1, exitCode: code, bails: stats.bails, parallel: stats.parallel, places }, null, 2) : explainText(places, stats)}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function define(command: Command): void {
  // so that options after the script are the script's
  command.parent?.enablePositionalOptions();
  command
    .description('run a script (its output goes to standard error) and tell of each hot line what became of it')
    .option('--sync', 'let the script wait for the compiler: the same report each time')
    .option('--parallel', 'run it as tracejit run --parallel: each loop is told of')
    .option('--json', 'print the report as JSON')
    .argument('<script...>', 'the script and its arguments')
    .passThroughOptions()
    .action(explain);
}
