/** The history that `tracejit gate --history` keeps: a line of JSON for each kernel of each run (suites/gate has the rest). */
import { RefusedFile } from './refused.ts';

export interface HistoryLine {
  readonly at: string;
  readonly commit: string;
  readonly kernel: string;
  /** ln of tracejit's time over CPython's in the same run: less is faster. */
  readonly overControl: number;
  readonly verdict: string;
  readonly environment: unknown;
}

/** Where the line of a kernel bends for good. */
export interface KernelChange {
  readonly kernel: string;
  /** Index of the first line after the change, among the kernel's lines. */
  readonly at: number;
  /** Means of `overControl` before and after it. */
  readonly before: number;
  readonly after: number;
  readonly p: number;
  /** Last commit before and first after it. */
  readonly from: string;
  readonly to: string;
}

export interface History {
  readonly lines: readonly HistoryLine[];
  readonly changes: readonly KernelChange[];
}

/** @throws RefusedFile with the number of a line that is not one */
export function parseHistory(text: string, place: string): HistoryLine[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${place}:${index + 1}`)]));
}

function parseLine(text: string, place: string): HistoryLine {
  let line: Partial<Record<keyof HistoryLine | 'version', unknown>> | null = null;
  try {
    line = JSON.parse(text) as Partial<Record<keyof HistoryLine | 'version', unknown>> | null;
  } catch {
    // Told below, with everything else that is no line of a history.
  }
  if (line?.version !== 1 || typeof line.kernel !== 'string' || !Number.isFinite(line.overControl))
    throw new RefusedFile(`${place} is no line of a history, version 1`);
  return line as unknown as HistoryLine;
}

/** Only like is compared with like: the lines from the environment of the last one. */
export function comparableLines(lines: readonly HistoryLine[]): HistoryLine[] {
  const last = JSON.stringify(lines.at(-1)?.environment);
  return lines.filter(({ environment }) => JSON.stringify(environment) === last);
}
