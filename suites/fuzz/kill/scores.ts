/** How fast mutants were killed, kept in a file, so that a later run can tell whether the fuzzer has become better or worse. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { suiteFile } from '../../machine.ts';
import type { Trial } from './hunt.ts';

const VERSION = 1;

export interface Score {
  readonly name: string;
  readonly policy: string;
  /** Number of the program that killed it; null: it survived. */
  readonly killedAt: number | null;
  /** Of the divergence; null: it survived. */
  readonly channel: string | null;
  readonly kind: string | null;
}

export interface Scores {
  readonly version: number;
  /** Year, month and day. */
  readonly date: string;
  /** Of the programs. */
  readonly seed: number;
  /** Programs that each mutant was tried with at most. */
  readonly runs: number;
  readonly scores: readonly Score[];
}

/** The file is there, but is not one of scores. */
export class ScoresError extends Error {
  override name = 'ScoresError';
}

/** Those of this checkout, which are what a run is compared with. */
export const SCORES_FILE = suiteFile('mutants', 'scores.json');

export function scoresOf(trials: readonly Trial[], { seed, runs }: { seed: number; runs: number }): Scores {
  const scores = trials.map(({ name, policy, kill }) => ({
    name,
    policy,
    killedAt: kill?.at ?? null,
    channel: kill?.divergence.channel ?? null,
    kind: kill?.divergence.kind ?? null,
  }));
  return { version: VERSION, date: new Date().toISOString().slice(0, 10), seed, runs, scores };
}

/** null: no such file. @throws ScoresError */
export function readScores(path: string): Scores | null {
  if (!existsSync(path)) return null;
  let found: Scores;
  try {
    found = JSON.parse(readFileSync(path, 'utf8')) as Scores;
  } catch (cause) {
    throw new ScoresError(`${path} cannot be read as JSON; make it anew with tracejit fuzz --mutants --save`, {
      cause,
    });
  }
  if (found.version !== VERSION || !Array.isArray(found.scores))
    throw new ScoresError(`${path} holds no scores of this version; make it anew with tracejit fuzz --mutants --save`);
  return found;
}

export function writeScores(path: string, scores: Scores): void {
  writeFileSync(path, `${JSON.stringify(scores, null, 2)}\n`);
}

/** Of the mutants that were killed; null: none was. */
export function medianToKill(scores: readonly Score[]): number | null {
  const sorted = scores.flatMap(({ killedAt }) => killedAt ?? []).toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** What has changed since, a sentence each; mutants that are not in both are left out. */
export function compareScores(before: Scores, now: Scores): string[] {
  const both = ({ scores }: Scores, other: Scores) =>
    scores.filter(({ name }) => other.scores.some((score) => score.name === name));
  const [old, fresh] = [both(before, now), both(now, before)];
  const [was, is] = [medianToKill(old), medianToKill(fresh)];
  const alive = (scores: readonly Score[]) => new Set(scores.flatMap((s) => (s.killedAt === null ? [s.name] : [])));
  const [survived, survives] = [alive(old), alive(fresh)];
  return [
    ...(was === null || is === null ? [] : [`median programs to kill: ${is}, on ${before.date} it was ${was}`]),
    ...[...survives].filter((name) => !survived.has(name)).map((name) => `${name} survives, and did not before`),
    ...[...survived].filter((name) => !survives.has(name)).map((name) => `${name} is killed, and was not before`),
  ];
}
