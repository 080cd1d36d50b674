/** The way from process start to the first native entry, by stage, as the stats file and the engine's log tell it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kernel } from '../kernels/shape.ts';
import { readStats } from '../oracle/stats.ts';
import { type Arm, wholeCommand } from './arms.ts';
import { median } from './statistics.ts';

export interface StartupResult {
  readonly kernel: string;
  readonly rounds: number;
  /** Milliseconds after process start at which each stage ended, medians; empty where the stats file has no stages. */
  readonly stages: Readonly<Record<string, number>>;
}

export function measureStartup(kernel: Kernel, tracejit: Arm, rounds: number): StartupResult {
  const samples = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [stage, ms] of Object.entries(stagesOfOneRun(kernel, tracejit))) {
      const known = samples.get(stage);
      if (known) known.push(ms);
      else samples.set(stage, [ms]);
    }
  }
  const stages = Object.fromEntries([...samples].map(([stage, ms]) => [stage, median(ms)]));
  return { kernel: kernel.name, rounds, stages };
}

function stagesOfOneRun(kernel: Kernel, tracejit: Arm): Readonly<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-startup-'));
  try {
    const file = join(folder, 'stats.json');
    const log = join(folder, 'engine.jsonl');
    const [program = '', ...args] = wholeCommand(tracejit, kernel.name, 1);
    const child = spawnSync(program, args, {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...tracejit.env,
        TRACEJIT_STATS: file,
        TRACEJIT_LOG: log,
        TRACEJIT_STARTED: String(process.hrtime.bigint()),
      },
    });
    if (child.status !== 0) throw new Error(`tracejit ${kernel.name}: exit code ${child.status} ${child.stderr}`);
    return withEngineStages(readStats(file).startup, readFileSync(log, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stages of the engine, which counts from its own start, by the events of its log. */
const ENGINE_STAGES: Readonly<Record<string, string>> = { start: 'nodeUp', loaded: 'engineLoaded' };

/** The stages, with the engine's among them. `log`: JSON lines of one engine. */
export function withEngineStages(stages: Readonly<Record<string, number>>, log: string): Record<string, number> {
  const spawned = stages['engineSpawned'];
  if (spawned === undefined) return { ...stages };
  const own = log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { event: string; sinceProcessStartMs?: number })
    .flatMap(({ event, sinceProcessStartMs: ms }) => {
      const stage = ENGINE_STAGES[event];
      return stage === undefined || ms === undefined ? [] : [[stage, spawned + ms] as const];
    });
  return { ...stages, ...Object.fromEntries(own) };
}
