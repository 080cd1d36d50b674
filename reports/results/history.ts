/** The history that `tracejit gate --history` keeps: a line of JSON for each kernel of each run (suites/gate has the rest). */
import type { HistoryLine, KernelChange } from '../../suites/gate/history.ts';
import { RefusedFile } from './refused.ts';

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
