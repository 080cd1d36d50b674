/** What `tracejit reduce` found, for a person and as JSON. */
import { describeDivergence } from '../oracle/describe-divergence.ts';
import { fingerprint } from '../oracle/divergence.ts';
import { describeBlame } from './blame.ts';
import type { Reduction } from './reduce.ts';
import type { ReducedFile } from './reduce-file.ts';

export const STORY_VERSION = 1;

/** Several lines, without a newline at the end. */
export function tellStory({ file, small, reduction }: ReducedFile): string {
  const { lines, runs, seconds } = reduction;
  return [
    `${file} differs in configuration ${small.configuration}: ${describeDivergence(small.divergence, { name: 'the reduced program', source: small.source })}`,
    `  blame    ${describeBlame(small.blame)}`,
    `  lines    ${lines.before} before, ${lines.after} after ${runs} programs in ${seconds.toFixed(0)} s: ${END[reduction.end]}`,
    `  steps    ${stepsByPass(reduction)}`,
  ].join('\n');
}

const END: Readonly<Record<Reduction['end'], string>> = {
  smallest: 'nothing smaller differs so',
  runs: 'there may be a smaller one (--max-runs)',
  seconds: 'there may be a smaller one (--timeout)',
};

function stepsByPass({ steps }: Reduction): string {
  const counts = new Map<string, number>();
  for (const { pass } of steps) counts.set(pass, (counts.get(pass) ?? 0) + 1);
  return steps.length === 0 ? 'none' : [...counts].map(([pass, count]) => `${pass} ${count}`).join(', ');
}

/** The same as an object of plain data. */
export function storyAsJson({ file, small, reduction }: ReducedFile): object {
  const { source: _, ...searched } = reduction;
  return { schemaVersion: STORY_VERSION, file, fingerprint: fingerprint(small.divergence), ...small, ...searched };
}
