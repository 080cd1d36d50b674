/** The first thing by which two observations differ, in the order of the channels. */
import { CHANNELS, type Channel, type Divergence } from './divergence.ts';
import { kindOfChange, kindOfMove } from './divergence-kind.ts';
import type { DumpNode, Exit, JitCounters, Observation } from './observation.ts';

/**
 * `expected` is the interpreter's. Undefined: nobody could tell the two runs apart; also where the interpreter was cut
 * short by the clock, and nothing can be said (isInconclusive).
 */
export function firstDivergence(expected: Observation, actual: Observation): Divergence | undefined {
  if (isInconclusive(expected)) return undefined;
  for (const channel of CHANNELS) {
    const found = inChannel(channel, expected, actual);
    if (found) return found;
  }
  return undefined;
}

/** The interpreter did not get to the end in time: the program is too long to be compared. */
export function isInconclusive({ exit }: Observation): boolean {
  return exit.kind === 'limit' && (exit.limit === 'cpu' || exit.limit === 'wall');
}

function inChannel(channel: Channel, expected: Observation, actual: Observation): Divergence | undefined {
  if (channel === 'exit') return compareExits(expected.exit, actual.exit);
  if (channel === 'stdout') return compareTexts(expected.stdout, actual.stdout);
  if (channel === 'compiler') return compilerFault(actual.counters);
  return compareDumps(channel, expected[channel], actual[channel]);
}

/** Bails that no program may bring about. */
const FAULTS = ['InternalError', 'CompileFailed'] as const;

function compilerFault(counters: JitCounters | null): Divergence | undefined {
  const fault = FAULTS.find((reason) => (counters?.bails[reason] ?? 0) > 0);
  if (!fault) return undefined;
  return { channel: 'compiler', kind: fault, where: '', expected: 'code, or a reason why not', actual: fault };
}

export function exitText(exit: Exit): string {
  if (exit.kind === 'code') return `exit code ${exit.code}`;
  return exit.kind === 'signal' ? `signal ${exit.signal}` : `limit ${exit.limit}`;
}

function compareExits(expected: Exit, actual: Exit): Divergence | undefined {
  const [wanted, found] = [exitText(expected), exitText(actual)];
  if (wanted === found) return undefined;
  const kind = actual.kind === 'code' ? (expected.kind === 'code' ? 'exit code' : `no ${wanted}`) : found;
  return { channel: 'exit', kind, where: '', expected: wanted, actual: found };
}

function compareTexts(expected: string, actual: string): Divergence | undefined {
  if (expected === actual) return undefined;
  const [wanted, found] = [expected.split('\n'), actual.split('\n')];
  let line = 0;
  while (wanted[line] === found[line]) line++;
  // the end of the text is an empty last line
  const missing = line >= found.length || (line === found.length - 1 && found[line] === '' && line < wanted.length - 1);
  const extra = line >= wanted.length || (line === wanted.length - 1 && wanted[line] === '' && line < found.length - 1);
  const kind = missing ? 'lines missing' : extra ? 'more lines' : 'line';
  return {
    channel: 'stdout',
    kind,
    where: `line ${line + 1}`,
    expected: wanted[line] ?? '',
    actual: found[line] ?? '',
  };
}

function compareDumps(
  channel: Channel,
  expected: readonly DumpNode[],
  actual: readonly DumpNode[],
): Divergence | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let k = 0; k < length; k++) {
    const [wanted, found] = [expected[k], actual[k]];
    if (wanted && found && wanted[0] === found[0]) {
      if (wanted[1] === found[1]) continue;
      const kind = kindOfChange(wanted, found);
      return { channel, kind, where: wanted[0], expected: wanted[1], actual: found[1] };
    }
    return {
      channel,
      kind: kindOfMove(expected, actual, k),
      where: (wanted ?? found)?.[0] ?? '',
      expected: wanted ? nodeText(wanted) : '',
      actual: found ? nodeText(found) : '',
    };
  }
  return undefined;
}

function nodeText([path, text]: DumpNode): string {
  return `${path}: ${text}`;
}
