/** What each gate found, a line for each kernel, and where the line of a kernel bends. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { median } from '../bench/statistics.ts';
import { countersOf } from './counters.ts';
import type { Environment } from './environment.ts';
import { timeOf } from './measure.ts';
import { type ChangePoint, changePoints } from './method/change-points.ts';
import { GateUsage } from './refusal.ts';
import type { GateResult, KernelRow } from './result.ts';

export interface HistoryLine {
  readonly version: 1;
  readonly at: string;
  readonly commit: string;
  readonly kernel: string;
  /** ln of head's time over CPython's: of absolute times a history would show the machine. */
  readonly overControl: number;
  readonly verdict: string;
  /** ln of head over base, with its interval. */
  readonly effect: {
    readonly centre: number;
    readonly low: number;
    readonly high: number;
    readonly spread: number;
  } | null;
  readonly counters: Readonly<Record<string, number>>;
  readonly environment: Environment;
}

export function historyLines(result: GateResult): HistoryLine[] {
  return result.kernels.filter(({ rounds }) => rounds.length > 0).map((row) => lineOf(result, row));
}

function lineOf({ at, head, environment }: GateResult, { kernel, verdict, effect, rounds }: KernelRow): HistoryLine {
  const overControl = median(rounds.map((round) => Math.log(timeOf(round.head) / timeOf(round.controlHead))));
  const told = effect && { centre: effect.centre, low: effect.low, high: effect.high, spread: effect.spread };
  const counters = countersOf(rounds.at(-1)?.head.counters ?? null);
  return { version: 1, at, commit: head.commit, kernel, overControl, verdict, effect: told, counters, environment };
}

/** Appends this result. @throws GateUsage for a file that is no history, or cannot be written; nothing is written then */
export function appendHistory(file: string, result: GateResult): void {
  readHistory(file);
  const text = historyLines(result).map((line) => `${JSON.stringify(line)}\n`);
  try {
    appendFileSync(file, text.join(''));
  } catch (error) {
    throw new GateUsage(`--history ${file} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

/** Lines of a history, none where there is no file. @throws GateUsage with the number of a line that is not one */
export function readHistory(file: string): HistoryLine[] {
  if (!existsSync(file)) return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new GateUsage(`--history ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const lines = text.split('\n');
  return lines.flatMap((line, index) => (line === '' ? [] : [parseLine(line, `${file}:${index + 1}`)]));
}

function parseLine(text: string, place: string): HistoryLine {
  let line: Partial<HistoryLine> | null = null;
  try {
    line = JSON.parse(text) as Partial<HistoryLine> | null;
  } catch {
    // Told below, with everything else that is no line of a history.
  }
  if (line?.version !== 1 || typeof line.kernel !== 'string' || !Number.isFinite(line.overControl))
    throw new GateUsage(`${place} is no line of a history`);
  return line as HistoryLine;
}

export interface KernelChange extends ChangePoint {
  readonly kernel: string;
  /** Last commit before, and first after the change. */
  readonly from: string;
  readonly to: string;
}

/** Change-points of each kernel, among lines of environments like the last one's. */
export function historyChanges(lines: readonly HistoryLine[]): KernelChange[] {
  const last = lines.at(-1);
  const alike = lines.filter(({ environment }) => JSON.stringify(environment) === JSON.stringify(last?.environment));
  return [...new Set(alike.map(({ kernel }) => kernel))].flatMap((kernel) => {
    const own = alike.filter((line) => line.kernel === kernel);
    return changePoints(own.map(({ overControl }) => overControl)).map((point) => ({
      kernel,
      ...point,
      from: own[point.at - 1]?.commit ?? '',
      to: own[point.at]?.commit ?? '',
    }));
  });
}

export function formatChanges(changes: readonly KernelChange[]): string[] {
  return changes.map(({ kernel, before, after, p, from, to }) => {
    const percent = (Math.expm1(after - before) * 100).toFixed(1);
    return `history: ${kernel} changed by ${percent} % between ${from.slice(0, 12)} and ${to.slice(0, 12)} (p = ${p.toExponential(1)})`;
  });
}
