/** What kind of difference two lines of a dump make: without values, paths and line numbers. */
import type { DumpNode } from './observation.ts';

/** Types whose first line says how many parts they have. */
const COUNTED = new Set(['list', 'tuple', 'dict', 'set', 'frozenset', 'deque']);

/** First words of lines that are no types. */
const KINDS: Readonly<Record<string, string>> = {
  references: 'reference count',
  blocks: 'lost blocks',
  raised: 'exception of main',
  state: 'state of a generator',
  cut: 'beyond the cut',
  object: 'class of an object',
  exception: 'exception type',
  bases: 'base classes',
};

/** The same place, another value. */
export function kindOfChange([path, expected]: DumpNode, [, actual]: DumpNode): string {
  const [wanted, found] = [firstWord(expected), firstWord(actual)];
  if (wanted === 'frame' && found === 'frame') return `traceback ${kindOfFrame(expected, actual)}`;
  if (wanted === 'same' || found === 'same') return 'aliasing';
  if (wanted === 'alive' || found === 'alive') return `${wanted} -> ${found}`;
  if (wanted !== found) return `${wanted} -> ${found}`;
  if (path.endsWith('.(str)')) return 'text of an exception';
  const known = KINDS[wanted];
  if (known !== undefined) return known;
  return `${wanted} ${COUNTED.has(wanted) ? 'length' : 'value'}`;
}

function firstWord(text: string): string {
  return /^\w*/.exec(text)?.[0] ?? '';
}

const FRAME = /^frame (?<function>.*?), (?<line>line [^,]*), (?<columns>columns \S+ to \S+?)(?<times>, \d+ times)?$/;

function kindOfFrame(expected: string, actual: string): string {
  const [wanted, found] = [FRAME.exec(expected)?.groups, FRAME.exec(actual)?.groups];
  for (const part of ['function', 'line', 'columns'] as const) if (wanted?.[part] !== found?.[part]) return part;
  return 'depth';
}

/** The k-th lines are of different places. */
export function kindOfMove(expected: readonly DumpNode[], actual: readonly DumpNode[], k: number): string {
  const has = (nodes: readonly DumpNode[], path: string | undefined) =>
    path !== undefined && nodes.some(([other], index) => index > k && other === path);
  const [wanted, found] = [expected[k]?.[0], actual[k]?.[0]];
  if (/\.\(traceback\)\[\d+\]$/.test(wanted ?? '') || /\.\(traceback\)\[\d+\]$/.test(found ?? ''))
    return 'traceback depth';
  const [comesLater, camesTooEarly] = [has(actual, wanted), has(expected, found)];
  if (comesLater && camesTooEarly) return 'order';
  if (camesTooEarly || found === undefined) return 'missing';
  return comesLater || wanted === undefined ? 'not expected' : 'another name';
}
