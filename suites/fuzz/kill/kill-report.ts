/** What came of a kill campaign: the table for people, JSON, and whether it is enough. */
import { fingerprint } from '../../oracle/divergence.ts';
import { percent } from '../tally.ts';
import type { Trial } from './hunt.ts';
import { compareScores, medianToKill, type Score, scoresOf } from './scores.ts';

export const KILL_REPORT_VERSION = 1;

/** Mutants that must be killed, as a share of all: Csmith-like fuzzers are judged so, and reference/harness.md asks it. */
export const LEAST_SCORE = 0.9;

/** Lines of a program that are shown in the table. */
const SHOWN_LINES = 15;

export interface KillResult {
  readonly seed: number;
  readonly runs: number;
  readonly trials: readonly Trial[];
  /** Asked for; more than trials when it was interrupted. */
  readonly mutants: number;
  /** Of earlier runs. */
  readonly before: readonly Score[];
}

const killed = ({ trials }: KillResult) => trials.filter(({ kill }) => kill !== null).length;

/** Interrupted runs are never enough. */
export function isEnough(result: KillResult): boolean {
  return killed(result) >= LEAST_SCORE * result.mutants;
}

export function formatKills(result: KillResult): string {
  const { trials, mutants, seed, runs, before } = result;
  const now = scoresOf(trials, { seed, runs });
  const median = medianToKill(now);
  const bugs = trials.flatMap((trial) => trial.bugs);
  return [
    ...table(trials),
    '',
    `killed ${killed(result)} of ${mutants} mutants (${percent(killed(result), mutants)}; ${LEAST_SCORE * 100} % must be), seed ${seed}, at most ${runs} programs each`,
    ...(median === null ? [] : [`median programs to kill: ${median}`]),
    ...compareScores(before, now),
    ...(trials.length < mutants ? [`interrupted: ${mutants - trials.length} mutants were not tried to the end`] : []),
    ...bugs.map((story) => `not the mutant's fault, the right engine diverges as well: ${story}`),
    ...now.flatMap(programOf),
  ].join('\n');
}

/** A header and a line for each mutant. */
export function table(trials: readonly Trial[]): string[] {
  const rows = trials.map((trial) => [trial.name, trial.policy, ...outcome(trial), others(trial)]);
  return aligned([['mutant', 'policy', 'killed at', 'divergence', 'others'], ...rows]);
}

/** The same of what is kept, and the program of each. */
export function keptReport(scores: readonly Score[]): string {
  const rows = scores.map((score) => {
    const { name, policy, killedAt, runs } = score;
    return [name, policy, killedAt === null ? 'survived' : String(killedAt), printOf(score), `of ${runs}`];
  });
  return [
    ...aligned([['mutant', 'policy', 'killed at', 'divergence', 'programs'], ...rows]),
    ...scores.flatMap(programOf),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
}

function outcome({ kill, programs, entered }: Trial): [string, string] {
  if (kill) return [String(kill.at), fingerprint(kill.divergence)];
  return ['survived', `${programs} programs, ${entered} of them native`];
}

function others({ unexpected, unconfirmed }: Trial): string {
  const counts = Object.entries(unexpected).map(([print, count]) => `${print} ${count}`);
  return [...counts, ...(unconfirmed > 0 ? [`not seen again ${unconfirmed}`] : [])].join(', ');
}

function printOf({ channel, kind }: Score): string {
  return channel === null || kind === null ? '' : fingerprint({ channel, kind });
}

function programOf(score: Score): string[] {
  const { name, program } = score;
  if (program === null) return [];
  const more = program.length > SHOWN_LINES ? [`  | ... ${program.length - SHOWN_LINES} more lines`] : [];
  return ['', `${name}, ${printOf(score)}:`, ...program.slice(0, SHOWN_LINES).map((line) => `  | ${line}`), ...more];
}

/** Scores and trials, programs and divergences included. */
export function killsAsJson(result: KillResult): object {
  const { before, ...rest } = result;
  const now = scoresOf(result.trials, result);
  return {
    schemaVersion: KILL_REPORT_VERSION,
    killed: killed(result),
    enough: isEnough(result),
    medianToKill: medianToKill(now),
    changes: compareScores(before, now),
    ...rest,
  };
}
