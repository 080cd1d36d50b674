/** Two runs, subject by subject: the first thing by which each pair can be told apart. */
import { CHANNELS, type Divergence } from '../oracle/divergence.ts';
import type { Seen, Subject } from './subject.ts';

/** A subject that differs, and how. */
export interface Difference {
  readonly id: string;
  readonly divergence: Divergence;
}

/** In the order of the first run; what only the second has comes last. */
export function compareSubjects(expected: readonly Subject[], actual: readonly Subject[]): Difference[] {
  const [ones, others] = [byId(expected), byId(actual)];
  return [...new Set([...ones.keys(), ...others.keys()])].flatMap((id) => {
    const [one, other] = [ones.get(id), others.get(id)];
    const absent = (one ?? other)?.variableOf === undefined ? NOT_RUN : NOT_SET;
    const divergence = firstDifference(one ?? absent, other ?? absent);
    return divergence === null ? [] : [{ id, divergence }];
  });
}

function byId(subjects: readonly Subject[]): Map<string, Subject> {
  return new Map(subjects.map((subject) => [subject.id, subject]));
}

/** Stands for a test that the other run did not have; and for a variable. */
const NOT_RUN: Subject = { id: '', channels: { result: { text: 'not run', kind: 'missing' } }, counters: null };
const NOT_SET: Subject = { id: '', channels: {}, counters: null };

function firstDifference(expected: Subject, actual: Subject): Divergence | null {
  for (const channel of CHANNELS) {
    const [one, other] = [expected.channels[channel] ?? NOTHING, actual.channels[channel] ?? NOTHING];
    if (one.text === other.text) continue;
    return { channel, ...describe(one, other) };
  }
  return null;
}

const NOTHING: Seen = { text: '' };

/** The first line that differs; or all of it where a kind says what it is. */
function describe(expected: Seen, actual: Seen): Omit<Divergence, 'channel'> {
  if (expected.kind !== actual.kind) {
    const kind = [expected.kind, actual.kind].filter((word) => word !== undefined).join(' -> ');
    return { kind, where: '', expected: inFull(expected), actual: inFull(actual) };
  }
  const [one, other] = [expected.text.split('\n'), actual.text.split('\n')];
  const at = one.findIndex((line, k) => line !== other[k]);
  const line = at === -1 ? one.length : at; // all lines of the first are the beginning of the second
  return { kind: 'line', where: `line ${line + 1}`, expected: one[line] ?? '', actual: other[line] ?? '' };
}

function inFull({ text, detail }: Seen): string {
  return detail === undefined ? text : `${text}: ${detail}`;
}
