/** The record of a test run, as runner/tracejit_record.py writes it. */
import { readFileSync } from 'node:fs';
import { type Counted, type Subject, sumCounters } from './subject.ts';

/** The file is not what the recorder writes: a fault of ours. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

export interface SuiteRecord {
  /** In the order in which they ended. */
  readonly tests: readonly Subject[];
  /** The test that had begun and did not end: whoever killed the process was at work there. */
  readonly unfinished: string | null;
  /** The runner's name and version; null when it did not come to its end. */
  readonly runner: string | null;
  /** Of the whole process; of its tests, when it did not come to its end. */
  readonly counters: Counted;
}

interface RecordedError {
  readonly type: string;
  readonly text: string;
  readonly frames: readonly string[];
}

interface RecordedTest {
  readonly test: string;
  readonly outcome: string;
  readonly errors: readonly RecordedError[];
  readonly counters: Counted | null;
}

type Line = { readonly begin: string } | RecordedTest | { readonly end: string; readonly counters: Counted | null };

/** @throws RecordError */
export function readRecord(file: string): SuiteRecord {
  return parseRecord(readFileSync(file, 'utf8'));
}

/** @throws RecordError */
export function parseRecord(text: string): SuiteRecord {
  const tests: Subject[] = [];
  let unfinished: string | null = null;
  let end: { readonly end: string; readonly counters: Counted | null } | null = null;
  // A process that was killed while it wrote leaves half a line, without its end.
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = parseLine(line);
    if ('begin' in entry) unfinished = entry.begin;
    else if ('end' in entry) end = entry;
    else {
      tests.push(subjectOf(entry));
      if (entry.test === unfinished) unfinished = null;
    }
  }
  const counters = sumCounters(end === null ? tests.map((test) => test.counters) : [end.counters]);
  return { tests, unfinished, runner: end?.end ?? null, counters };
}

function parseLine(line: string): Line {
  const entry: unknown = JSON.parse(line);
  if (typeof entry === 'object' && entry !== null && ('begin' in entry || 'end' in entry || 'test' in entry))
    return entry as Line;
  throw new RecordError(`a line of the test record is none: ${line}`);
}

function subjectOf({ test, outcome, errors, counters }: RecordedTest): Subject {
  const detail = errors[0]?.text.split('\n')[0];
  const result = { text: outcome, kind: outcome, ...(detail === undefined ? {} : { detail }) };
  const exception = { text: errors.map(errorLines).join('\n'), kind: errors.map(({ type }) => type).join(' from ') };
  return { id: test, channels: { result, exception }, counters: counters && { ...counters, bails: {} } };
}

function errorLines({ text, frames }: RecordedError): string {
  return [...frames, text].join('\n');
}
