/** A divergence that was found once, as a file of this folder: a program that is run for ever after (regress.spec.ts). */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteFile } from '../machine.ts';
import { fingerprint } from '../oracle/divergence.ts';
import { describeBlame } from '../reduce/blame.ts';
import type { SmallDivergence } from '../reduce/reduce-divergence.ts';

export interface SavedCase extends SmallDivergence {
  /** The command that found it. */
  readonly foundBy: string;
  /** The command that shows it again, in the tree it was found in. */
  readonly replay: string;
}

/** It says in its head what it checks, as every script of the suites does (oracle/script-header.ts). */
export function caseText(saved: SavedCase): string {
  const head = [
    `checks: ${fingerprint(saved.divergence)} (found by ${saved.foundBy})`,
    `native: ${saved.native ? 'required' : 'optional'}`,
    `configuration: ${saved.configuration}`,
    `blame: ${describeBlame(saved.blame)}`,
    `replay: ${saved.replay}`,
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}\n${saved.source.trimEnd()}\n`;
}

/** Cases of this checkout. */
export const caseFolder = (): string => suiteFile('regress');

/** Two that were reduced to one text are one case. @returns the path of the file */
export function saveCase(folder: string, saved: SavedCase): string {
  mkdirSync(folder, { recursive: true });
  const digest = createHash('sha256').update(saved.source).digest('hex').slice(0, 8);
  const kind = fingerprint(saved.divergence)
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .toLowerCase();
  const path = join(folder, `${kind}-${digest}.py`);
  writeFileSync(path, caseText(saved));
  return path;
}
