/** A divergence as a person would want to read it: what, where, the two sides, and the lines of the program around it. */
import type { Configuration } from './configurations.ts';
import type { Channel, Divergence } from './divergence.ts';

const WHAT: Readonly<Record<Channel, string>> = {
  exit: 'the process ended differently',
  stdout: 'it printed something else',
  result: 'a result differs',
  exception: 'an exception differs',
  effects: 'the side effects differ, or their order',
  state: 'a variable differs at the end',
  compiler: 'the compiler itself failed; the program only lost speed',
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

/**
 * Several lines, without a newline at the end.
 *
 * @param configuration the one that differs from the interpreter; with it the last lines say how to run the program in it
 */
export function describeDivergence(
  divergence: Divergence,
  program: DescribedProgram,
  configuration?: Configuration,
): string {
  const { channel, kind, where } = divergence;
  const [expected, actual] = aroundDifference(readable(divergence.expected), readable(divergence.actual));
  return [
    `${WHAT[channel]} (${channel}: ${kind})`,
    ...(where === '' ? [] : [`  at       ${where}`]),
    `  python   ${expected}`,
    `  tracejit ${actual}`,
    ...programLines(divergence, program),
    ...(configuration ? commandLines(program.name, configuration) : []),
  ].join('\n');
}

/** Exact floats in decimal as well. */
function readable(text: string): string {
  return text.replace(HEX_FLOAT, (hex, sign: string, whole: string, digits: string, power: string) => {
    const value = Number(`0x${whole}${digits}`) * 2 ** (Number(power) - 4 * digits.length);
    return `${hex} (${sign}${value})`;
  });
}

const HEX_FLOAT = /(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)/g;

/** Long texts from a little before the place where they part. */
function aroundDifference(expected: string, actual: string): [string, string] {
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  const from = Math.max(expected.length, actual.length) > SHOWN ? Math.max(0, same - SHOWN / 4) : 0;
  const cut = (text: string) =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN)}${text.length > from + SHOWN ? '…' : ''}`;
  return [cut(expected) || '(nothing)', cut(actual) || '(nothing)'];
}

/** Around the line that a traceback or a generator's state names, or the first one that binds the variable. */
function programLines(divergence: Divergence, { name, source }: DescribedProgram): string[] {
  const lines = source.split('\n');
  const line = lineOf(divergence, lines);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  return [
    `  ${name}:`,
    ...shown.map((text, k) => `  ${first + k === line ? '>' : ' '} ${first + k} | ${text}`.trimEnd()),
  ];
}

/** From 1; 0: nothing tells. */
function lineOf({ channel, where, expected, actual }: Divergence, lines: readonly string[]): number {
  if (channel === 'exit' || channel === 'stdout') return 0;
  const said = /^(?:frame|state) .*\bline (\d+)/;
  const found = said.exec(expected) ?? said.exec(actual);
  if (found) return Number(found[1]);
  const name = /^[A-Za-z_]\w*/.exec(where)?.[0];
  const binds = new RegExp(`^\\s*((def|class|for) +)?${name}\\b *([=:(]| in )`);
  return lines.findIndex((line) => binds.test(line)) + 1;
}

function commandLines(name: string, { name: configuration, meaning, knobs }: Configuration): string[] {
  const words = Object.entries({ PYTHONHASHSEED: '0', ...knobs }).map(([knob, value]) => `${knob}=${value}`);
  return [`  in the configuration ${configuration} (${meaning}):`, `    ${words.join(' ')} tracejit run ${name}`];
}
