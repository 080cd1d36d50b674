/** One process from start to end: a trial. */
import { spawnSync } from 'node:child_process';
import { hostPython, suiteFile } from '../machine.ts';

export interface Trial {
  readonly ms: number;
  /** Peak resident memory of the process; an engine that it starts is a process of its own, and not in it. */
  readonly rssKb: number;
  /** Negative: the number of the signal that ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process could not be measured: it did not start, or ended otherwise than the one it is compared with. */
export class TrialError extends Error {
  override name = 'TrialError';
}

const MOST_OUTPUT = 256 * 1024 * 1024;

/** @throws TrialError when the command does not start */
export function runTrial(command: readonly string[], env: Readonly<Record<string, string>>): Trial {
  const child = spawnSync(hostPython().path, ['-I', '-S', suiteFile('bench', 'timed.py'), ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: MOST_OUTPUT,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const told = child.output?.[3] ?? '';
  if (child.error || told === '')
    throw new TrialError(`${command.join(' ')}: ${child.error?.message ?? child.stderr.trim().slice(-2000)}`);
  const { ns, rssKb, code } = JSON.parse(told) as { ns: number; rssKb: number; code: number };
  return { ms: ns / 1e6, rssKb, code, stdout: child.stdout, stderr: child.stderr };
}
