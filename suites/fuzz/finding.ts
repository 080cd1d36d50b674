/** A confirmed divergence, made small and blamed; and the file it is kept in. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '#setup/root.mjs';
import type { PolicyName } from '../arbitraries/program/policies.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';

import { type Blame, describeBlame } from './blame.ts';

export interface Origin {
  readonly seed: number;
  readonly index: number;
  /** What the campaign was restricted to; null: the program's policy was drawn. */
  readonly onlyPolicy: PolicyName | null;
}

export interface Finding {
  readonly origin: Origin;
  readonly configuration: string;
  readonly divergence: Divergence;
  /** Made small. */
  readonly source: string;
  /** As generated. */
  readonly original: string;
  readonly blame: Blame;
}

/** The command that makes the program again, for as long as the generator stays what it is. */
export function replayCommand({ seed, index, onlyPolicy }: Origin): string {
  const policy = onlyPolicy === null ? '' : ` --policy ${onlyPolicy}`;
  return `tracejit fuzz --seed ${seed} --first ${index} --runs 1${policy} --all-configurations`;
}

/** A saved case says in its head what it checks, as every script of the suites does (oracle/script-header.ts). */
export function caseText(finding: Finding): string {
  const head = [
    `checks: ${fingerprint(finding.divergence)} (found by tracejit fuzz)`,
    'native: required',
    `found: configuration ${finding.configuration}; ${describeBlame(finding.blame)}`,
    `replay: ${replayCommand(finding.origin)}`,
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}\n${finding.source.trimEnd()}\n`;
}

/** Cases of this checkout: replayed by regress.spec.ts for ever after. */
export const caseFolder = (): string => at('suites/regress');

/** Two findings that shrank to one text are one case. @returns the path of the file. */
export function saveCase(folder: string, finding: Finding): string {
  mkdirSync(folder, { recursive: true });
  const digest = createHash('sha256').update(finding.source).digest('hex').slice(0, 8);
  const kind = fingerprint(finding.divergence)
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .toLowerCase();
  const path = join(folder, `${kind}-${digest}.py`);
  writeFileSync(path, caseText(finding));
  return path;
}
