/** What `tracejit gate` and `tracejit compare` share: options, progress, exit codes. */
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

export interface MeasuringFlags {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly same?: boolean;
  readonly rounds?: string;
  readonly baseEnv?: string[];
  readonly headEnv?: string[];
}

export function measuringOptions(command: Command): Command {
  const collect = (word: string, before: string[] = []) => [...before, word];
  return command
    .option('--quick', 'fewer rounds, five minutes of measuring at most; sees only larger effects')
    .option('--rounds <n>', 'rounds of the first look (default: 20, --quick 12); fresh rounds are twice as many')
    .option('--same', 'both sides may be the same source: what is then seen is noise')
    .option('--base-env <NAME=VALUE>', 'a knob of the base only; as often as wanted', collect)
    .option('--head-env <NAME=VALUE>', 'a knob of the head only; as often as wanted', collect)
    .option('--json', 'print the result as JSON, with every sample: a file that compare reads');
}

export function measuringOf(command: string, kernels: readonly string[], flags: MeasuringFlags) {
  return {
    kernels,
    quick: flags.quick ?? false,
    same: flags.same ?? false,
    rounds: flags.rounds === undefined ? null : roundsOf(command, flags.rounds),
    baseEnv: environmentOf(command, flags.baseEnv ?? []),
    headEnv: environmentOf(command, flags.headEnv ?? []),
    json: flags.json ?? false,
    progress: showOnOneLine,
  };
}

function roundsOf(command: string, text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 2 || rounds > 1000)
    throw new UsageError(`${command}: --rounds ${text} is no whole number from 2 to 1000`);
  return rounds;
}

function environmentOf(command: string, words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const match = /^(TRACEJIT(?:_[A-Z]+)*)=(.*)$/s.exec(word);
      if (!match?.[1]) throw new UsageError(`${command}: "${word}" is no knob, as in TRACEJIT_DISABLE=gvn`);
      return [match[1], match[2] ?? ''];
    }),
  );
}

const CLEAR_LINE = '\r\u001b[K';

/** Each line in the place of the one before, on a terminal only. It is written between processes that are timed, never beside one. */
function showOnOneLine(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${line}`);
}

/** Text to its stream, and the exit code. */
export function finishGate(
  command: string,
  outcome: { readonly kind: 'pass' | 'regression' | 'unmeasured' | 'usage' | 'unable'; readonly text: string },
): void {
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  if (outcome.kind === 'usage') throw new UsageError(`${command}: ${outcome.text}`);
  if (outcome.kind === 'unable') process.stderr.write(`tracejit: ${command}: ${outcome.text}\n`);
  else process.stdout.write(`${outcome.text}\n`);
  process.exitCode = { pass: EXIT.Ok, regression: EXIT.Found, unmeasured: EXIT.Unable, unable: EXIT.Unable }[
    outcome.kind
  ];
}
