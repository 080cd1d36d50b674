/**
 * What became of each hot place of a run: one line a place, from the extension's counters (units) and the engine's log
 * (refusals, compile times).
 */
import { BAIL_REASONS, bailReasonRow } from '../base/bail.ts';
import { EXIT_REASONS } from '../base/exit-reasons.ts';

/** One installation, as native/cpython/unit_stats.cc writes it. */
export interface UnitStats {
  readonly code: string;
  readonly file: string;
  readonly entry: 'loop' | 'function';
  readonly unit: number;
  readonly line: number;
  readonly entries: number;
  readonly codeBytes: number;
  readonly valid: boolean;
  readonly exits: readonly { reason: string; line: number; code: string; count: number }[];
}

export interface RunStats {
  readonly entries: number;
  readonly bails: Readonly<Record<string, number>>;
  readonly units: readonly UnitStats[];
}

/** A line of the engine's log; other events are ignored. */
export interface EngineEvent {
  readonly event: string;
  readonly code?: string;
  readonly file?: string;
  readonly line?: number;
  readonly unit?: number;
  readonly entry?: 'loop' | 'function';
  readonly reason?: string;
  readonly detail?: string;
  readonly atLine?: number;
  readonly times?: Readonly<Record<string, number>>;
}

export interface ExplainedExit {
  readonly reason: string;
  readonly line: number;
  readonly count: number;
  readonly sentence: string;
  readonly hint: string;
}

export interface ExplainedPlace {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly entry: 'loop' | 'function';
  readonly compiled: boolean;
  /** Times native code was entered. */
  readonly entries: number;
  /** Versions compiled for it. */
  readonly versions: number;
  readonly codeBytes: number;
  readonly compileMs: number;
  /** Most frequent first; where the compiled part simply ended is left out. */
  readonly exits: readonly ExplainedExit[];
  readonly refusals: readonly { reason: string; message: string; detail: string; line: number; hint: string }[];
}

/** The stages of times overlap for nobody: their sum is the time a request took. */
const total = (times: Readonly<Record<string, number>> = {}) => Object.values(times).reduce((sum, ms) => sum + ms, 0);

interface Gathered {
  readonly units: UnitStats[];
  readonly events: EngineEvent[];
}

function explainExits(units: readonly UnitStats[]): ExplainedExit[] {
  const byPlace = new Map<string, ExplainedExit>();
  for (const { reason, line, count } of units.flatMap((unit) => unit.exits)) {
    if (reason === 'Finished') continue;
    const row = EXIT_REASONS.find(({ name }) => name === reason);
    const key = `${reason} ${line}`;
    const sofar = byPlace.get(key)?.count ?? 0;
    byPlace.set(key, { reason, line, count: sofar + count, sentence: row?.sentence ?? reason, hint: row?.hint ?? '' });
  }
  return [...byPlace.values()].toSorted((a, b) => b.count - a.count);
}

function explainRefusals(events: readonly EngineEvent[]): ExplainedPlace['refusals'] {
  const refusals = new Map<string, ExplainedPlace['refusals'][number]>();
  for (const { event, reason = 'InternalError', detail = '', atLine = 0, line = 0 } of events) {
    if (event !== 'refusal' && event !== 'fault') continue;
    const row = bailReasonRow(reason);
    refusals.set(`${reason} ${detail}`, {
      reason,
      message: row?.message ?? reason,
      detail,
      line: atLine || line,
      hint: row?.hint ?? '',
    });
  }
  return [...refusals.values()];
}

function explainPlace(
  place: Pick<ExplainedPlace, 'file' | 'line' | 'code' | 'entry'>,
  { units, events }: Gathered,
): ExplainedPlace {
  return {
    ...place,
    compiled: units.length > 0,
    entries: units.reduce((sum, unit) => sum + unit.entries, 0),
    versions: units.length,
    codeBytes: units.reduce((sum, unit) => sum + unit.codeBytes, 0),
    compileMs: events.reduce((sum, event) => sum + total(event.times), 0),
    exits: explainExits(units),
    refusals: explainRefusals(events),
  };
}

/** Places in order of file and line. */
export function explainRun(stats: RunStats, events: readonly EngineEvent[]): ExplainedPlace[] {
  const gathered = new Map<string, Gathered & { place: Pick<ExplainedPlace, 'file' | 'line' | 'code' | 'entry'> }>();
  const at = (of: { file?: string; line?: number; code?: string; entry?: 'loop' | 'function' }): Gathered => {
    const place = { file: of.file ?? '', line: of.line ?? 0, code: of.code ?? '', entry: of.entry ?? 'loop' };
    const key = JSON.stringify([place.file, place.line, place.code, place.entry]);
    const known = gathered.get(key) ?? { place, units: [], events: [] };
    gathered.set(key, known);
    return known;
  };
  for (const unit of stats.units) at(unit).units.push(unit);
  for (const event of events) {
    if (event.file !== undefined && ['region', 'refusal', 'fault'].includes(event.event)) at(event).events.push(event);
  }
  return [...gathered.values()]
    .map(({ place, ...rest }) => explainPlace(place, rest))
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function placeText(place: ExplainedPlace): string {
  const where = `${place.file}:${place.line} ${place.entry} in ${place.code}`;
  const cost = `${place.compileMs.toFixed(0)} ms, ${place.codeBytes} bytes${place.versions > 1 ? `, ${place.versions} versions` : ''}`;
  if (place.compiled) return `${where}: compiled (${cost}), entered ${place.entries} times`;
  return place.refusals.length > 0 ? `${where}: not compiled` : `${where}: compiled (${cost}), not installed`;
}

const hinted = (text: string, hint: string) => (hint === '' ? text : `${text}; ${hint}`);

function placeLines(place: ExplainedPlace): string[] {
  const refusals = place.refusals.map(({ message, detail, line, hint }) =>
    hinted(`    line ${line}: ${message}${detail ? ` (${detail})` : ''}`, hint),
  );
  const exits = place.exits.map(({ line, count, sentence, hint }) =>
    hinted(`    line ${line}: left ${count} times: ${sentence}`, hint),
  );
  return [placeText(place), ...refusals, ...exits];
}

/** For people; one paragraph a place. */
export function explainText(places: readonly ExplainedPlace[], stats: RunStats): string {
  // what the engine refuses stands with its place
  const lost = BAIL_REASONS.filter(({ side, name }) => side === 'extension' && stats.bails[name]).map(
    ({ name, message, hint }) => hinted(`${name}: ${stats.bails[name]} times (${message})`, hint),
  );
  if (places.length + lost.length === 0) return 'nothing got hot: no loop or function was looked at';
  return [...places.flatMap(placeLines), ...lost].join('\n');
}
