/** How fast mutants were killed, kept in a file, so that a later run can tell whether the fuzzer has become better or worse. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { suiteFile } from '../../machine.ts';
import type { Channel } from '../../oracle/divergence.ts';
import type { Trial } from './hunt.ts';

const VERSION = 2;

const ANEW = 'remove it, and make it anew with tracejit fuzz --mutants --save';

export interface Score {
  readonly name: string;
  readonly policy: string;
  /** Number of the program that killed it; null: it survived. */
  readonly killedAt: number | null;
  /** Of the divergence; null: it survived. */
  readonly channel: Channel | null;
  readonly kind: string | null;
  /** Lines of the program that killed it, made small; null: it survived. */
  readonly program: readonly string[] | null;
  /** Of the programs. */
  readonly seed: number;
  /** Programs after which it would have survived. */
  readonly runs: number;
  /** Year, month and day. */
  readonly date: string;
}

/** The file is there, but is not one of scores. */
export class ScoresError extends Error {
  override name = 'ScoresError';
}

/** Those of this checkout, which are what a run is compared with. */
export const SCORES_FILE = suiteFile('mutants', 'scores.json');

export function scoresOf(trials: readonly Trial[], { seed, runs }: { seed: number; runs: number }): Score[] {
  const date = new Date().toISOString().slice(0, 10);
  return trials.map(({ name, policy, kill }) => ({
    name,
    policy,
    killedAt: kill?.at ?? null,
    channel: kill?.divergence.channel ?? null,
    kind: kill?.divergence.kind ?? null,
    program: kill?.source.trimEnd().split('\n') ?? null,
    seed,
    runs,
    date,
  }));
}

/** Empty when there is no such file. @throws ScoresError */
export function readScores(path: string): Score[] {
  if (!existsSync(path)) return [];
  let found: { readonly version: number; readonly scores: Score[] };
  try {
    found = JSON.parse(readFileSync(path, 'utf8')) as typeof found;
  } catch (cause) {
    throw new ScoresError(`${path} cannot be read as JSON: ${ANEW}`, { cause });
  }
  if (found.version !== VERSION || !Array.isArray(found.scores))
    throw new ScoresError(`${path} holds no scores of this version: ${ANEW}`);
  return found.scores;
}

/** Scores of other mutants that are there already stay. @throws ScoresError */
export function writeScores(path: string, fresh: readonly Score[]): void {
  const others = readScores(path).filter(({ name }) => !fresh.some((score) => score.name === name));
  const scores = [...others, ...fresh].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(path, `${JSON.stringify({ version: VERSION, scores }, null, 2)}\n`);
}

/** Of the mutants that were killed; null: none was. */
export function medianToKill(scores: readonly Score[]): number | null {
  const sorted = scores.flatMap(({ killedAt }) => killedAt ?? []).toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** What has changed since, a sentence each, of the mutants that are in both. */
export function compareScores(before: readonly Score[], now: readonly Score[]): string[] {
  const pairs = now.flatMap((score) => {
    const earlier = before.find(({ name }) => name === score.name);
    return earlier ? [[earlier, score] as const] : [];
  });
  const was = medianToKill(pairs.map(([earlier]) => earlier));
  const is = medianToKill(pairs.map(([, score]) => score));
  const last = pairs
    .map(([{ date }]) => date)
    .toSorted()
    .at(-1);
  const changed = pairs.filter(([earlier, score]) => (earlier.killedAt === null) !== (score.killedAt === null));
  return [
    ...(was === null || is === null ? [] : [`median programs to kill: ${is}, on ${last} it was ${was}`]),
    ...changed.map(([, { name, killedAt }]) =>
      killedAt === null ? `${name} survives, and did not before` : `${name} is killed, and was not before`,
    ),
  ];
}
