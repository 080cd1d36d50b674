/** Where it was measured: results of different fingerprints are not compared. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { hostPython, projectFile } from '../machine.ts';

export interface Environment {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly python: string;
  readonly node: string;
  /** Version of package.json. */
  readonly tracejit: string;
  /** Of this checkout, with `+` where files differ from it; '' where it is no checkout. */
  readonly commit: string;
}

export function describeEnvironment(): Environment {
  const { version } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    python: hostPython().build,
    node: process.version,
    tracejit: version,
    commit: commitOf(projectFile()),
  };
}

function commitOf(folder: string): string {
  const git = (...words: string[]) => spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
  const head = git('rev-parse', 'HEAD');
  if (head.error || head.status !== 0) return '';
  return head.stdout.trim() + (git('status', '--porcelain', '--untracked-files=no').stdout === '' ? '' : '+');
}
