/** Runs the stress program (stress.py) for some time and says what it came to. */
import { spawnSync } from 'node:child_process';
import { suiteFile, tracejitCommand } from '../../machine.ts';

export interface StressOutcome {
  /** Nothing crashed, hung, was lost or was wrong. */
  readonly fine: boolean;
  /** Runs of loops on several threads, in the main process. */
  readonly parallelRuns: number;
  /** What the program printed, or how it died. */
  readonly text: string;
}

/** Seconds that start, compilation and the last scene may take beyond what was asked for. */
const GRACE = 60;

export function runStress(seconds: number, seed: number, knobs: Readonly<Record<string, string>> = {}): StressOutcome {
  const child = spawnSync(
    tracejitCommand(),
    ['run', suiteFile('parallel', 'stress', 'stress.py'), String(seconds), String(seed)],
    {
      encoding: 'utf8',
      timeout: (seconds + GRACE) * 1000,
      killSignal: 'SIGKILL',
      env: { ...process.env, TRACEJIT_CACHE: '', ...knobs },
    },
  );
  const end = child.signal ? `ended by ${child.signal}` : `exit code ${child.status}`;
  const fine = child.status === 0 && child.stderr === '' && /^fine /m.test(child.stdout);
  const parallelRuns = Number(/^parallel runs (\d+)$/m.exec(child.stdout)?.[1] ?? 0);
  return { fine, parallelRuns, text: `${child.stdout}${child.stderr}${end}` };
}
