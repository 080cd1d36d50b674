/** A divergence as a person would want to read it: what, where, the two sides, and the lines of the program around it. */
import type { Channel, Divergence } from './divergence.ts';

const WHAT: Readonly<Record<Channel, string>> = {
  exit: 'the process ended differently',
  stdout: 'it printed something else',
  result: 'a result differs',
  exception: 'an exception differs',
  effects: 'the side effects differ, or their order',
  state: 'a variable differs at the end',
  lifetime: 'objects live longer or shorter, or are lost',
};

/** Characters of a value that are shown; the rest is left out where both sides are the same. */
const SHOWN = 200;
/** Lines of the program before and after the one that is named. */
const AROUND = 2;

export interface DescribedProgram {
  readonly name: string;
  readonly source: string;
}

/** Several lines, without a newline at the end. */
export function describeDivergence(divergence: Divergence, program: DescribedProgram): string {
  const { channel, kind, where } = divergence;
  const [expected, actual] = aroundDifference(divergence.expected, divergence.actual);
  return [
    `${WHAT[channel]} (${channel}: ${kind})`,
    ...(where === '' ? [] : [`  at       ${where}`]),
    `  python   ${expected}`,
    `  tracejit ${actual}`,
    ...programLines(divergence, program),
  ].join('\n');
}

/** Long texts from a little before the place where they part. */
function aroundDifference(expected: string, actual: string): [string, string] {
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  const from = Math.max(expected.length, actual.length) > SHOWN ? Math.max(0, same - SHOWN / 4) : 0;
  const cut = (text: string) =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN)}${text.length > from + SHOWN ? '…' : ''}`;
  return [cut(expected) || '(nothing)', cut(actual) || '(nothing)'];
}

/** Of a traceback's line; the other channels name none. */
function programLines({ channel, expected, actual }: Divergence, { name, source }: DescribedProgram): string[] {
  if (channel !== 'exception') return [];
  const line = Number(/\bline (\d+)/.exec(expected)?.[1] ?? /\bline (\d+)/.exec(actual)?.[1] ?? 0);
  const lines = source.split('\n');
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  return [`  ${name}:`, ...shown.map((text, k) => `  ${first + k === line ? '>' : ' '} ${first + k} | ${text}`)];
}
