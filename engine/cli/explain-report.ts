/**
 * What became of each hot place of a run: one line a place, from the extension's counters (units) and the engine's log
 * (refusals, compile times).
 */
import { BAIL_REASONS, bailReasonRow } from '../base/bail.ts';
import { EXIT_REASONS } from '../base/exit-reasons.ts';
import { parallelVerdictRow } from '../base/parallel-verdicts.ts';

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
  readonly loops: readonly LoopStats[];
}

/** What was found of a loop that was to run on several cores; `verdict` is a name of base/parallel-verdicts.ts. */
export interface LoopStats {
  readonly code: string;
  readonly line: number;
  readonly verdict: string;
  readonly prange: boolean;
  readonly detail: string;
}

/** What loops did on several cores, as native/cpython/parallel_counters.h says. */
export interface ParallelStats {
  readonly runs: number;
  readonly iterations: number;
  readonly chunks: number;
  readonly stopped: number;
  readonly released: number;
  readonly threads: number;
  readonly tooCheap: number;
}

export interface RunStats {
  readonly entries: number;
  readonly bails: Readonly<Record<string, number>>;
  readonly units: readonly UnitStats[];
  readonly parallel: ParallelStats;
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

export interface ExplainedLoop extends LoopStats {
  readonly sentence: string;
  readonly advice: string;
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
  /** Loops in it that were to run on several cores, in the order of lines; twice where its versions differ. */
  readonly loops: readonly ExplainedLoop[];
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

function explainLoops(units: readonly UnitStats[]): ExplainedLoop[] {
  const loops = new Map(units.flatMap((unit) => unit.loops.map((loop) => [JSON.stringify(loop), loop])));
  return [...loops.values()]
    .map((loop) => {
      const row = parallelVerdictRow(loop.verdict);
      return { ...loop, sentence: row?.sentence ?? loop.verdict, advice: row?.advice ?? '' };
    })
    .toSorted((a, b) => a.line - b.line);
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
    loops: explainLoops(units),
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
  const loops = place.loops.map(({ line, prange, sentence, detail, advice }) =>
    hinted(
      `    line ${line}: the loop${prange ? ' over prange' : ''} ${sentence}${detail ? ` (${detail})` : ''}`,
      advice,
    ),
  );
  return [placeText(place), ...refusals, ...exits, ...loops];
}

/** One line of what ran on several cores, if anything did. */
function parallelLines({ runs, iterations, threads, stopped, tooCheap }: ParallelStats): string[] {
  if (runs + stopped + tooCheap === 0) return [];
  const early = stopped > 0 ? `, ${stopped} times stopped early` : '';
  const cheap = tooCheap > 0 ? `; ${tooCheap} times there was too little to do` : '';
  return [`on several cores: ${runs} loops run, ${iterations} iterations on up to ${threads} threads${early}${cheap}`];
}

/** For people; one paragraph a place. */
export function explainText(places: readonly ExplainedPlace[], stats: RunStats): string {
  // what the engine refuses stands with its place
  const lost = BAIL_REASONS.filter(({ side, name }) => side === 'extension' && stats.bails[name]).map(
    ({ name, message, hint }) => hinted(`${name}: ${stats.bails[name]} times (${message})`, hint),
  );
  if (places.length + lost.length === 0) return 'nothing got hot: no loop or function was looked at';
  return [...places.flatMap(placeLines), ...parallelLines(stats.parallel), ...lost].join('\n');
}
