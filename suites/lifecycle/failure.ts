/** A sequence after which the two sides differ: how to run it again, and how to read it. */
import { describeDivergence } from '../oracle/describe-divergence.ts';
import type { Divergence } from '../oracle/divergence.ts';
import { SEQUENCE_NAME, type Step } from './stepped-pair.ts';

/** Where fast-check finds a failed sequence again, for as long as the tables stay what they are. */
export interface Replay {
  readonly seed: number;
  /** fast-check's `path`. */
  readonly path: string;
  /** Which of the drawn commands were left: fast-check's `replayPath`. */
  readonly replayPath: string;
}

export interface LifecycleFailure extends Replay {
  readonly configuration: string;
  readonly divergence: Divergence;
  /** A title for each command that was run. */
  readonly commands: readonly string[];
  /** A plain Python program that does what the commands did. */
  readonly script: string;
  /** Processes that are no forks of warm ones show it too. */
  readonly confirmed: boolean;
  /** So does the script, run at once. */
  readonly asScript: boolean;
}

/** The texts one after another. Each handles what it raises. */
export function scriptOf(steps: readonly Step[]): string {
  return steps.map(({ title, source }) => `# ${title}\n${source}\n`).join('\n');
}

/** Several lines: what differs, after which commands, how to see it again, and the script. */
export function describeFailure(failure: LifecycleFailure): string {
  const { configuration, divergence, commands, seed, path, replayPath, script, confirmed, asScript } = failure;
  const replay = JSON.stringify({ seed, path, replayPath });
  return [
    `in configuration ${configuration}, ${describeDivergence(divergence, { name: SEQUENCE_NAME, source: '' })}`,
    `  after    ${commands.length} commands: ${commands.join(' | ')}`,
    `  again    replayLifecycle(${configuration}, ${replay})`,
    `  ${confirmed ? 'seen' : 'not seen'} again in fresh processes; the script ${asScript ? 'shows it when run at once' : 'shows it step by step only'}`,
    ...script
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${line}`),
  ].join('\n');
}
